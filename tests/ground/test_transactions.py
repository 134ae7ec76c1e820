"""Reading never waits for writing, and each transaction is of the kind it should be."""

from contextvars import Context
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventhub.ground.db import beside, db, reading, writing
from eventhub.ground.work import WorkerBeat

NOW = datetime(2019, 8, 22, 6, 30, tzinfo=UTC)


def beats() -> list[str]:
    return list(db.session.scalars(sa.select(WorkerBeat.worker).order_by(WorkerBeat.worker)))


def note(name: str) -> sa.Insert:
    return sa.insert(WorkerBeat).values(worker=name, beat_at=NOW)


def test_a_page_is_read_while_somebody_writes(app):
    db.session.execute(note("not committed"))

    answer = Context().run(app.test_client().get, "/login")

    assert answer.status_code == 200
    assert beats() == ["not committed"]


def test_what_somebody_else_is_writing_is_not_seen(app):
    db.session.execute(note("not committed"))

    health = Context().run(app.test_client().get, "/readyz")

    assert health.json["worker"] == "missing"


def test_progress_is_written_while_the_work_reads(app):
    with reading():
        before = beats()
        with beside() as connection:
            connection.execute(note("beside"))
        db.session.rollback()
        after = beats()

    assert (before, after) == ([], ["beside"])


def test_what_was_not_committed_is_gone_after_writing(app):
    with reading():
        with writing():
            db.session.execute(note("kept"))
            db.session.commit()
        with writing():
            db.session.execute(note("forgotten"))
        found = beats()

    assert found == ["kept"]


def test_each_block_leaves_the_kind_of_transaction_as_it_found_it(app, count_statements):
    with reading(), writing():
        pass

    db.session.execute(note("written as always"))
    db.session.commit()

    assert beats() == ["written as always"]


def test_postgresql_refuses_to_write_where_only_reading_was_meant(app, database):
    if database == "sqlite":
        pytest.skip("SQLite has no transaction that only reads")

    with reading(), pytest.raises(sa.exc.InternalError, match="read-only"):
        db.session.execute(note("forbidden"))
