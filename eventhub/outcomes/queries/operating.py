"""What an operation has to know, in one statement each, so that it costs no more than eight in all.

The row of the record is locked, so operations of one group come one after the other on every database.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.db import db
from eventhub.outcomes.models import (
    Factor,
    FactorCategory,
    GroupRecord,
    Operation,
    PresentedModel,
    Quotation,
    Rating,
    Recommendation,
    RecordState,
    Thesis,
)
from eventhub.outcomes.rules import HANDS
from eventhub.outcomes.rules.recording import Change, Kind
from eventhub.registration.models import Attendance, Registration, RegistrationState
from eventhub.scaling_models.models import ScalingModel

Entry = Factor | Thesis | Quotation | Recommendation

GONE = (RegistrationState.CANCELLED, RegistrationState.DUPLICATE)


def record_and_known(group_id: int, uids: Iterable[uuid.UUID]) -> tuple[GroupRecord | None, dict[uuid.UUID, Operation]]:
    """Find and lock a group's record, and which of these operations were taken before. One statement."""
    rows = db.session.execute(
        sa.select(GroupRecord, Operation)
        .outerjoin(Operation, Operation.uid.in_(list(uids)))
        .where(GroupRecord.focus_group_id == group_id)
        .with_for_update(of=GroupRecord)
        .execution_options(populate_existing=True)
    ).all()
    operations: list[Operation | None] = [row[1] for row in rows]
    known = {operation.uid: operation for operation in operations if operation is not None}
    return (rows[0][0] if rows else None), known


class Found(NamedTuple):
    """An entry, if there is one; the place a new one would take; what the value refers to; how many are present."""

    entry: Entry | None
    position: int
    reference: int | None
    present: int


def find_entry(table: type[Entry], record: GroupRecord, change: Change, event_id: int) -> Found:
    """Find what a change of an entry concerns. One statement, also when there is no such entry yet."""
    nowhere = sa.select(sa.literal(1).label("one")).subquery()
    position = sa.select(sa.func.coalesce(sa.func.max(table.position) + 1, 0)).where(table.record_id == record.id)
    row = db.session.execute(
        sa.select(
            table,
            position.scalar_subquery(),
            _reference(record, change, event_id),
            present_in_last_part(record.focus_group_id),
        )
        .select_from(nowhere)
        .outerjoin(table, table.uid == change.entry_uid)
    ).one()
    return Found(*row)


def _reference(record: GroupRecord, change: Change, event_id: int) -> sa.ColumnElement[Any]:
    """Look up what a field names by uid, within the group, the record or the event that it must belong to."""
    uid = uid_in(change.value)
    tables: dict[str, tuple[Any, sa.ColumnElement[bool]]] = {
        "question": (GuideQuestion, GuideQuestion.focus_group_id == record.focus_group_id),
        "category": (FactorCategory, FactorCategory.event_id == event_id),
        "author": (Registration, Registration.event_id == event_id),
        "thesis": (Thesis, Thesis.record_id == record.id),
        "factor": (Factor, Factor.record_id == record.id),
    }
    if uid is None or change.field not in tables:
        return sa.literal(None, sa.Integer())
    table, belongs = tables[change.field]
    return sa.select(table.id).where(table.uid == uid, belongs).scalar_subquery()


def uid_in(value: Any) -> uuid.UUID | None:
    """Read a public id out of a value, or nothing."""
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def present_in_last_part(group_id: int) -> sa.ScalarSelect[int]:
    """Build the count of people in the last part of a group, the base of votes and dots."""
    last = (
        sa.select(GroupSlot.agenda_item_id)
        .where(GroupSlot.focus_group_id == group_id)
        .order_by(GroupSlot.part.desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.select(sa.func.count()).where(Attendance.agenda_item_id == last).scalar_subquery()


class There(NamedTuple):
    """Where somebody is noted at the time of one part: the row, the group and whether its record is signed."""

    attendance: Attendance
    group_id: int
    number: int
    is_signed: bool


class Attending(NamedTuple):
    """A person, the item in which the group meets, when anybody last said where the person is, and all such places."""

    registration: Registration
    item_id: int
    noted_at: datetime | None
    places: Sequence[There]


def find_attending(group: FocusGroup, change: Change) -> Attending | None:
    """Find and lock a person of the group's event, and where they are noted in this part. One statement."""
    own = sa.select(GroupSlot.agenda_item_id).where(GroupSlot.focus_group_id == group.id, GroupSlot.part == change.part)
    noted = sa.select(sa.func.max(Operation.device_at)).where(
        Operation.entry_uid == str(change.entry_uid),
        Operation.field == change.field,
        Operation.kind == Kind.ATTENDANCE,
    )
    rows = db.session.execute(
        sa.select(
            Registration,
            own.scalar_subquery(),
            noted.scalar_subquery(),
            Attendance,
            GroupSlot.focus_group_id,
            FocusGroup.number,
            GroupRecord.state,
        )
        .select_from(Registration)
        .outerjoin(Attendance, sa.and_(Attendance.registration_id == Registration.id, _in_part(group, change.part)))
        .outerjoin(GroupSlot, GroupSlot.agenda_item_id == Attendance.agenda_item_id)
        .outerjoin(FocusGroup, FocusGroup.id == GroupSlot.focus_group_id)
        .outerjoin(GroupRecord, GroupRecord.focus_group_id == FocusGroup.id)
        .where(
            Registration.uid == change.entry_uid,
            Registration.event_id == group.event_id,
            Registration.state.not_in(GONE),
        )
        .with_for_update(of=Registration)
    ).all()
    if not rows or rows[0][1] is None:
        return None
    places = [There(row[3], row[4], row[5], row[6] is RecordState.FINAL) for row in rows if row[3] is not None]
    return Attending(rows[0][0], rows[0][1], rows[0][2], places)


def _in_part(group: FocusGroup, part: int) -> sa.ColumnElement[bool]:
    items = (
        sa.select(GroupSlot.agenda_item_id)
        .join(FocusGroup, FocusGroup.id == GroupSlot.focus_group_id)
        .where(FocusGroup.event_id == group.event_id, GroupSlot.part == part)
    )
    return Attendance.agenda_item_id.in_(items)


def find_rating(record: GroupRecord, factor_uid: uuid.UUID, person_uid: uuid.UUID | None, event_id: int) -> Any:
    """Find a factor of a record, a person of the event and what they gave it. One statement; nothing for no factor."""
    person = sa.and_(Registration.uid == person_uid, Registration.event_id == event_id)
    return db.session.execute(
        sa.select(Factor.id, Registration.id, Rating)
        .select_from(Factor)
        .outerjoin(Registration, person)
        .outerjoin(Rating, sa.and_(Rating.factor_id == Factor.id, Rating.registration_id == Registration.id))
        .where(Factor.uid == factor_uid, Factor.record_id == record.id)
    ).one_or_none()


def find_hands(record: GroupRecord, factor_uid: uuid.UUID) -> tuple[int, int, list[Rating]] | None:
    """Find a factor of a record, how many are present, and the ballots of its show of hands. One statement."""
    rows = db.session.execute(
        sa.select(Factor.id, present_in_last_part(record.focus_group_id), Rating)
        .select_from(Factor)
        .outerjoin(Rating, sa.and_(Rating.factor_id == Factor.id, Rating.rater.startswith(HANDS)))
        .where(Factor.uid == factor_uid, Factor.record_id == record.id)
        .order_by(Rating.id)
    ).all()
    ballots: list[Rating | None] = [row[2] for row in rows]
    return (rows[0][0], rows[0][1], [ballot for ballot in ballots if ballot is not None]) if rows else None


def find_presented(record: GroupRecord, model_uid: uuid.UUID, event_id: int) -> Any:
    """Find a model of the event, whether it was presented here, and the next place. One statement."""
    position = sa.select(sa.func.coalesce(sa.func.max(PresentedModel.position) + 1, 0)).where(
        PresentedModel.record_id == record.id
    )
    here = sa.and_(PresentedModel.model_id == ScalingModel.id, PresentedModel.record_id == record.id)
    return db.session.execute(
        sa.select(ScalingModel.id, PresentedModel, position.scalar_subquery())
        .outerjoin(PresentedModel, here)
        .where(ScalingModel.uid == model_uid, ScalingModel.event_id == event_id)
    ).one_or_none()
