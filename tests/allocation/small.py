"""Small groups with few people: everything that an allocation needs, made in a line."""

from typing import Any

import sqlalchemy as sa

from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.registration.models import Preference, Registration, SpecialNeed
from tests.factories import NOW, make_focus_group, make_person, make_registration, make_room

BASE = "/manage/moving-up/allocation"


class Small:
    """An event's groups and people."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def group(
        self, number: int, most: int | None = 3, *, least: int = 0, step_free: bool = False, **given: Any
    ) -> FocusGroup:
        room = make_room(self.event, name=f"Аудитория {number}", step_free=step_free)
        sizes = {"capacity": most, "min_size": least}
        return make_focus_group(
            self.event, number=number, title=f"Тема {number}", room=room, room_id=room.id, **sizes, **given
        )

    def person(self, name: str, *wishes: FocusGroup, step_free: bool = False, **given: Any) -> Registration:
        registration = make_registration(self.event, make_person(name), **given)
        for rank, group in enumerate(wishes, start=1):
            db.session.add(Preference(registration_id=registration.id, focus_group_id=group.id, rank=rank))
        if step_free:
            db.session.add(SpecialNeed(registration_id=registration.id, step_free=True))
        db.session.flush()
        return registration

    def allocation(
        self, places: dict[Registration, FocusGroup], state: AllocationState = AllocationState.DRAFT, **given: Any
    ) -> Allocation:
        most = db.session.scalar(sa.select(sa.func.max(Allocation.number))) or 0
        known = {"report": {"status": "optimal", "objectives": {}}, "options": {}, "published_at": None, **given}
        made = Allocation(event_id=self.event.id, number=most + 1, state=state, made_at=NOW, **known)
        db.session.add(made)
        db.session.flush()
        db.session.add_all(
            Assignment(
                allocation_id=made.id,
                registration_id=person.id,
                focus_group_id=group.id,
                rank=None,
                reason=Reason.NO_PREFERENCE,
            )
            for person, group in places.items()
        )
        db.session.flush()
        return made


def places(number: int) -> dict[str, int]:
    """Return the number of everybody's group in an allocation, by family name, as it is stored now."""
    db.session.rollback()
    rows = db.session.execute(
        sa.select(Registration.family_name, FocusGroup.number)
        .join(Assignment, Assignment.registration_id == Registration.id)
        .join(FocusGroup, FocusGroup.id == Assignment.focus_group_id)
        .join(Allocation, Allocation.id == Assignment.allocation_id)
        .where(Allocation.number == number)
    )
    return dict(rows.all())
