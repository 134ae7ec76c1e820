"""What is written to people who register: one letter for each thing that happens to them, in their language."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.events.models import Event, EventState
from eventhub.ground import formats, out_tray
from eventhub.ground.access import link_token
from eventhub.ground.addresses import absolute_for
from eventhub.ground.db import db
from eventhub.ground.i18n import _, speaking
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.ics.feed import MEDIA_TYPE, Entry, Feed, Organiser, Status, calendar_bytes
from eventhub.registration.models import Registration

CALENDAR = "event_calendar"


def registered(event: Event, registration: Registration, *, now: datetime) -> None:
    """Tell somebody that they have a place, with number, personal link and calendar."""
    _put("registration_received", event, registration, "received", now=now, has_calendar=True)


def waits(event: Event, registration: Registration, *, now: datetime) -> None:
    """Tell somebody that they are on the waiting list, and where."""
    _put("registration_waiting", event, registration, "waiting", now=now)


def promoted(event: Event, registration: Registration, *, now: datetime) -> None:
    """Tell somebody from the waiting list that they have a place now."""
    _put("registration_promoted", event, registration, "promoted", now=now, has_calendar=True)


def registered_again(event: Event, registration: Registration, *, now: datetime) -> None:
    """Remind somebody who registers twice that they are registered; at most once an hour."""
    _put("registration_again", event, registration, f"again {now:%Y-%m-%dT%H}", now=now)


def changed(event: Event, registration: Registration, *, now: datetime) -> None:
    """Confirm to somebody that their answers have changed."""
    _put("registration_changed", event, registration, f"changed {now.isoformat()}", now=now)


def cancelled(event: Event, registration: Registration, *, now: datetime) -> None:
    """Confirm to somebody that they have no place any more."""
    _put("registration_cancelled", event, registration, "cancelled", now=now)


def event_cancelled(event: Event, registration: Registration, *, now: datetime) -> None:
    """Tell somebody that the event will not take place, and why."""
    lang = language_for(event, registration)
    why = event.cancellation.words(lang, event.main_language)
    _put("event_cancelled", event, registration, "event cancelled", now=now, has_calendar=True, why=why)


def reminder(event: Event, registration: Registration, *, now: datetime) -> None:
    """Remind somebody of the event; at most once a day."""
    _put("registration_reminder", event, registration, f"reminder {now:%Y-%m-%d}", now=now, has_calendar=True)


def outcomes_published(event: Event, registration: Registration, *, now: datetime) -> None:
    """Tell somebody that what came of the event can be read."""
    _put("outcomes_published", event, registration, "outcomes published", now=now)


def participant_link(slug: str, uid: str, revision: int) -> str:
    """Return the whole address of a personal page; made when the letter is sent, stored nowhere."""
    token = link_token("participant", uuid.UUID(uid), revision)
    return absolute_for("overview.participant", slug=slug, token=token)


def _put(
    template: str,
    event: Event,
    registration: Registration,
    occasion: str,
    *,
    now: datetime,
    has_calendar: bool = False,
    **more: Any,
) -> None:
    if not registration.email:
        return
    lang = language_for(event, registration)
    with speaking(lang):
        values = {**values_for(event, registration, lang), **more}
    out_tray.put(
        template,
        registration.email,
        lang=lang,
        values=values,
        cause=f"{registration.uid} {occasion}",
        now=now,
        event_uid=event.uid,
        attachments={CALENDAR: {"slug": event.slug, "lang": lang}} if has_calendar else None,
    )


def values_for(event: Event, registration: Registration, lang: str) -> dict[str, Any]:
    """Return what the frame of a letter about a registration shows (letters/_registration)."""
    main = event.main_language
    start, end = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
    is_one_day = start.date() == end.date()
    return {
        "name": " ".join(part for part in (registration.given_name, registration.patronymic) if part),
        "number": registration.number,
        "event": event.title.words(lang, main),
        "when": formats.full_day(start, event.zone) if is_one_day else formats.days(start, end, event.zone),
        "hours": formats.times(start, end, event.zone) if is_one_day else "",
        "zone": formats.zone_name(event.zone, event.starts_at),
        "venue": event.venue.words(lang, main),
        "online": event.online_url,
        "email": event.contact_email,
        "organiser": event.organiser.words(lang, main) or event.title.words(lang, main),
        "slug": event.slug,
        "uid": registration.uid.hex,
        "revision": registration.link_revision,
        "reason": _("You receive this letter because this address was given when registering."),
    }


def language_for(event: Event, registration: Registration) -> str:
    """Return the language in which somebody is written to."""
    return registration.language if registration.language in languages() else event.main_language


@out_tray.maker(CALENDAR)
def _calendar(slug: str, lang: str) -> out_tray.Attachment:
    event = db.session.scalars(sa.select(Event).where(Event.slug == slug)).one()
    title = event.title.words(lang, event.main_language)
    entry = Entry(
        uid=str(event.uid),
        starts=event.starts_at,
        ends=event.ends_at,
        title=title,
        sequence=event.revision,
        modified=event.revised_at,
        description=event.goal.words(lang, event.main_language),
        location=event.venue.words(lang, event.main_language),
        url=absolute_for("overview.event", slug=slug),
        status=Status.CANCELLED if event.state is EventState.CANCELLED else Status.CONFIRMED,
        organiser=Organiser(name=event.organiser.words(lang, event.main_language), email=event.contact_email),
    )
    feed = Feed(uid=f"event-{event.uid}", name=title, zone=event.timezone, entries=(entry,))
    return out_tray.Attachment(f"{slug}.ics", MEDIA_TYPE.partition(";")[0], calendar_bytes(feed))
