"""What is asked to make a resolution: all recommendations with their votes, the decisions with their sources."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    Factor,
    FactorCategory,
    GroupRecord,
    PresentedModel,
    Recommendation,
    RecordState,
    Resolution,
    Thesis,
    ThesisKind,
)
from eventhub.outcomes.rules import Votes
from eventhub.registration.models import Registration
from eventhub.registration.queries import LAST, was_there


@dataclass(frozen=True, slots=True)
class Proposed:
    """A recommendation of a signed record: its group, the kind of factor it comes from, how the group voted."""

    row: Recommendation
    group: int
    category: Texts | None
    votes: Votes | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its sources, each with the number of its group."""

    row: Decision
    sources: list[tuple[Recommendation, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a preamble counts."""

    people: int
    municipalities: int
    groups: int
    models: int
    recommendations: int
    adopted: int


def find_resolution(event_id: int) -> Resolution | None:
    """Find the resolution of an event in whatever state. One statement."""
    return db.session.scalar(sa.select(Resolution).where(Resolution.event_id == event_id))


def lock_resolution(event: Event) -> Resolution | None:
    """Find the resolution of an event to change it; whoever else wants to waits. Two statements."""
    db.session.execute(sa.select(Event.id).where(Event.id == event.id).with_for_update())
    asked = sa.select(Resolution).where(Resolution.event_id == event.id).with_for_update()
    return db.session.scalar(asked.execution_options(populate_existing=True))


def proposed(event_id: int) -> list[Proposed]:
    """List what the groups recommend, from signed records, by kind of factor and group. One statement."""
    rows = db.session.execute(
        sa.select(Recommendation, FocusGroup.number, FactorCategory.title)
        .join(GroupRecord, GroupRecord.id == Recommendation.record_id)
        .join(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .outerjoin(Factor, Factor.id == Recommendation.factor_id)
        .outerjoin(FactorCategory, FactorCategory.id == Factor.category_id)
        .where(
            FocusGroup.event_id == event_id,
            GroupRecord.state == RecordState.FINAL,
            Recommendation.withdrawn_at.is_(None),
        )
        .order_by(
            sa.func.coalesce(FactorCategory.position, LAST),
            FocusGroup.number,
            Recommendation.position,
            Recommendation.id,
        )
    )
    return [Proposed(row, group, category, votes_of(row)) for row, group, category in rows]


def votes_of(row: Recommendation) -> Votes | None:
    """Return how the group voted; nothing where it did not."""
    counted = (row.votes_for, row.votes_against, row.votes_abstained)
    return None if None in counted else Votes(*(count or 0 for count in counted))


def decisions_of(resolution_id: int) -> list[Decided]:
    """List the decisions in their order, with their sources. One statement."""
    rows = db.session.execute(
        sa.select(Decision, Recommendation, FocusGroup.number)
        .outerjoin(DecisionSource, DecisionSource.decision_id == Decision.id)
        .outerjoin(Recommendation, Recommendation.id == DecisionSource.recommendation_id)
        .outerjoin(GroupRecord, GroupRecord.id == Recommendation.record_id)
        .outerjoin(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .where(Decision.resolution_id == resolution_id)
        .order_by(Decision.position, Decision.id, DecisionSource.id)
    )
    found: dict[int, Decided] = {}
    for decision, recommendation, number in rows:
        decided = found.setdefault(decision.id, Decided(decision))
        if recommendation is not None:
            decided.sources.append((recommendation, number))
    return list(found.values())


def find_decision(event_id: int, uid: uuid.UUID) -> Decision | None:
    """Find a decision of an event's resolution. One statement."""
    return db.session.scalar(
        sa.select(Decision)
        .join(Resolution, Resolution.id == Decision.resolution_id)
        .where(Resolution.event_id == event_id, Decision.uid == uid)
    )


def find_recommendations(event_id: int, uids: Collection[uuid.UUID]) -> Sequence[Recommendation]:
    """Find recommendations of signed records by public id, in the order of their groups. One statement."""
    return db.session.scalars(
        sa.select(Recommendation)
        .join(GroupRecord, GroupRecord.id == Recommendation.record_id)
        .join(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .where(
            FocusGroup.event_id == event_id,
            GroupRecord.state == RecordState.FINAL,
            Recommendation.withdrawn_at.is_(None),
            Recommendation.uid.in_(uids),
        )
        .order_by(FocusGroup.number, Recommendation.position, Recommendation.id)
    ).all()


def sources_of(decision_id: int) -> Sequence[DecisionSource]:
    """List the sources of a decision, each with its recommendation. One statement."""
    return db.session.scalars(
        sa.select(DecisionSource)
        .join(DecisionSource.recommendation)
        .options(contains_eager(DecisionSource.recommendation))
        .where(DecisionSource.decision_id == decision_id)
        .order_by(DecisionSource.id)
    ).all()


def count_decisions(resolution_id: int) -> int:
    """Count the decisions. One statement."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).select_from(Decision).where(Decision.resolution_id == resolution_id)
        )
        or 0
    )


def figures(event_id: int) -> Figures:
    """Count what a preamble says. One statement."""
    there = sa.and_(Registration.event_id == event_id, was_there())
    groups = sa.select(FocusGroup.id).where(FocusGroup.event_id == event_id)
    records = sa.select(GroupRecord.id).where(
        GroupRecord.focus_group_id.in_(groups), GroupRecord.state == RecordState.FINAL
    )
    voted = sa.and_(Recommendation.record_id.in_(records), Recommendation.withdrawn_at.is_(None))
    all_votes = Recommendation.votes_for + Recommendation.votes_against + Recommendation.votes_abstained

    def counted(what: sa.ColumnElement[int], *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        return sa.select(what).where(*conditions).scalar_subquery()

    row = db.session.execute(
        sa.select(
            counted(sa.func.count(Registration.id), there),
            counted(sa.func.count(Registration.municipality_id.distinct()), there),
            counted(sa.func.count(FocusGroup.id), FocusGroup.event_id == event_id),
            counted(sa.func.count(PresentedModel.model_id.distinct()), PresentedModel.record_id.in_(records)),
            counted(sa.func.count(Recommendation.id), voted),
            counted(sa.func.count(Recommendation.id), voted, 2 * Recommendation.votes_for > all_votes),
        )
    ).one()
    return Figures(*row)


def disagreements(event_id: int) -> Sequence[str]:
    """List what groups noted as open, by group. One statement."""
    return db.session.scalars(
        sa.select(Thesis.text)
        .join(GroupRecord, GroupRecord.id == Thesis.record_id)
        .join(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .where(
            FocusGroup.event_id == event_id,
            GroupRecord.state == RecordState.FINAL,
            Thesis.kind == ThesisKind.DISAGREEMENT,
            Thesis.withdrawn_at.is_(None),
        )
        .order_by(FocusGroup.number, Thesis.position, Thesis.id)
    ).all()


def by_recommendation(decisions: Sequence[Decided]) -> dict[int, list[int]]:
    """Return by recommendation the places of the decisions it went into, counted from 1."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, decided in enumerate(decisions, start=1):
        for recommendation, _group in decided.sources:
            places[recommendation.id].append(place)
    return places
