"""What is asked about focus groups."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from eventhub.events.models import AgendaItem, AgendaKind
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


def with_leaders(event_id: int) -> list[FocusGroup]:
    """List an event's groups by number, each with room, facilitator and secretary. One statement."""
    people = (joinedload(FocusGroup.facilitator), joinedload(FocusGroup.secretary))
    asked = sa.select(FocusGroup).where(FocusGroup.event_id == event_id).order_by(FocusGroup.number)
    return list(db.session.scalars(asked.options(joinedload(FocusGroup.room), *people)))


def find_group(event_id: int, number: int) -> FocusGroup | None:
    """Find a group by its number, with room, facilitator and secretary. One statement."""
    return db.session.scalar(
        sa.select(FocusGroup)
        .where(FocusGroup.event_id == event_id, FocusGroup.number == number)
        .options(joinedload(FocusGroup.room), joinedload(FocusGroup.facilitator), joinedload(FocusGroup.secretary))
    )


def find_group_by_uid(event_id: int, uid: uuid.UUID) -> FocusGroup | None:
    """Find a group of an event by its public id."""
    return db.session.scalar(sa.select(FocusGroup).where(FocusGroup.event_id == event_id, FocusGroup.uid == uid))


def find_question(group_id: int, uid: uuid.UUID) -> GuideQuestion | None:
    """Find a question of a group's guide by its public id."""
    asked = sa.select(GuideQuestion).where(GuideQuestion.focus_group_id == group_id, GuideQuestion.uid == uid)
    return db.session.scalar(asked)


def slots_of(event_id: int) -> list[GroupSlot]:
    """List where all groups of an event meet, part by part, each with its item. One statement."""
    return list(
        db.session.scalars(
            sa.select(GroupSlot)
            .join(GroupSlot.agenda_item)
            .options(contains_eager(GroupSlot.agenda_item))
            .where(AgendaItem.event_id == event_id)
            .order_by(GroupSlot.part, AgendaItem.starts_at, GroupSlot.id)
        )
    )


def items_to_meet_in(event_id: int) -> list[AgendaItem]:
    """List the items of the programme that are meant for groups and in which none meets yet. One statement."""
    return list(
        db.session.scalars(
            sa.select(AgendaItem)
            .outerjoin(GroupSlot, GroupSlot.agenda_item_id == AgendaItem.id)
            .where(AgendaItem.event_id == event_id, AgendaItem.kind == AgendaKind.FOCUS_GROUP, GroupSlot.id.is_(None))
            .order_by(AgendaItem.starts_at, AgendaItem.id)
        )
    )


def leads_elsewhere(event_id: int, person_id: int, group_id: int, column: InstrumentedAttribute[int | None]) -> bool:
    """Tell whether a person has the same part in another group of the event. One statement."""
    others = sa.exists().where(FocusGroup.event_id == event_id, FocusGroup.id != group_id, column == person_id)
    return bool(db.session.scalar(sa.select(others)))


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
