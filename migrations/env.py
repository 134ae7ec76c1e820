"""Run migrations on the database of the application, in one transaction: a step that fails leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

from eventhub.ground.db import Base, db


def migrate(connection: Connection) -> None:
    """Run the steps asked for; `render_as_batch` because SQLite cannot alter constraints."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def without_cascades(connection: Connection) -> Iterator[None]:
    """Let SQLite replace a table without emptying those that point at it; it checks all of them afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection  # directly: inside a transaction this setting has no effect
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


with current_app.app_context(), db.engine.connect() as connection, without_cascades(connection):
    migrate(connection)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that point at nothing; nothing was changed")
    connection.commit()
