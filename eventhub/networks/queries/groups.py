"""What is asked about the focus group that a community grows out of: its people and what it recommended."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.networks.models import NetworkCommunity, RoadMap
from eventhub.networks.rules.planning import Decided, Recommended
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    GroupRecord,
    Recommendation,
    RecordState,
    Resolution,
    ResolutionState,
)
from eventhub.outcomes.rules import Votes
from eventhub.people.models import Municipality, Person
from eventhub.registration.models import Attendance, Registration, RegistrationState

MOST_PEOPLE = 1000

GroupPeople = dict[int, list[Person]]
"""People by the group they sat in."""


def groups_without_community(event_id: int) -> Sequence[FocusGroup]:
    """List the groups out of which no community has grown yet, by number. One statement."""
    grown = sa.exists().where(NetworkCommunity.focus_group_id == FocusGroup.id)
    return db.session.scalars(
        sa.select(FocusGroup).where(FocusGroup.event_id == event_id, ~grown).order_by(FocusGroup.number)
    ).all()


def find_group(event_id: int, uid: uuid.UUID) -> FocusGroup | None:
    """Find a group of an event by its public id. One statement."""
    return db.session.scalar(sa.select(FocusGroup).where(FocusGroup.event_id == event_id, FocusGroup.uid == uid))


def community_of(group: FocusGroup) -> RoadMap | None:
    """Find the road map of the community that has grown out of a group. One statement."""
    return db.session.scalars(
        sa.select(RoadMap)
        .join(RoadMap.community)
        .where(NetworkCommunity.focus_group_id == group.id)
        .order_by(RoadMap.id)
        .limit(1)
    ).first()


def people_of(event_id: int, group_ids: Iterable[int] | None = None) -> GroupPeople:
    """Return who sat in these groups, by name; without groups everybody of the event, under 0. One statement.

    Whoever the published allocation put there, and whoever was noted as present in a meeting of the group.
    """
    sat = _everybody(event_id) if group_ids is None else _sat(event_id, group_ids)
    rows = db.session.execute(
        sa.select(sat.c.group_id, Person)
        .join(Registration, Registration.person_id == Person.id)
        .join(sat, sat.c.registration_id == Registration.id)
        .where(Registration.state == RegistrationState.CONFIRMED)
        .order_by(Person.name_sort, Person.id)
        .limit(MOST_PEOPLE)
    )
    by_group: GroupPeople = defaultdict(list)
    for group_id, person in rows:
        by_group[group_id].append(person)
    return dict(by_group)


def municipality_ids(event_id: int, group_id: int) -> Sequence[int]:
    """List the municipalities that the people of a group come from, by name. One statement."""
    sat = _sat(event_id, [group_id])
    return db.session.scalars(
        sa.select(Municipality.id)
        .join(Registration, Registration.municipality_id == Municipality.id)
        .join(sat, sat.c.registration_id == Registration.id)
        .where(Registration.state == RegistrationState.CONFIRMED)
        .group_by(Municipality.id)
        .order_by(Municipality.name_sort, Municipality.id)
    ).all()


def _sat(event_id: int, group_ids: Iterable[int]) -> sa.Subquery:
    wanted = set(group_ids)
    placed = (
        sa.select(Assignment.focus_group_id.label("group_id"), Assignment.registration_id)
        .join(Allocation, Allocation.id == Assignment.allocation_id)
        .where(
            Allocation.event_id == event_id,
            Allocation.state == AllocationState.PUBLISHED,
            Assignment.focus_group_id.in_(wanted),
        )
    )
    came = (
        sa.select(GroupSlot.focus_group_id.label("group_id"), Attendance.registration_id)
        .join(GroupSlot, GroupSlot.agenda_item_id == Attendance.agenda_item_id)
        .where(GroupSlot.focus_group_id.in_(wanted))
    )
    return sa.union(placed, came).subquery()


def _everybody(event_id: int) -> sa.Subquery:
    registered = sa.select(sa.literal(0).label("group_id"), Registration.id.label("registration_id"))
    return registered.where(Registration.event_id == event_id).subquery()


def recommended(group: FocusGroup) -> list[Recommended]:
    """List what a group has signed as its recommendations, with the decisions they went into. One statement."""
    decided = sa.and_(Decision.resolution_id == Resolution.id, Resolution.state == ResolutionState.ADOPTED)
    rows = db.session.execute(
        sa.select(Recommendation, Decision)
        .join(GroupRecord, GroupRecord.id == Recommendation.record_id)
        .outerjoin(DecisionSource, DecisionSource.recommendation_id == Recommendation.id)
        .outerjoin(sa.join(Decision, Resolution, decided, isouter=False), Decision.id == DecisionSource.decision_id)
        .where(
            GroupRecord.focus_group_id == group.id,
            GroupRecord.state == RecordState.FINAL,
            Recommendation.withdrawn_at.is_(None),
        )
        .order_by(Recommendation.position, Recommendation.id, Decision.position)
    )
    found: dict[int, Recommended] = {}
    for each, decision in rows:
        if each.id not in found or found[each.id].decision is None:
            found[each.id] = _recommended(each, decision)
    return list(found.values())


def _recommended(each: Recommendation, decision: Decision | None) -> Recommended:
    counted = (each.votes_for, each.votes_against, each.votes_abstained)
    return Recommended(
        id=each.id,
        said=each.text,
        lang=each.lang,
        addressee=each.addressee,
        due_on=each.due_on,
        votes=None if None in counted else Votes(*(count or 0 for count in counted)),
        decision=Decided(decision.id, decision.text, decision.lang, decision.addressee, decision.due_on)
        if decision
        else None,
    )
