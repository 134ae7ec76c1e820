"""Who was there, by role, group and municipality; and whose link it is."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.events.models import Event, EventMunicipality, EventRole, EventState
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, RoleCategory
from eventhub.registration.models import Attendance, Registration, RegistrationState

EVERYBODY = -1
"""Instead of the number of a group."""
LAST = 1_000_000
"""A position after all others: databases disagree on where nothing is sorted."""


@dataclass(frozen=True, slots=True)
class RolePresent:
    """How many people of a role were there, and how many in each group, by its number. No title: no role was stated."""

    title: Texts
    count: int
    by_group: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class MunicipalityPresent:
    """How many people of a municipality were there; is_expected: the event's list names it."""

    uid: uuid.UUID
    name: Texts
    name_sort: str
    latitude: float | None
    longitude: float | None
    is_expected: bool
    count: int


def find_by_link(uid: uuid.UUID, revision: int, slug: str) -> Registration | None:
    """Find the registration that a participant's personal link opens, with its event, role and municipality.

    One statement. A link of an older revision, of another event or of an event not yet published opens nothing.
    """
    return db.session.scalar(
        sa.select(Registration)
        .join(Registration.event)
        .where(
            Registration.uid == uid,
            Registration.link_revision == revision,
            Event.slug == slug,
            Event.state != EventState.DRAFT,
        )
        .options(
            contains_eager(Registration.event),
            joinedload(Registration.role),
            joinedload(Registration.municipality),
        )
    )


def was_there() -> sa.ColumnElement[bool]:
    """Build the condition that a registered person was there at all; the same person twice counts once."""
    present = sa.select(Attendance.registration_id)
    return sa.and_(Registration.state != RegistrationState.DUPLICATE, Registration.id.in_(present))


def holds_place() -> sa.ColumnElement[bool]:
    """Build the condition that somebody has a place, which is what can be counted before the day."""
    return Registration.state == RegistrationState.CONFIRMED


def roles_present(event_id: int, who: sa.ColumnElement[bool] | None = None) -> list[RolePresent]:
    """Count who was there by role and group, in the order of the event's list. The sum is everybody. One statement.

    who: another condition to count by, for instance `holds_place()`; nobody is in a group before the day.
    """
    tally = _tally_of_roles(event_id, was_there() if who is None else who)
    rows = db.session.execute(
        sa.select(RoleCategory.id, RoleCategory.title, tally.c.number, tally.c.people)
        .select_from(tally)
        .outerjoin(RoleCategory, RoleCategory.id == tally.c.role_id)
        .outerjoin(EventRole, sa.and_(EventRole.role_id == RoleCategory.id, EventRole.event_id == event_id))
        .order_by(sa.func.coalesce(EventRole.position, LAST), sa.func.coalesce(RoleCategory.id, LAST), tally.c.number)
    )
    titles: dict[int | None, Texts] = {}
    counts: dict[int | None, dict[int, int]] = defaultdict(dict)
    for role_id, title, number, people in rows:
        titles[role_id] = title or Texts()
        counts[role_id][number] = people
    return [RolePresent(title, counts[role_id].pop(EVERYBODY, 0), counts[role_id]) for role_id, title in titles.items()]


def _tally_of_roles(event_id: int, who: sa.ColumnElement[bool]) -> sa.Subquery[Any]:
    """Count by role and group number; EVERYBODY is in a group or not."""
    people = sa.func.count(Registration.id.distinct()).label("people")
    there = sa.and_(Registration.event_id == event_id, who)
    whole = sa.select(Registration.role_id, sa.literal(EVERYBODY).label("number"), people).where(there)
    in_groups = (
        sa.select(Registration.role_id, FocusGroup.number, people)
        .join(Attendance, Attendance.registration_id == Registration.id)
        .join(GroupSlot, GroupSlot.agenda_item_id == Attendance.agenda_item_id)
        .join(FocusGroup, FocusGroup.id == GroupSlot.focus_group_id)
        .where(there)
    )
    return sa.union_all(
        whole.group_by(Registration.role_id), in_groups.group_by(Registration.role_id, FocusGroup.number)
    ).subquery()


def municipalities_present(event_id: int, who: sa.ColumnElement[bool] | None = None) -> list[MunicipalityPresent]:
    """List the event's municipalities, and any other that people came from, with how many came. One statement.

    who: another condition to count by, for instance `holds_place()`.
    """
    tally = (
        sa.select(Registration.municipality_id, sa.func.count().label("people"))
        .where(Registration.event_id == event_id, was_there() if who is None else who)
        .group_by(Registration.municipality_id)
        .subquery()
    )
    listed = sa.and_(EventMunicipality.municipality_id == Municipality.id, EventMunicipality.event_id == event_id)
    rows = db.session.execute(
        sa.select(Municipality, EventMunicipality.id, sa.func.coalesce(tally.c.people, 0))
        .outerjoin(EventMunicipality, listed)
        .outerjoin(tally, tally.c.municipality_id == Municipality.id)
        .where(sa.or_(EventMunicipality.id.is_not(None), tally.c.people > 0))
        .order_by(sa.func.coalesce(EventMunicipality.position, LAST), Municipality.name_sort, Municipality.id)
    )
    return [
        MunicipalityPresent(
            municipality.uid,
            municipality.name,
            municipality.name_sort,
            municipality.latitude,
            municipality.longitude,
            listed_id is not None,
            people,
        )
        for municipality, listed_id, people in rows
    ]
