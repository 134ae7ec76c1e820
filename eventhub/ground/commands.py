"""What can be typed at a terminal to run EventHub: `flask --app wsgi web`, `worker`, `serve`."""

import sys
from collections.abc import Sequence

import click
from flask import Flask

from eventhub.ground import assets, serving, worker
from eventhub.ground.settings import Settings


def init_app(app: Flask, settings: Settings, jobs: Sequence[str]) -> None:
    """Add the commands to `flask`."""

    @app.cli.command("web")
    def web() -> None:
        """Serve the pages."""
        serving.end_with_parent()
        assets.compress(app, settings.data / "assets")
        serving.Web(app, settings).run()

    @app.cli.command("worker")
    def work() -> None:
        """Do the work that takes longer and send the letters."""
        serving.end_with_parent()
        worker.run(app, jobs)

    @app.cli.command("serve")
    def serve() -> None:
        """Serve the pages and do the work, both under one process."""
        click.echo(f"EventHub: {settings.base_url}", err=True)
        sys.exit(serving.serve(("web", "worker")))
