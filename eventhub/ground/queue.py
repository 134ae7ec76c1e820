"""The queue between web and worker: messages only wake somebody up, rows are the truth, so losing one loses nothing.

A message names a kind of row ("work" or "letter") and its public id. It is sent after the commit of the transaction
that wrote the row; if that fails, the worker's sweeper finds the row a moment later.
"""

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask, current_app
from huey import PostgresHuey, SqliteHuey
from huey.api import Huey
from sqlalchemy import event
from sqlalchemy.orm import Session

from eventhub.ground.db import db
from eventhub.ground.settings import Settings

try:
    from psycopg import Error as PostgresqlError
except ImportError:  # only installed where PostgreSQL is used
    PostgresqlError = sqlite3.Error  # type: ignore[assignment, misc]  # nothing more to expect then

Handler = Callable[[uuid.UUID], None]


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its queue: a file in the data folder, or PostgreSQL where several machines share it."""
    app.extensions["queue"] = _huey(settings)
    app.extensions["queue_tasks"] = {}


def on_message(app: Flask, kind: str, handle: Handler) -> None:
    """Say what a message of a kind sets off; each gets an application context of its own."""
    huey: Huey = app.extensions["queue"]

    def received(uid: str) -> None:
        with app.app_context():
            handle(uuid.UUID(uid))

    app.extensions["queue_tasks"][kind] = huey.task(name=kind)(received)


def after_commit(kind: str, uid: uuid.UUID) -> None:
    """Send a message once the present transaction is committed; a rollback forgets it."""
    db.session.info.setdefault("messages", []).append((kind, uid))


def send(kind: str, uid: uuid.UUID) -> None:
    """Send a message now. A queue that cannot be reached is no error: the sweeper comes by."""
    with suppress(OSError, sqlite3.Error, PostgresqlError):
        current_app.extensions["queue_tasks"][kind](str(uid))


def _huey(settings: Settings) -> Huey:
    if settings.queue_url:
        return PostgresHuey("eventhub", dsn=settings.queue_url, results=False)
    return SqliteHuey("eventhub", filename=str(settings.data / "queue.sqlite"), fsync=True, results=False)


@event.listens_for(db.session, "after_commit")
def _send_all(session: Session) -> None:
    messages: list[tuple[str, uuid.UUID]] = session.info.pop("messages", [])
    for kind, uid in messages:
        send(kind, uid)


@event.listens_for(db.session, "after_rollback")
def _forget_all(session: Session) -> None:
    session.info.pop("messages", None)


def waiting(app: Flask) -> int:
    """Count the messages that nobody has taken yet."""
    huey: Any = app.extensions["queue"]
    return int(huey.pending_count())
