"""Votes and dots add up; a record is signed, closed to operations, and reopened with a reason."""

import uuid

import pytest
import sqlalchemy as sa

from eventhub.focus_groups.models import GroupSlot
from eventhub.ground.db import db
from eventhub.outcomes.models import GroupRecord, RecordState
from eventhub.outcomes.queries import findings
from eventhub.registration.models import Attendance
from tests.outcomes.recording import NOON, make_group, operation, words


@pytest.fixture
def group(client):
    group = make_group()
    client.sign_in(group.leader)
    return group


def results(answers):
    return [answer["result"] for answer in answers]


def come(group, people=None, part=2, at=NOON):
    return [operation("attendance", person.uid, f"part-{part}", True, at=at) for person in people or group.people]


def noted(group):
    present = sa.select(sa.func.count(Attendance.id)).join(
        GroupSlot, GroupSlot.agenda_item_id == Attendance.agenda_item_id
    )
    return db.session.scalar(present.where(GroupSlot.focus_group_id == group.row.id, GroupSlot.part == 2))


def test_votes_never_exceed_the_people_in_the_room_and_add_up_before_signing(group, client, send):
    entry = uuid.uuid4()
    send(group.address, words(entry, "Провести апробацию", "recommendation"), *come(group))

    def vote(*counts):
        value = dict(zip(("for", "against", "abstained"), counts, strict=True))
        return results(send(group.address, operation("recommendation", entry, "votes", value)))

    assert vote(4, 0, 0) == ["refused"]
    assert vote(1, 1, 0) == ["applied"]
    assert client.post(f"{group.address}/signature").status_code == 422
    assert vote(2, 1, 0) == ["applied"]
    assert client.post(f"{group.address}/signature").status_code == 303
    assert db.session.scalars(sa.select(GroupRecord.state)).one() is RecordState.FINAL


def test_a_tie_is_shown_as_a_tie(group, client, send):
    entry = uuid.uuid4()
    value = {"for": 1, "against": 1, "abstained": 0}
    send(
        group.address,
        words(entry, "Спорное", "recommendation"),
        *come(group, group.people[:2]),
        operation("recommendation", entry, "votes", value),
    )

    assert "Поровну, 1 на 1: не принято." in client.get(f"{group.address}/votes").text.replace("\xa0", " ")


def test_dots_add_up_before_signing(group, client, send):
    entry = uuid.uuid4()
    send(group.address, words(entry, "Важное", "recommendation"), *come(group))

    send(group.address, operation("recommendation", entry, "dots", 8))
    assert client.post(f"{group.address}/signature").status_code == 422
    send(group.address, operation("recommendation", entry, "dots", 9))

    assert client.post(f"{group.address}/signature").status_code == 303


def test_after_signing_operations_are_refused_until_the_record_is_reopened(group, client, send):
    send(group.address, *come(group))
    client.post(f"{group.address}/signature")
    late = words(uuid.uuid4(), "Забыли")

    answer = client.post(f"{group.address}/operations", json=late)
    assert answer.status_code == 422
    assert answer.json["answers"][0]["words"].startswith("Протокол подписан")
    assert client.post(f"{group.address}/reopening", data={"reason": " "}).status_code == 422
    assert client.post(f"{group.address}/reopening", data={"reason": "Забыли тезис"}).status_code == 303

    assert results(send(group.address, late)) == ["applied"]
    record = db.session.scalars(sa.select(GroupRecord)).one()
    assert (record.state, record.version, record.reopened_reason) == (RecordState.DRAFT, 2, "Забыли тезис")


def test_what_is_signed_is_read_by_others_and_what_is_reopened_is_not(group, client, send):
    send(group.address, *come(group), words(uuid.uuid4(), "Методист – партнёр"))

    def theses():
        found, _titles = findings(group.event.id)
        db.session.rollback()
        return [statement.said.words for statement in found[0].statements]

    seen = [theses()]
    client.post(f"{group.address}/signature")
    seen.append(theses())
    client.post(f"{group.address}/reopening", data={"reason": "Уточнить"})
    seen.append(theses())

    assert seen == [[], ["Методист – партнёр"], []]
