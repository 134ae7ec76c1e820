"""Somebody registers, by the form or through staff, and changes what was stated."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.consents import actions as consents
from eventhub.consents.models import Channel
from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.people import actions as people
from eventhub.people.models import Organisation
from eventhub.people.rules import name_key, name_sort
from eventhub.registration import letters, queries, rules
from eventhub.registration.models import Preference, Registration, RegistrationState, Source, SpecialNeed
from eventhub.registration.rules import NUMBERS, WAITING_NUMBERS, Needs, PersonDetails


def register(event: Event, details: PersonDetails, *, now: datetime) -> Registration:
    """Register a person and put the letter that tells them so in the out-tray; they wait when there is no place.

    The same form twice, or the same person twice, is one registration: the first holds, and a letter to its mailbox
    says so. Raises a refusal of rules.may_register. At most nine statements. The caller commits.
    """
    rules.may_register(event, now)
    person_id = people.remember(*details.name, details.email)
    live = rules.live_key(event.uid, details.email, *details.name)
    sent = rules.submission_key(details.submission_key, live)
    known = queries.known(event.id, live, sent)
    if known.registration is not None:
        if known.registration.submission_key != sent or sent is None:
            letters.registered_again(event, known.registration, now=now)
        return known.registration
    if not known.has_places:
        queries.ensure_places(event.id)
    registration = _new(event, details, person_id, now=now, live=live, sent=sent)
    _keep(registration, details, Channel.FORM, now=now)
    _tell(event, registration, now=now)
    return registration


def add_by_staff(event: Event, details: PersonDetails, *, by: str, now: datetime) -> Registration:
    """Register somebody who asked by telephone or on paper, also after the deadline; they wait when there is no place.

    Raises RegisteredAlready, or a refusal of rules.may_add. The caller commits.
    """
    rules.may_add(event, now)
    registration = add_new(event, details, Source.STAFF, by=by, now=now)
    _tell(event, registration, now=now)
    return registration


def add_new(event: Event, details: PersonDetails, source: Source, *, by: str, now: datetime) -> Registration:
    """Store a registration that staff has taken down, and who took it down. Raises RegisteredAlready."""
    person_id = people.remember(*details.name, details.email)
    live = rules.live_key(event.uid, details.email, *details.name)
    known = queries.known(event.id, live, None)
    if known.registration is not None:
        raise rules.RegisteredAlready(number=known.registration.number)
    if not known.has_places:
        queries.ensure_places(event.id)
    registration = _new(event, details, person_id, now=now, live=live, source=source)
    _keep(registration, details, Channel.PAPER, now=now)
    after = {"state": registration.state.value, "source": source.value}
    audit.record("add", "registration", registration.uid, by=by, now=now, event_uid=event.uid, after=after)
    return registration


def change(event: Event, registration: Registration, details: PersonDetails, *, by: str, now: datetime) -> Registration:
    """Replace what a person has stated; mailbox and name stay. A quota of the new role or municipality binds.

    Raises NoPlaceLeft when the new role or municipality has none left, or a refusal of rules.may_change.
    The caller commits.
    """
    rules.may_change(event, registration, now)
    queries.lock_limits(event.id)
    _move_place(event, registration, details)
    before = _stated(registration)
    registration.organisation_name = details.organisation
    registration.organisation_id = _organisation_id(details.organisation)
    registration.position = details.position
    registration.role_id = details.role_id
    registration.municipality_id = details.municipality_id
    registration.language = details.language
    registration.name_search = rules.search_text(
        (registration.family_name, registration.given_name, registration.patronymic),
        registration.email,
        details.organisation,
    )
    _replace_wishes(registration, details.wishes)
    _replace_needs(registration, details.needs)
    consents.give(
        registration.person_id, details.consents, lang=details.language, channel=Channel.PERSONAL_LINK, now=now
    )
    db.session.flush()
    after = _stated(registration)
    audit.record(
        "change", "registration", registration.uid, by=by, now=now, event_uid=event.uid,
        before=rules.changed_fields(before, after), after=rules.changed_fields(after, before),
    )  # fmt: skip
    letters.changed(event, registration, now=now)
    return registration


def give_consents(registration: Registration, document_ids: Sequence[int], *, lang: str, now: datetime) -> None:
    """Write down that somebody agrees to more documents, from the personal page. The caller commits."""
    consents.give(registration.person_id, document_ids, lang=lang, channel=Channel.PERSONAL_LINK, now=now)


def _new(
    event: Event,
    details: PersonDetails,
    person_id: int,
    *,
    now: datetime,
    live: str,
    sent: str | None = None,
    source: Source = Source.FORM,
) -> Registration:
    has_place = source is Source.WALK_IN or queries.take_places(event.id, details.role_id, details.municipality_id)
    names = (NUMBERS,) if has_place else (NUMBERS, WAITING_NUMBERS)
    numbers = queries.next_numbers(event.id, *names)
    registration = Registration(
        uid=uuid.uuid4(),
        event_id=event.id,
        person_id=person_id,
        number=numbers[NUMBERS],
        waiting_number=numbers.get(WAITING_NUMBERS),
        state=RegistrationState.CONFIRMED if has_place else RegistrationState.WAITING,
        source=source,
        live_key=live,
        submission_key=sent,
        **_columns(details),
        registered_at=now,
        state_changed_at=now,
        link_revision=0,
    )
    db.session.add(registration)
    db.session.flush()
    return registration


def _columns(details: PersonDetails) -> dict[str, Any]:
    """Return what was stated as the columns of a registration."""
    return {
        "family_name": details.family_name,
        "given_name": details.given_name or None,
        "patronymic": details.patronymic or None,
        "email": details.email or None,
        "name_search": rules.search_text(details.name, details.email, details.organisation),
        "name_sort": name_sort(*details.name),
        "organisation_name": details.organisation,
        "organisation_id": _organisation_id(details.organisation),
        "position": details.position,
        "role_id": details.role_id,
        "municipality_id": details.municipality_id,
        "language": details.language,
    }


def _keep(registration: Registration, details: PersonDetails, channel: Channel, *, now: datetime) -> None:
    """Store what hangs on a new registration: wishes, needs, consents."""
    _add_wishes(registration, details.wishes)
    if details.needs:
        db.session.add(_need(registration, details.needs))
    consents.give(registration.person_id, details.consents, lang=details.language, channel=channel, now=now)
    db.session.flush()


def _tell(event: Event, registration: Registration, *, now: datetime) -> None:
    has_place = registration.state is RegistrationState.CONFIRMED
    (letters.registered if has_place else letters.waits)(event, registration, now=now)


def _move_place(event: Event, registration: Registration, details: PersonDetails) -> None:
    """Let a place follow its person to another quota. Whoever waits holds none."""
    old = (registration.role_id, registration.municipality_id)
    new = (details.role_id, details.municipality_id)
    if registration.state not in rules.HOLD_A_PLACE or old == new:
        return
    queries.give_back(event.id, *old)
    if not queries.take_places(event.id, *new):
        raise rules.NoPlaceLeft


def _replace_wishes(registration: Registration, wishes: Sequence[int]) -> None:
    if queries.wishes_of([registration.id]).get(registration.id, []) == list(wishes):
        return
    db.session.execute(sa.delete(Preference).where(Preference.registration_id == registration.id))
    _add_wishes(registration, wishes)


def _replace_needs(registration: Registration, needs: Needs) -> None:
    db.session.execute(sa.delete(SpecialNeed).where(SpecialNeed.registration_id == registration.id))
    if needs:
        db.session.add(_need(registration, needs))


def _add_wishes(registration: Registration, wishes: Sequence[int]) -> None:
    """Store all wishes in one statement; as objects they would cost one each."""
    rows = [
        {"registration_id": registration.id, "focus_group_id": group, "rank": rank}
        for rank, group in enumerate(wishes, start=1)
    ]
    if rows:
        db.session.execute(sa.insert(Preference).values(rows))


def _need(registration: Registration, needs: Needs) -> SpecialNeed:
    return SpecialNeed(
        registration_id=registration.id,
        dietary=needs.dietary,
        accessibility=needs.accessibility,
        step_free=needs.step_free,
    )


def _organisation_id(name: str) -> Any:
    """Name the organisation of the installation's list by its folded name, inside the statement that stores it."""
    known = sa.select(Organisation.id).where(Organisation.name_key == name_key(name))
    return known.scalar_subquery() if name else None


def _stated(registration: Registration) -> dict[str, object]:
    """Return what the history keeps of a change: no names and no notes."""
    return {
        "organisation": registration.organisation_name,
        "position": registration.position,
        "role": registration.role_id,
        "municipality": registration.municipality_id,
        "language": registration.language,
        "wishes": queries.wishes_of([registration.id]).get(registration.id, []),
    }
