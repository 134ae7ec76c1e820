"""What another event takes over from the groups of one."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from eventhub.events.models import AgendaItem, Event, Room
from eventhub.focus_groups import queries
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.db import db

KEPT = ("code", "number", "title", "short_title", "language", "capacity", "min_size")
PEOPLE = ("facilitator_id", "secretary_id")


def copy_groups(
    source: Event,
    target: Event,
    *,
    rooms: Mapping[int, Room],
    items: Mapping[int, AgendaItem],
    with_people: bool,
    now: datetime,
) -> dict[int, FocusGroup]:
    """Take over groups, guides and meetings; return the groups by the key of the one they were copied from.

    rooms, items: the copies of rooms and of the programme; what was not copied is left out. The caller commits.
    """
    in_rooms: dict[int | None, int] = {key: room.id for key, room in rooms.items()}
    copies = {}
    for group in queries.of_event(source.id):
        kept = {name: getattr(group, name) for name in (*KEPT, *(PEOPLE if with_people else ()))}
        room_id = in_rooms.get(group.room_id)
        copies[group.id] = FocusGroup(event_id=target.id, room_id=room_id, revised_at=now, **kept)
    db.session.add_all(copies.values())
    db.session.flush()
    _copy_guides(copies)
    for slot in queries.slots_of(source.id):
        if slot.agenda_item_id in items:
            own = {"focus_group_id": copies[slot.focus_group_id].id, "part": slot.part}
            db.session.add(GroupSlot(agenda_item_id=items[slot.agenda_item_id].id, **own))
    db.session.flush()
    return copies


def _copy_guides(copies: Mapping[int, FocusGroup]) -> None:
    for group_id, questions in queries.questions_of(copies).items():
        db.session.add_all(
            GuideQuestion(
                uid=uuid.uuid4(),
                focus_group_id=copies[group_id].id,
                number=question.number,
                text=question.text,
                kind=question.kind,
            )
            for question in questions
        )
