"""Run migrations on the database of the application, in one transaction that leaves nothing behind when a step fails."""

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


with current_app.app_context(), db.engine.connect() as connection:
    migrate(connection)
    connection.commit()
