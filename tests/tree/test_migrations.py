"""Migrations go up, down and up again on both databases, and end where the models are."""

import flask_migrate
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from eventhub.ground.db import Base, db
from tests import databases
from tests.loaded import make_app


def test_tables_go_and_come_back_and_are_what_the_models_say(database, tmp_path, worker_id):
    app = make_app(tmp_path, databases.new_database(database, tmp_path, f"migrations_{worker_id}"))
    with app.app_context():
        flask_migrate.downgrade(revision="base")
        assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]

        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        db.engine.dispose()
