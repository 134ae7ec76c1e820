"""What is asked about focus groups."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.events.models import AgendaItem
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.focus_groups.rules import Slot
from eventhub.ground.db import db


def of_event(event_id: int) -> list[FocusGroup]:
    """List an event's groups by number, each with its room. One statement."""
    return list(
        db.session.scalars(
            sa.select(FocusGroup)
            .where(FocusGroup.event_id == event_id)
            .options(joinedload(FocusGroup.room))
            .order_by(FocusGroup.number)
        )
    )


def find_group(event_id: int, number: int) -> FocusGroup | None:
    """Find a group by its number, with room, facilitator and secretary. One statement."""
    return db.session.scalar(
        sa.select(FocusGroup)
        .where(FocusGroup.event_id == event_id, FocusGroup.number == number)
        .options(joinedload(FocusGroup.room), joinedload(FocusGroup.facilitator), joinedload(FocusGroup.secretary))
    )


def questions_of(group_ids: Iterable[int]) -> dict[int, list[GuideQuestion]]:
    """Return the guides of groups, by group. One statement."""
    by_group: dict[int, list[GuideQuestion]] = defaultdict(list)
    wanted = sa.select(GuideQuestion).where(GuideQuestion.focus_group_id.in_(set(group_ids)))
    for question in db.session.scalars(wanted.order_by(GuideQuestion.number)):
        by_group[question.focus_group_id].append(question)
    return dict(by_group)


def agenda(event_id: int) -> list[Slot]:
    """List the programme in the order of the day, each item with its room and its group, if any. One statement."""
    rows = db.session.execute(
        sa.select(AgendaItem, FocusGroup, GroupSlot.part)
        .outerjoin(GroupSlot, GroupSlot.agenda_item_id == AgendaItem.id)
        .outerjoin(FocusGroup, FocusGroup.id == GroupSlot.focus_group_id)
        .where(AgendaItem.event_id == event_id)
        .options(joinedload(AgendaItem.room))
        .order_by(
            AgendaItem.starts_at,
            AgendaItem.ends_at,
            FocusGroup.id.is_(None),
            FocusGroup.number,
            AgendaItem.position,
            AgendaItem.id,
        )
    )
    return [Slot(*row) for row in rows]


def meetings_of(group_id: int) -> Sequence[AgendaItem]:
    """List when and where a group meets, in the order of the day. One statement."""
    return db.session.scalars(
        sa.select(AgendaItem)
        .join(GroupSlot, GroupSlot.agenda_item_id == AgendaItem.id)
        .where(GroupSlot.focus_group_id == group_id)
        .options(joinedload(AgendaItem.room))
        .order_by(AgendaItem.starts_at, AgendaItem.id)
    ).all()
