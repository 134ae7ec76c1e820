"""What can be typed at a terminal: `flask --app wsgi demo load`, `demo prepare`, `demo announce`."""

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
import flask_migrate
from flask import current_app, url_for
from flask.cli import AppGroup

from eventhub.demo import actions, queries
from eventhub.demo.actions.upcoming import hold_again
from eventhub.demo.folder.faults import Fault
from eventhub.events.models import Event
from eventhub.ground import clock
from eventhub.ground.db import db, reading
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import _, ngettext, speaking
from eventhub.ground.settings import Settings

ACCOUNTS_FILE = "demo-accounts.json"
INVALID = 3
PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.3

demo = AppGroup("demo", help="Event data from a folder, and a demo to try out.")


@demo.command("load")
@click.argument("folder", required=False, type=click.Path(path_type=Path), default=actions.BUNDLED)
@click.option("--draft", is_flag=True, help="Do not publish the event.")
def load(folder: Path, draft: bool) -> None:
    """Load a whole event from FOLDER, or the demo event: all of it or nothing. Exit code 3: the folder has faults."""
    with speaking(_terminal_language(os.environ)):
        event = _load(folder, draft)
        click.echo(_("Loaded “%(title)s”.", title=event.title.words(event.main_language)))


@demo.command("prepare")
def prepare() -> None:
    """Make the database, load the demo event if there is none, and open accounts to try it with."""
    with speaking(_terminal_language(os.environ)):
        flask_migrate.upgrade()
        known = _read_accounts()
        event = queries.first_event()
        is_new = event is None
        if event is None or not known:
            event = event or _load(actions.BUNDLED, as_draft=False)
            known = actions.open_accounts(event, by="command", now=clock.now())
        if is_new:
            hold_again(event, by=queries.people_to_try(event)["organiser"], now=clock.now())
        accounts = {**known, **actions.personal_links(event)}
        db.session.commit()
        _write_accounts(accounts)
        click.echo(_("The demo is prepared. Who can sign in is written in %(file)s.", file=str(_accounts_file())))


@demo.command("announce")
def announce() -> None:
    """Wait until pages answer and documents are made, then say where to look and who can sign in."""
    with speaking(_terminal_language(os.environ)):
        if not _wait_until_ready():
            raise click.ClickException(_("EventHub does not answer at %(address)s.", address=_settings().base_url))
        _say_who_can_sign_in()


def _warn(difference: Fault) -> None:
    click.echo(str(difference), err=True)


def _load(folder: Path, as_draft: bool) -> Event:
    try:
        event = actions.load(folder, by="command", now=clock.now(), as_draft=as_draft, tell=_warn)
    except actions.FolderHasFaults as refusal:
        for fault in refusal.faults:
            click.echo(str(fault), err=True)
        count = len(refusal.faults)
        click.echo(
            ngettext("Nothing was loaded: %(count)s fault.", "Nothing was loaded: %(count)s faults.", count), err=True
        )
        sys.exit(INVALID)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    return event


def _wait_until_ready() -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if _answers() and not _work_is_left():
            return True
        time.sleep(PAUSE_SECONDS)
    return False


def _work_is_left() -> bool:
    with reading():
        event = queries.first_event()
        return event is not None and queries.work_is_left(event)


def _answers() -> bool:
    try:
        with urlopen(f"{_settings().base_url}/readyz", timeout=5) as answer:  # noqa: S310 – our own address
            return bool(answer.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def _say_who_can_sign_in() -> None:
    with reading():
        event = queries.first_event()
        address = url_for("overview.event", slug=event.slug, _external=True) if event else _settings().base_url
    click.echo(f"\nEventHub: {address}")
    click.echo(_("Sign in: %(address)s", address=url_for("accounts.sign_in", _external=True)))
    for role, account in _read_accounts().items():
        click.echo(f"  {role:14}{'   '.join(account.values())}")
    click.echo(_("The same is written in %(file)s.", file=str(_accounts_file())))


def _terminal_language(environ: Mapping[str, str]) -> str:
    """Speak Russian at a Russian terminal, else English (POSIX: LC_ALL before LC_MESSAGES before LANG)."""
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "ru" if named.startswith("ru") else "en"


def _read_accounts() -> dict[str, actions.Account]:
    try:
        known: dict[str, actions.Account] = json.loads(_accounts_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known


def _write_accounts(accounts: Mapping[str, actions.Account]) -> None:
    if accounts == _read_accounts():
        return
    draft = _accounts_file().with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=2)
    draft.replace(_accounts_file())


def _accounts_file() -> Path:
    return _settings().data / ACCOUNTS_FILE


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
