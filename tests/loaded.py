"""The demo event, loaded and published once per run, as `bin/demo` does it; each process works on a copy."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import flask_migrate
from flask import Flask

from eventhub.app import JOBS, create_app
from eventhub.ground import working
from eventhub.ground.db import db
from eventhub.ground.settings import from_environment
from tests import databases


def make_app(folder: Path, database_url: str, **more: str) -> Flask:
    """Make the application as a server would, with its tables."""
    environment = {"EVENTHUB_DATA": str(folder), "DATABASE_URL": database_url, **more}
    app = create_app(replace(from_environment(environment), testing=True))
    with app.app_context():
        databases.hurry(db.engine)
        flask_migrate.upgrade()
    return app


def copy_of_demo(kind: str, folder: Path, shared: Path, name: str) -> str:
    """Copy the demo event, its files and its database, into a folder; return the address of the database."""
    original = shared / f"demo_{kind}"
    with _alone(shared / f"demo_{kind}.lock"):
        if not (original / "url").exists():
            shutil.rmtree(original, ignore_errors=True)
            original.mkdir()
            url = databases.new_database(kind, original, f"demo_{name}")
            _load(original, url)
            (original / "url").write_text(url)
        shutil.copytree(original, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite*"))
        return databases.copy_database((original / "url").read_text(), folder, f"copy_{name}")


def _load(folder: Path, url: str) -> None:
    app = make_app(folder, url)
    answer = app.test_cli_runner().invoke(args=["demo", "prepare"])
    assert answer.exit_code == 0, answer.output
    with app.app_context():
        for jobs in JOBS:
            import_module(jobs)
        working.run_all()
        db.session.remove()
        db.engine.dispose()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process of the run in at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
