"""Somebody comes and leaves. Everything that says “how many” is counted from what is written here."""

from datetime import datetime

import sqlalchemy as sa

from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.registration import letters, queries, rules
from eventhub.registration.actions.registering import add_new
from eventhub.registration.models import Attendance, PlaceKind, Registration, RegistrationState, Source
from eventhub.registration.rules import PersonDetails

DESK = "desk"


def check_in(registration: Registration, *, by: str, now: datetime, source: str = DESK) -> None:
    """Note that somebody has come to the day. `now` is the moment at the desk; a later note wins over an earlier one.

    Whoever waited and comes takes a place, of those who did not come if need be. Raises NotPossible for a cancelled
    registration, HallIsFull when as many have come as there are places. The caller commits.
    """
    limits = queries.lock_limits(registration.event_id)
    there = _of_the_day(registration)
    if there is not None:
        if now > there.changed_at:
            there.left_at = None
            there.changed_at = now
            db.session.flush()
            _record("check in", registration, by=by, now=now)
        return
    if registration.state is not RegistrationState.CONFIRMED:
        rules.may_step(registration, RegistrationState.CONFIRMED)
        _let_in(
            registration.event_id, registration, [limit.capacity for limit in limits if limit.kind is PlaceKind.EVENT]
        )
        registration.state = RegistrationState.CONFIRMED
        registration.state_changed_at = now
    db.session.add(Attendance(registration_id=registration.id, arrived_at=now, source=source, changed_at=now))
    db.session.flush()
    _record("check in", registration, by=by, now=now)


def check_out(registration: Registration, *, by: str, now: datetime) -> None:
    """Note that somebody has left. Raises NotPossible for whoever has not come. The caller commits."""
    there = _of_the_day(registration)
    if there is None:
        raise rules.NotPossible
    if now > there.changed_at:
        there.left_at = now
        there.changed_at = now
        db.session.flush()
        _record("check out", registration, by=by, now=now)


def undo_check_in(registration: Registration, *, by: str, now: datetime) -> None:
    """Take back a tick made by mistake. Nothing happens when there is none. The caller commits."""
    there = _of_the_day(registration)
    if there is not None and now > there.changed_at:
        db.session.delete(there)
        db.session.flush()
        _record("undo check in", registration, by=by, now=now)


def add_walk_in(event: Event, details: PersonDetails, *, by: str, now: datetime) -> Registration:
    """Register somebody who stands at the desk and let them in, in place of those who did not come.

    Raises HallIsFull when as many have come as there are places, RegisteredAlready for whoever is on the list.
    The caller commits.
    """
    rules.may_add(event, now)
    queries.ensure_places(event.id)
    capacity = [limit.capacity for limit in queries.lock_limits(event.id) if limit.kind is PlaceKind.EVENT]
    _ask_for_room(event.id, capacity)
    registration = add_new(event, details, Source.WALK_IN, by=by, now=now)
    queries.take_beyond(event.id, details.role_id, details.municipality_id)
    db.session.add(Attendance(registration_id=registration.id, arrived_at=now, source=DESK, changed_at=now))
    db.session.flush()
    letters.registered(event, registration, now=now)
    return registration


def _let_in(event_id: int, registration: Registration, capacity: list[int | None]) -> None:
    """Count somebody who had no place among those who hold one."""
    if registration.state in rules.HOLD_A_PLACE:
        return
    _ask_for_room(event_id, capacity)
    queries.take_beyond(event_id, registration.role_id, registration.municipality_id)


def _ask_for_room(event_id: int, capacity: list[int | None]) -> None:
    most = capacity[0] if capacity else None
    if most is not None and queries.count_arrived(event_id) >= most:
        raise rules.HallIsFull(capacity=most)


def _of_the_day(registration: Registration) -> Attendance | None:
    return db.session.scalars(
        sa.select(Attendance)
        .where(Attendance.registration_id == registration.id, Attendance.agenda_item_id.is_(None))
        .execution_options(populate_existing=True)
    ).one_or_none()


def _record(verb: str, registration: Registration, *, by: str, now: datetime) -> None:
    audit.record(verb, "registration", registration.uid, by=by, now=now, event_uid=registration.event.uid)
