"""Somebody gives up a place, and whoever waits moves up; the event itself is called off."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from eventhub.consents import actions as consents
from eventhub.consents.models import Purpose
from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.registration import letters, queries, rules
from eventhub.registration.models import PlaceKind, Registration, RegistrationState, SpecialNeed
from eventhub.registration.queries import Text

MANY = 500
"""Letters that are put between two looks at the list."""


def cancel(registration: Registration, *, by: str, now: datetime, event: Event | None = None) -> list[Registration]:
    """Give up a place or a place in the queue, tell the person, and return who moved up for it.

    Raises NotPossible when it is cancelled already. The caller commits; who may do it until when is asked before.
    """
    event = event or registration.event
    queries.lock_limits(event.id)
    db.session.refresh(registration, attribute_names=["state"])
    rules.may_step(registration, RegistrationState.CANCELLED)
    held = registration.state in rules.HOLD_A_PLACE
    before = registration.state
    registration.state = RegistrationState.CANCELLED
    registration.state_changed_at = now
    registration.live_key = None
    db.session.flush()
    _record("cancel", event, registration, before, by=by, now=now)
    letters.cancelled(event, registration, now=now)
    if not held:
        return []
    queries.give_back(event.id, registration.role_id, registration.municipality_id)
    return promote_waiting(event, now=now)


def confirm(event: Event, registration: Registration, *, by: str, now: datetime) -> None:
    """Give somebody from the waiting list a place out of turn. Raises NotPossible or NoPlaceLeft."""
    queries.lock_limits(event.id)
    db.session.refresh(registration, attribute_names=["state"])
    rules.may_step(registration, RegistrationState.CONFIRMED)
    if not queries.take_places(event.id, registration.role_id, registration.municipality_id):
        raise rules.NoPlaceLeft
    before = registration.state
    _give_place(event, registration, now=now)
    db.session.flush()
    _record("confirm", event, registration, before, by=by, now=now)


def promote_waiting(event: Event, *, now: datetime) -> list[Registration]:
    """Give free places to those who wait, in their order, and tell them; return who moved up.

    Whoever's own quota is full is passed over and keeps the number. Nobody moves up once the day has begun. The limits
    are locked, so nobody else takes a place in between. The caller commits.
    """
    if not rules.promotes(event, now):
        return []
    limits = queries.lock_limits(event.id)
    room = rules.Room({(limit.kind, limit.key): _free(limit.capacity, limit.taken) for limit in limits})
    moved = []
    for registration, role, municipality in _queue(event, room):
        concerned = [(PlaceKind.EVENT, ""), (PlaceKind.ROLE, role), (PlaceKind.MUNICIPALITY, municipality)]
        if room.take([(kind, key) for kind, key in concerned if key is not None]):
            _give_place(event, registration, now=now)
            moved.append(registration)
    for limit in limits:
        if count := room.taken.get((limit.kind, limit.key)):
            queries.add_taken([limit.id], count)
    db.session.flush()
    return moved


def withdraw_consent(event: Event, registration: Registration, document: Text, *, by: str, now: datetime) -> None:
    """End a consent with what follows: without the one for notes they are deleted, without the required one nobody
    stays registered. The caller commits.
    """
    consents.withdraw(registration.person_id, document.id, now=now)
    if document.purpose is Purpose.SPECIAL_CATEGORY:
        db.session.execute(sa.delete(SpecialNeed).where(SpecialNeed.registration_id == registration.id))
    after = {"purpose": document.purpose.value}
    audit.record("withdraw consent", "registration", registration.uid, by=by, now=now, event_uid=event.uid, after=after)
    if document.is_required and registration.state in rules.LIVE and now < event.starts_at:
        cancel(registration, by=by, now=now, event=event)


def tell_cancelled(event: Event, *, by: str, now: datetime) -> int:
    """Tell everybody with a place or in the queue that the event will not take place; return how many. Each once."""
    count = 0
    for registration in _everybody(event, rules.LIVE):
        letters.event_cancelled(event, registration, now=now)
        count += 1
    audit.record("tell cancelled", "event", event.uid, by=by, now=now, event_uid=event.uid, after={"letters": count})
    return count


def remind(event: Event, *, by: str, now: datetime) -> int:
    """Remind everybody with a place of the day; return how many. At most one letter a day. Raises a refusal."""
    rules.may_add(event, now)
    count = 0
    for registration in _everybody(event, {RegistrationState.CONFIRMED}):
        letters.reminder(event, registration, now=now)
        count += 1
    audit.record("remind", "event", event.uid, by=by, now=now, event_uid=event.uid, after={"letters": count})
    return count


def tell_outcomes(event: Event, *, by: str, now: datetime) -> int:
    """Tell everybody with a place that the outcomes are published; return how many. Each once."""
    count = 0
    for registration in _everybody(event, {RegistrationState.CONFIRMED}):
        letters.outcomes_published(event, registration, now=now)
        count += 1
    audit.record("tell outcomes", "event", event.uid, by=by, now=now, event_uid=event.uid, after={"letters": count})
    return count


def _queue(event: Event, room: rules.Room) -> Iterator[tuple[Registration, str | None, str | None]]:
    """Walk the waiting list in its order while the hall has room; who surely finds none is not even read."""
    after = 0
    while not room.full(PlaceKind.EVENT):
        rows = queries.waiting(event.id, after, room.full(PlaceKind.ROLE), room.full(PlaceKind.MUNICIPALITY))
        yield from rows
        if len(rows) < queries.WAITING_AT_ONCE:
            return
        after = rows[-1][0].waiting_number or after


def _give_place(event: Event, registration: Registration, *, now: datetime) -> None:
    registration.state = RegistrationState.CONFIRMED
    registration.state_changed_at = now
    letters.promoted(event, registration, now=now)


def _everybody(event: Event, states: set[RegistrationState] | frozenset[RegistrationState]) -> Iterator[Registration]:
    last = 0
    while True:
        some = db.session.scalars(
            sa.select(Registration)
            .where(Registration.event_id == event.id, Registration.state.in_(states), Registration.number > last)
            .order_by(Registration.number)
            .limit(MANY)
        ).all()
        yield from some
        if len(some) < MANY:
            return
        last = some[-1].number


def _free(capacity: int | None, taken: int) -> int | None:
    return None if capacity is None else max(capacity - taken, 0)


def _record(
    verb: str, event: Event, registration: Registration, before: RegistrationState, *, by: str, now: datetime
) -> None:
    states = {"before": {"state": before.value}, "after": {"state": registration.state.value}}
    audit.record(verb, "registration", registration.uid, by=by, now=now, event_uid=event.uid, **states)
