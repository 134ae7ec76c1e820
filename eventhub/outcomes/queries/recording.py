"""What the recording page shows: a fixed number of statements, however many people and entries there are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.events.models import AgendaItem, Event
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.outcomes.models import (
    Factor,
    FactorCategory,
    GroupRecord,
    Operation,
    PresentedModel,
    Quotation,
    Rating,
    Recommendation,
    Thesis,
)
from eventhub.outcomes.queries.operating import GONE, Entry, present_in_last_part
from eventhub.outcomes.rules.recording import Step
from eventhub.outcomes.rules.signing import Noted
from eventhub.registration.models import Attendance, Registration
from eventhub.scaling_models.models import ScalingModel

MOST_FOUND = 8
MOST_WORDS = 6


def find_record(group_id: int, *, lock: bool = False) -> GroupRecord | None:
    """Find what a group has recorded, if anything. One statement."""
    wanted = sa.select(GroupRecord).where(GroupRecord.focus_group_id == group_id)
    return db.session.scalars(wanted.with_for_update() if lock else wanted).one_or_none()


class Part(NamedTuple):
    """One meeting of a group, and how many are noted there."""

    number: int
    item_id: int
    starts_at: datetime
    ends_at: datetime
    present: int


def parts_of(group_id: int) -> list[Part]:
    """List the meetings of a group in their order. One statement."""
    present = sa.select(sa.func.count()).where(Attendance.agenda_item_id == AgendaItem.id).scalar_subquery()
    rows = db.session.execute(
        sa.select(GroupSlot.part, AgendaItem.id, AgendaItem.starts_at, AgendaItem.ends_at, present)
        .join(AgendaItem, AgendaItem.id == GroupSlot.agenda_item_id)
        .where(GroupSlot.focus_group_id == group_id)
        .order_by(GroupSlot.part)
    )
    return [Part(*row) for row in rows]


class Standing(NamedTuple):
    """How far a group is, and fingerprints of all that may change on another device."""

    models_to_hear: int
    models_heard: int
    factors: int
    factors_rated: int
    theses: int
    recommendations: int
    voted: int
    dots: int
    last_operation: int
    last_presence: datetime | None
    allocated: int
    allocation_version: int


def standing(group_id: int, record_id: int | None) -> Standing:
    """Count how far a group is. One statement."""
    items = sa.select(GroupSlot.agenda_item_id).where(GroupSlot.focus_group_id == group_id)
    published = (Assignment.focus_group_id == group_id, Allocation.state == AllocationState.PUBLISHED)
    voted = Recommendation.votes_for + Recommendation.votes_against + Recommendation.votes_abstained
    counts = {
        "models_to_hear": _count(ScalingModel, ScalingModel.focus_group_id == group_id),
        "models_heard": _count(PresentedModel, PresentedModel.record_id == record_id),
        "factors": _count(Factor, *_live(Factor, record_id)),
        "factors_rated": _count(Factor, *_live(Factor, record_id), Factor.id.in_(sa.select(Rating.factor_id))),
        "theses": _count(Thesis, *_live(Thesis, record_id)),
        "recommendations": _count(Recommendation, *_live(Recommendation, record_id)),
        "voted": _count(Recommendation, *_live(Recommendation, record_id), voted == present_in_last_part(group_id)),
        "dots": sa.select(sa.func.coalesce(sa.func.sum(Recommendation.dots), 0)).where(
            *_live(Recommendation, record_id)
        ),
        "last_operation": sa.select(sa.func.coalesce(sa.func.max(Operation.id), 0)).where(
            Operation.record_id == record_id
        ),
        "last_presence": sa.select(sa.func.max(Attendance.changed_at)).where(Attendance.agenda_item_id.in_(items)),
        "allocated": sa.select(sa.func.count()).select_from(Assignment).join(Allocation).where(*published),
        "allocation_version": sa.select(sa.func.coalesce(sa.func.max(Allocation.version), 0))
        .select_from(Assignment)
        .join(Allocation)
        .where(*published),
    }
    return Standing(*db.session.execute(sa.select(*(count.scalar_subquery() for count in counts.values()))).one())


def _count(table: type[Any], *conditions: sa.ColumnElement[bool]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table).where(*conditions)


def _live(table: type[Entry], record_id: int | None) -> tuple[sa.ColumnElement[bool], ...]:
    return table.record_id == record_id, table.withdrawn_at.is_(None)


def guide_of(group_id: int) -> Sequence[GuideQuestion]:
    """List the questions of a group's guide. One statement."""
    return db.session.scalars(
        sa.select(GuideQuestion).where(GuideQuestion.focus_group_id == group_id).order_by(GuideQuestion.number)
    ).all()


def people_of(group_id: int, item_ids: Iterable[int], *, only_present: bool = False) -> Sequence[Registration]:
    """List by name who was put into a group or is noted in one of its meetings. One statement."""
    noted_here = sa.select(Attendance.registration_id).where(Attendance.agenda_item_id.in_(list(item_ids)))
    put_here = (
        sa.select(Assignment.registration_id)
        .join(Allocation)
        .where(Assignment.focus_group_id == group_id, Allocation.state == AllocationState.PUBLISHED)
    )
    belongs: sa.ColumnElement[bool] = Registration.id.in_(noted_here)
    if not only_present:
        belongs = sa.or_(belongs, sa.and_(Registration.id.in_(put_here), Registration.state.not_in(GONE)))
    return db.session.scalars(
        sa.select(Registration)
        .where(belongs)
        .options(joinedload(Registration.municipality))
        .order_by(Registration.name_sort, Registration.id)
    ).all()


def presence_at(item_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return who is noted where, as pairs of registration and item. One statement."""
    noted_here = Attendance.agenda_item_id.in_(list(item_ids))
    rows = db.session.execute(sa.select(Attendance.registration_id, Attendance.agenda_item_id).where(noted_here))
    return {(registration_id, item_id) for registration_id, item_id in rows if item_id is not None}


def looked_for(event_id: int, words: str, known: Iterable[int]) -> list[tuple[Registration, int | None]]:
    """Look for registered people by the words of their name, except those known here; with the number of the group
    that the allocation put them into. One statement.
    """
    group = (
        sa.select(FocusGroup.number)
        .join(Assignment, Assignment.focus_group_id == FocusGroup.id)
        .join(Allocation, Allocation.id == Assignment.allocation_id)
        .where(Assignment.registration_id == Registration.id, Allocation.state == AllocationState.PUBLISHED)
        .order_by(Assignment.round)
        .limit(1)
        .scalar_subquery()
    )
    looked = (Registration.name_search.contains(word, autoescape=True) for word in fold(words).split()[:MOST_WORDS])
    rows = db.session.execute(
        sa.select(Registration, group)
        .where(
            Registration.event_id == event_id,
            Registration.state.not_in(GONE),
            Registration.id.not_in(list(known)),
            *looked,
        )
        .order_by(Registration.name_sort, Registration.id)
        .limit(MOST_FOUND)
    )
    return [(registration, number) for registration, number in rows]


def models_of(group_id: int, record_id: int | None) -> list[tuple[ScalingModel, PresentedModel | None]]:
    """List the models that a group is to hear or has heard, with its notes. One statement."""
    here = sa.and_(PresentedModel.model_id == ScalingModel.id, PresentedModel.record_id == record_id)
    rows = db.session.execute(
        sa.select(ScalingModel, PresentedModel)
        .outerjoin(PresentedModel, here)
        .where(sa.or_(ScalingModel.focus_group_id == group_id, PresentedModel.id.is_not(None)))
        .options(joinedload(ScalingModel.municipality))
        .order_by(ScalingModel.position, ScalingModel.id)
    )
    return [(model, heard) for model, heard in rows]


def entries_of(table: type[Entry], record_id: int | None) -> Sequence[Any]:
    """List entries of one kind in their order, removed ones too. One statement."""
    return db.session.scalars(
        sa.select(table).where(table.record_id == record_id).order_by(table.position, table.id)
    ).all()


def factor_categories(event_id: int) -> Sequence[FactorCategory]:
    """List the kinds of factors of an event. One statement."""
    return db.session.scalars(
        sa.select(FactorCategory)
        .where(FactorCategory.event_id == event_id)
        .order_by(FactorCategory.position, FactorCategory.id)
    ).all()


def ratings_of(record_id: int | None) -> Sequence[Rating]:
    """List all ratings of a record's factors. One statement."""
    return db.session.scalars(
        sa.select(Rating)
        .join(Factor, Factor.id == Rating.factor_id)
        .where(*_live(Factor, record_id))
        .order_by(Rating.id)
    ).all()


STEP_OF: dict[type[Any], Step] = {
    Factor: Step.FACTORS,
    Thesis: Step.THESES,
    Quotation: Step.THESES,
    Recommendation: Step.RECOMMENDATIONS,
}


def noted(record_id: int | None) -> list[Noted]:
    """List what signing asks of each entry of a record, whatever it is. One statement."""
    arms = [
        sa.select(
            sa.literal(step.value).label("step"), table.text.label("text"), sa.cast(table.held, sa.Text).label("held")
        ).where(*_live(table, record_id))
        for table, step in STEP_OF.items()
    ]
    heard = sa.select(sa.literal(Step.MODELS.value), sa.literal("-"), sa.cast(PresentedModel.held, sa.Text)).where(
        PresentedModel.record_id == record_id
    )
    rows = db.session.execute(sa.union_all(*arms, heard))
    return [Noted(Step(step), bool(text.strip()), held not in {"", "{}"}) for step, text, held in rows]


def records_of(event: Event) -> Sequence[sa.Row[Any]]:
    """List the groups of an event with their records and how much is in them. One statement."""
    last = (
        sa.select(GroupSlot.agenda_item_id)
        .where(GroupSlot.focus_group_id == FocusGroup.id)
        .order_by(GroupSlot.part.desc())
        .limit(1)
        .correlate(FocusGroup)
        .scalar_subquery()
    )
    counts = [
        sa.select(sa.func.count())
        .select_from(table)
        .where(table.record_id == GroupRecord.id, table.withdrawn_at.is_(None))
        .correlate(GroupRecord)
        .scalar_subquery()
        for table in STEP_OF
    ]
    latest = sa.select(sa.func.max(Operation.received_at)).where(Operation.record_id == GroupRecord.id)
    present = sa.select(sa.func.count()).where(Attendance.agenda_item_id == last)
    return db.session.execute(
        sa.select(
            FocusGroup,
            GroupRecord,
            present.correlate(FocusGroup).scalar_subquery().label("present"),
            *(count.label(table.__tablename__) for count, table in zip(counts, STEP_OF, strict=True)),
            latest.correlate(GroupRecord).scalar_subquery().label("latest"),
        )
        .outerjoin(GroupRecord, GroupRecord.focus_group_id == FocusGroup.id)
        .where(FocusGroup.event_id == event.id)
        .options(joinedload(FocusGroup.room), joinedload(FocusGroup.facilitator))
        .order_by(FocusGroup.number)
    ).all()
