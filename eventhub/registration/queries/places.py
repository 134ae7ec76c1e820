"""What is exact under concurrency: places taken and given back, numbers given, the order of the waiting list."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from eventhub.events.models import EventMunicipality, EventRole
from eventhub.ground.db import db
from eventhub.registration.models import Attendance, Counter, PlaceKind, Places, Registration, RegistrationState
from eventhub.registration.rules import HOLD_A_PLACE

WHOSE = ("event", "role", "municipality")
WAITING_AT_ONCE = 200
"""People of the waiting list that are looked at together."""


def take_places(event_id: int, role_id: int | None, municipality_id: int | None) -> bool:
    """Take a place of every limit concerned, or of none, and say which: one conditional UPDATE, exact everywhere.

    The first condition leaves the rows alone when any of them is full. The second is looked at again for a row that
    somebody else has just changed (PostgreSQL, READ COMMITTED), so a row is never overdrawn; if only some of the rows
    could be taken because of that, they are given back.
    """
    whose = {"event": event_id, "role": role_id, "municipality": municipality_id}
    taken = db.session.execute(_take(), whose).all()
    if not taken:
        return False
    if len(taken) == taken[0][1]:
        return True
    add_taken([row[0] for row in taken], -1)
    return False


@cache
def _take() -> Any:
    """Build the statement once: it is asked for with every registration. Nobody's role is equal to no role."""
    event_id, role_id, municipality_id = (sa.bindparam(name, type_=sa.Integer()) for name in WHOSE)
    other = aliased(Places)
    full = sa.exists().where(
        _concerned(event_id, role_id, municipality_id, other),
        other.capacity.is_not(None),
        other.taken >= other.capacity,
    )
    has_room = sa.or_(Places.capacity.is_(None), Places.taken < Places.capacity)
    wanted = sa.select(sa.func.count(other.id)).where(_concerned(event_id, role_id, municipality_id, other))
    return (
        sa.update(Places)
        .where(_concerned(event_id, role_id, municipality_id), ~full, has_room)
        .values(taken=Places.taken + 1)
        .returning(Places.id, wanted.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def give_back(event_id: int, role_id: int | None, municipality_id: int | None) -> None:
    """Give back what somebody held. One statement."""
    db.session.execute(
        sa.update(Places)
        .where(_concerned(event_id, role_id, municipality_id), Places.taken > 0)
        .values(taken=Places.taken - 1)
        .execution_options(synchronize_session=False)
    )


def take_beyond(event_id: int, role_id: int | None, municipality_id: int | None) -> None:
    """Count somebody who comes in place of another; after registration has closed the hall alone is the limit."""
    db.session.execute(
        sa.update(Places)
        .where(_concerned(event_id, role_id, municipality_id))
        .values(taken=Places.taken + 1)
        .execution_options(synchronize_session=False)
    )


def add_taken(place_ids: Sequence[int], by: int) -> None:
    """Count more people, or fewer, in limits whose rows are locked. One statement."""
    changed = sa.update(Places).where(Places.id.in_(place_ids)).values(taken=Places.taken + by)
    db.session.execute(changed.execution_options(synchronize_session=False))


def lock_limits(event_id: int) -> Sequence[Places]:
    """Return the limits of an event, the whole first, and keep them as they are until the transaction ends."""
    return db.session.scalars(
        sa.select(Places)
        .where(Places.event_id == event_id)
        .order_by(Places.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def ensure_places(event_id: int) -> None:
    """Count places from now on, without a limit until one is set. One statement."""
    row = {"event_id": event_id, "kind": PlaceKind.EVENT, "key": "", "capacity": None, "taken": 0}
    db.session.execute(_insert(Places).values(row).on_conflict_do_nothing())


def next_numbers(event_id: int, *names: str) -> dict[str, int]:
    """Give the next number of each counter named. One statement; two people never get the same one."""
    rows = [{"event_id": event_id, "name": name, "value": 1} for name in names]
    added = _insert(Counter).values(rows)
    counted = added.on_conflict_do_update(
        index_elements=[Counter.event_id, Counter.name], set_={"value": Counter.value + 1}
    )
    return dict(db.session.execute(counted.returning(Counter.name, Counter.value)).all())


def waiting(
    event_id: int, after: int, full_roles: Sequence[str], full_places: Sequence[str]
) -> list[tuple[Registration, str | None, str | None]]:
    """List who waits, in their order, from a number on, without those whose own limit is full; a few hundred at most.

    Each row: the registration, the code of its role and that of its municipality in the event's lists. One statement.
    """
    rows = (
        sa.select(Registration, EventRole.code, EventMunicipality.code)
        .outerjoin(EventRole, _lists(EventRole, EventRole.role_id == Registration.role_id, event_id))
        .outerjoin(
            EventMunicipality,
            _lists(EventMunicipality, EventMunicipality.municipality_id == Registration.municipality_id, event_id),
        )
        .where(
            Registration.event_id == event_id,
            Registration.state == RegistrationState.WAITING,
            Registration.waiting_number > after,
            sa.func.coalesce(EventRole.code, "").not_in(full_roles),
            sa.func.coalesce(EventMunicipality.code, "").not_in(full_places),
        )
        .order_by(Registration.waiting_number)
        .limit(WAITING_AT_ONCE)
    )
    return [(registration, role, place) for registration, role, place in db.session.execute(rows)]


def waiting_before(registration: Registration) -> int:
    """Count who stands before somebody on the waiting list. One statement."""
    before = sa.select(sa.func.count(Registration.id)).where(
        Registration.event_id == registration.event_id,
        Registration.state == RegistrationState.WAITING,
        Registration.waiting_number < registration.waiting_number,
    )
    return db.session.scalar(before) or 0


def count_arrived(event_id: int) -> int:
    """Count who is noted as having come to the event's day. One statement."""
    there = sa.select(sa.func.count(Attendance.registration_id.distinct())).join(Attendance.registration)
    return db.session.scalar(there.where(Registration.event_id == event_id, Attendance.agenda_item_id.is_(None))) or 0


def count_holding(event_id: int, kind: PlaceKind, key: str) -> int:
    """Count who holds a place within a limit that was not counted before. One statement."""
    holding = sa.select(sa.func.count(Registration.id)).where(
        Registration.event_id == event_id, Registration.state.in_(HOLD_A_PLACE)
    )
    if kind is PlaceKind.ROLE:
        roles = sa.select(EventRole.role_id).where(EventRole.event_id == event_id, EventRole.code == key)
        holding = holding.where(Registration.role_id.in_(roles))
    if kind is PlaceKind.MUNICIPALITY:
        here = sa.and_(EventMunicipality.event_id == event_id, EventMunicipality.code == key)
        holding = holding.where(
            Registration.municipality_id.in_(sa.select(EventMunicipality.municipality_id).where(here))
        )
    return db.session.scalar(holding) or 0


def _lists(listed: Any, is_named: sa.ColumnElement[bool], event_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(listed.event_id == event_id, is_named)


def _concerned(event_id: Any, role_id: Any, municipality_id: Any, places: Any = Places) -> sa.ColumnElement[bool]:
    """Say which limits a person of this role and municipality is counted in."""
    kinds = [places.kind == PlaceKind.EVENT]
    if role_id is not None:
        codes = sa.select(EventRole.code).where(EventRole.event_id == event_id, EventRole.role_id == role_id)
        kinds.append(sa.and_(places.kind == PlaceKind.ROLE, places.key.in_(codes)))
    if municipality_id is not None:
        here = EventMunicipality.municipality_id == municipality_id
        codes = sa.select(EventMunicipality.code).where(EventMunicipality.event_id == event_id, here)
        kinds.append(sa.and_(places.kind == PlaceKind.MUNICIPALITY, places.key.in_(codes)))
    return sa.and_(places.event_id == event_id, sa.or_(*kinds))


def _insert(table: Any) -> Any:
    return (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(table)
