"""What an allocation depends on: people with wishes, groups with rooms, duties, the organiser's rules."""

import uuid
from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.allocation.models import Allocation, AllocationRule, Assignment, RuledPerson
from eventhub.allocation.rules.facts import Facts, Ruled, Seat
from eventhub.events.models import AgendaItem
from eventhub.focus_groups import queries as focus_groups
from eventhub.focus_groups.models import GroupSlot
from eventhub.ground.db import db
from eventhub.registration.models import Preference, Registration, RegistrationState, SpecialNeed
from eventhub.scaling_models.models import ModelAuthor, ModelState, ScalingModel

PRESENTED = (ModelState.ACCEPTED, ModelState.REVISE, ModelState.POSTER)
"""States in which a model that has a group is presented there."""


def facts_of(event_id: int, allocation: Allocation | None) -> Facts:
    """Read everything that an allocation of an event depends on, with the groups that people have in one. Five
    statements.
    """
    return Facts(
        groups=tuple(focus_groups.of_event(event_id)),
        seats=tuple(_seats(event_id, allocation.id if allocation else 0)),
        presenters=_presenters(event_id),
        ruled=tuple(_ruled(event_id)),
    )


def confirmed_people(event_id: int) -> Sequence[Registration]:
    """List who has a place, by name. One statement."""
    return db.session.scalars(
        sa.select(Registration)
        .where(Registration.event_id == event_id, Registration.state == RegistrationState.CONFIRMED)
        .order_by(Registration.name_sort, Registration.id)
    ).all()


def find_seat(event_id: int, uid: uuid.UUID) -> Registration | None:
    """Find a registration of an event by its public id."""
    asked = sa.select(Registration).where(Registration.event_id == event_id, Registration.uid == uid)
    return db.session.scalar(asked)


def find_rule(event_id: int, uid: uuid.UUID) -> AllocationRule | None:
    """Find a rule of an event by its public id."""
    asked = sa.select(AllocationRule).where(AllocationRule.event_id == event_id, AllocationRule.uid == uid)
    return db.session.scalar(asked)


def find_rule_by_key(key: uuid.UUID) -> AllocationRule | None:
    """Find the rule that was made by a form with this key."""
    return db.session.scalar(sa.select(AllocationRule).where(AllocationRule.submission_key == key))


def meetings(event_id: int) -> dict[int, list[AgendaItem]]:
    """Return when each group of an event meets, in the order of the day. One statement."""
    found: dict[int, list[AgendaItem]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(GroupSlot.focus_group_id, AgendaItem)
        .join(AgendaItem, GroupSlot.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.event_id == event_id, AgendaItem.is_cancelled.is_(False))
        .order_by(AgendaItem.starts_at, AgendaItem.id)
    )
    for group_id, item in rows:
        found[group_id].append(item)
    return dict(found)


def _seats(event_id: int, allocation_id: int) -> list[Seat]:
    wishes = _wishes(event_id)
    in_this = sa.and_(
        Assignment.registration_id == Registration.id,
        Assignment.allocation_id == allocation_id,
        Assignment.round == 1,
    )
    rows = db.session.execute(
        sa.select(Registration, SpecialNeed.step_free, Assignment)
        .outerjoin(SpecialNeed, SpecialNeed.registration_id == Registration.id)
        .outerjoin(Assignment, in_this)
        .options(joinedload(Registration.role), joinedload(Registration.municipality))
        .where(
            Registration.event_id == event_id,
            sa.or_(Registration.state == RegistrationState.CONFIRMED, Assignment.id.is_not(None)),
        )
        .order_by(Registration.name_sort, Registration.id)
    )
    return [
        Seat(registration, bool(step_free), tuple(wishes.get(registration.id, ())), assignment)
        for registration, step_free, assignment in rows
    ]


def _wishes(event_id: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(Preference.registration_id, Preference.focus_group_id)
        .join(Registration, Registration.id == Preference.registration_id)
        .where(Registration.event_id == event_id)
        .order_by(Preference.registration_id, Preference.rank)
    )
    for registration_id, group_id in rows:
        found[registration_id].append(group_id)
    return found


def _presenters(event_id: int) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = db.session.execute(
        sa.select(ModelAuthor.person_id, ScalingModel.focus_group_id)
        .join(ScalingModel, ScalingModel.id == ModelAuthor.model_id)
        .where(
            ScalingModel.event_id == event_id,
            ScalingModel.state.in_(PRESENTED),
        )
    )
    for person_id, group_id in rows:
        if group_id is not None:
            found[person_id].add(group_id)
    return {person: frozenset(groups) for person, groups in found.items()}


def _ruled(event_id: int) -> list[Ruled]:
    people: dict[AllocationRule, list[int]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(AllocationRule, RuledPerson.registration_id)
        .join(RuledPerson, RuledPerson.rule_id == AllocationRule.id)
        .where(AllocationRule.event_id == event_id)
        .order_by(AllocationRule.id, RuledPerson.id)
    )
    for rule, registration_id in rows:
        people[rule].append(registration_id)
    return [Ruled(rule, tuple(ruled)) for rule, ruled in people.items()]
