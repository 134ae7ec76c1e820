"""A group in its room, for tests of what is recorded there."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from eventhub.accounts.models import User
from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.events.models import AgendaKind, Event, TeamRole
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.registration.models import Registration
from tests.factories import (
    DAY,
    make_agenda_item,
    make_event,
    make_focus_group,
    make_guide_question,
    make_member,
    make_person,
    make_registration,
    make_slot,
    make_user,
)

NOON = DAY + timedelta(hours=3)


@dataclass
class Group:
    """A group that meets twice, led by somebody with an account, and the people put into it."""

    event: Event
    row: FocusGroup
    leader: User
    people: list[Registration]

    @property
    def address(self) -> str:
        return f"/manage/{self.event.slug}/groups/{self.row.number}/record"


def make_group(event: Event | None = None, *, people: int = 3, number: int | None = None) -> Group:
    event = event or make_event()
    user = make_user()
    leader = make_person(user_id=user.id)
    group = make_focus_group(event, number=number, facilitator=leader, facilitator_id=leader.id)
    for part in (1, 2):
        starts_at = DAY + timedelta(hours=part)
        item = make_agenda_item(event, kind=AgendaKind.FOCUS_GROUP, starts_at=starts_at)
        make_slot(group, item, part)
    make_guide_question(group)
    make_member(event, TeamRole.FACILITATOR, user=user)
    registrations = [make_registration(event) for _person in range(people)]
    allocate(event, group, registrations)
    return Group(event, group, user, registrations)


def allocate(event: Event, group: FocusGroup, registrations: list[Registration]) -> None:
    whole = db.session.query(Allocation).filter_by(event_id=event.id).one_or_none()
    if whole is None:
        whole = Allocation(event_id=event.id, number=1, state=AllocationState.PUBLISHED, made_at=DAY, published_at=DAY)
        db.session.add(whole)
        db.session.flush()
    for registration in registrations:
        db.session.add(
            Assignment(
                allocation_id=whole.id,
                registration_id=registration.id,
                focus_group_id=group.id,
                reason=Reason.NO_PREFERENCE,
            )
        )
    db.session.flush()


def operation(kind: str, entry: object, field: str, value: Any, **given: Any) -> dict[str, Any]:
    """Return an operation as a device sends it."""
    at: datetime = given.pop("at", NOON)
    return {
        "uid": str(uuid.uuid4()),
        "entry": str(entry),
        "kind": kind,
        "field": field,
        "value": value,
        "base_version": given.pop("base", 0),
        "device": given.pop("device", "tablet-1"),
        "device_at": at.isoformat(),
        **given,
    }


def words(entry: object, text: str, kind: str = "thesis", **given: Any) -> dict[str, Any]:
    """Return an operation that writes a text."""
    return operation(kind, entry, given.pop("field", "text"), {"text": text}, **given)
