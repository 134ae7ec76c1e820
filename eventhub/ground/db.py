"""The database: the typed base of all tables, column types, and transactions right on SQLite and PostgreSQL."""

import enum
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry

from eventhub.ground.texts import Texts
from eventhub.ground.turns import Turns

TURN = "turn to write"

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware moment, stored as UTC. SQLite would accept a naive one and hand it back naive; this type does not."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TextsColumn(sa.TypeDecorator[Texts]):
    """`Texts` as a JSON object by language."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else dict(Texts(value))

    def process_result_value(self, value: Mapping[str, str] | None, dialect: Dialect) -> Texts | None:
        return None if value is None else Texts(value)


def _values(states: type[enum.Enum]) -> list[str]:
    return [state.value for state in states]


class hour_of(sa.sql.functions.GenericFunction[datetime]):  # noqa: N801 – reads like the functions of SQL
    """The full hour, in UTC, of a column of moments: days differ by zone, hours (nearly everywhere) do not."""

    type = UtcDateTime()
    inherit_cache = True


@compiles(hour_of, "sqlite")
def _hour_on_sqlite(element: hour_of, compiler: Any, **options: Any) -> str:
    return f"strftime('%Y-%m-%d %H:00:00.000000', {compiler.process(element.clauses, **options)})"


@compiles(hour_of, "postgresql")
def _hour_on_postgresql(element: hour_of, compiler: Any, **options: Any) -> str:
    return f"date_trunc('hour', {compiler.process(element.clauses, **options)}, 'UTC')"


class Base(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: UtcDateTime(),
            date: sa.Date(),
            Decimal: sa.Numeric(12, 4),
            Texts: TextsColumn(),
            uuid.UUID: sa.Uuid(),
            dict[str, Any]: sa.JSON(),
            list[Any]: sa.JSON(),
            list[str]: sa.JSON(),
            list[dict[str, Any]]: sa.JSON(),
            enum.StrEnum: sa.Enum(
                enum.StrEnum, native_enum=False, length=40, create_constraint=True, values_callable=_values
            ),
        },
    )


Key = Annotated[int, mapped_column(primary_key=True)]
Uid = Annotated[uuid.UUID, mapped_column(unique=True, default=uuid.uuid4)]
"""What the outside sees instead of the key: random, so that nothing in an address can be counted."""


class Revised:
    """A thing that calendars carry: its SEQUENCE and LAST-MODIFIED (RFC 5545, 3.8.7) are stored, never guessed."""

    revision: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]

    def revise(self, now: datetime) -> None:
        """Count one more published change."""
        self.revision += 1
        self.revised_at = now


db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": False})

_reading: ContextVar[bool] = ContextVar("reading", default=False)


def begin_reading() -> None:
    """From here on, transactions of this request only read and never wait for the writer."""
    _reading.set(True)


def begin_writing() -> None:
    """From here on, transactions take the write lock at once (BEGIN IMMEDIATE), as is the rule outside requests."""
    _reading.set(False)


@contextmanager
def reading() -> Iterator[None]:
    """End the present transaction and let the block only read; nothing is open afterwards, so slow things may come."""
    token = _reading.set(True)
    db.session.rollback()
    try:
        yield
    finally:
        db.session.rollback()
        _reading.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """End the transaction that reads, and let the block write; the caller commits inside it."""
    token = _reading.set(False)
    db.session.rollback()
    try:
        yield
    finally:
        db.session.rollback()
        _reading.reset(token)


@contextmanager
def beside() -> Iterator[Connection]:
    """Write at once in a transaction of its own, beside that of the session, which stays as it is.

    On SQLite the session must not be writing meanwhile: there is one writer.
    """
    token = _reading.set(False)
    try:
        with db.engine.begin() as connection:
            yield connection
    finally:
        _reading.reset(token)


def prepare(engine: Engine) -> None:
    """Give an engine the connection settings and transaction starts that EventHub relies on.

    SQLite: WAL, synchronous=FULL (nothing acknowledged is lost in a power cut), foreign keys on; the driver's own
    BEGIN is switched off because it starts a transaction only at the first write, which oversells places.
    """
    if engine.dialect.name == "sqlite":
        turns = Turns()
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", lambda connection: _begin_sqlite(connection, turns))
        event.listen(engine, "checkin", lambda _connection, record: _end_turn(record, turns))
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection, turns: Turns) -> None:
    if _reading.get():
        connection.exec_driver_sql("BEGIN")
        return
    kept = connection.connection.record_info  # outlives a connection that breaks
    if kept is not None and TURN not in kept:
        kept[TURN] = turns.take()
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _end_turn(record: ConnectionPoolEntry, turns: Turns) -> None:
    """Let the next writer of this process begin, once the connection has gone back."""
    kept = record.record_info
    if kept is not None and kept.pop(TURN, False):
        turns.give_back()


def _begin_postgresql(connection: Connection) -> None:
    if _reading.get():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
