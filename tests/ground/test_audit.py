"""What has been written down stays."""

import uuid
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from eventhub.ground import audit
from eventhub.ground.audit import AuditEntry, AuditIsFinal
from eventhub.ground.db import db

NOW = datetime(2019, 8, 22, 6, 30, tzinfo=UTC)
THING, EVENT = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def entry(app) -> AuditEntry:
    audit.record(
        "publish",
        "allocation",
        THING,
        by="user:1",
        now=NOW,
        event_uid=EVENT,
        before={"state": "draft"},
        after={"state": "published"},
    )
    db.session.commit()
    return db.session.scalars(sa.select(AuditEntry)).one()


def test_an_entry_says_who_did_what_when_from_what_to_what(entry):
    assert (entry.moment, entry.by, entry.verb, entry.thing_kind) == (NOW, "user:1", "publish", "allocation")
    assert (entry.thing_uid, entry.event_uid) == (THING, EVENT)
    assert (entry.before, entry.after) == ({"state": "draft"}, {"state": "published"})


def test_an_entry_cannot_be_changed(entry):
    entry.by = "user:2"

    with pytest.raises(AuditIsFinal):
        db.session.flush()


def test_an_entry_cannot_be_deleted(entry):
    db.session.delete(entry)

    with pytest.raises(AuditIsFinal):
        db.session.flush()


def test_an_entry_of_a_transaction_that_failed_was_never_written(app):
    audit.record("publish", "allocation", THING, by="user:1", now=NOW)
    db.session.rollback()

    assert db.session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == 0
