"""Calendars to subscribe to and schedules for programs: sent anew only when something has changed."""

from collections.abc import Callable, Iterable

from flask import Blueprint, Response, abort, request

from eventhub.calendars import pages, queries, rules
from eventhub.calendars.queries import State
from eventhub.calendars.rules import Item, Reader
from eventhub.consents.queries import named_speakers
from eventhub.events.models import Event
from eventhub.events.queries import find_public_event
from eventhub.ground.access import for_link, open_to_everyone, opened
from eventhub.ground.conditional import Edition, answer
from eventhub.ground.frab import JSON, XML, Conference, schedule_json, schedule_xml
from eventhub.ground.ics.feed import MEDIA_TYPE, Feed, calendar_bytes
from eventhub.registration.models import Registration

bp = Blueprint("calendars", __name__, url_prefix="/e/<slug>")


@bp.get("/calendar.ics")
@open_to_everyone
def event(slug: str) -> Response:
    event = _event_or_404(slug)
    reader = pages.reader_of(event)

    def make() -> bytes:
        entry = rules.event_entry(event, reader)
        return calendar_bytes(Feed(uid=f"event-{event.uid}", name=entry.title, zone=event.timezone, entries=(entry,)))

    return answer(_edition(queries.state_of_event(event, reader), event.slug), make, request)


@bp.get("/programme.ics")
@open_to_everyone
def programme(slug: str) -> Response:
    event = _event_or_404(slug)
    reader = pages.reader_of(event)
    edition = _edition(queries.state_of_programme(event, reader), f"{event.slug}-programme")
    return answer(edition, lambda: _calendar(event, reader, list, f"programme-{event.uid}"), request)


@bp.get("/groups/<int:number>/calendar.ics")
@open_to_everyone
def group(slug: str, number: int) -> Response:
    event, group = queries.find_public_group(slug, number) or abort(404)
    reader = pages.reader_of(event)
    edition = _edition(queries.state_of_programme(event, reader, number), f"{event.slug}-group-{number}")

    def meetings(items: Iterable[Item]) -> list[Item]:
        return rules.meetings_of(items, group)

    return answer(edition, lambda: _calendar(event, reader, meetings, f"group-{group.uid}"), request)


@bp.get("/r/<token>/calendar.ics")
@for_link("participant")
def person(slug: str, token: str) -> Response:
    registration = opened(Registration)
    event = registration.event
    reader = pages.reader_of(event)
    state = queries.state_of_programme(event, reader, registration.uid, registration=registration)

    def make() -> bytes:
        group = queries.find_published_group(registration)

        def own(items: Iterable[Item]) -> list[Item]:
            return rules.own_items(items, group)

        return _calendar(event, reader, own, f"person-{registration.uid}")

    return answer(_edition(state, event.slug, personal=True), make, request)


@bp.get("/schedule.json")
@open_to_everyone
def schedule_as_json(slug: str) -> Response:
    return _schedule(slug, JSON, schedule_json)


@bp.get("/schedule.xml")
@open_to_everyone
def schedule_as_xml(slug: str) -> Response:
    return _schedule(slug, XML, schedule_xml)


def _schedule(slug: str, media_type: str, write: Callable[[Conference], bytes]) -> Response:
    event = _event_or_404(slug)
    reader = pages.reader_of(event)
    state = queries.state_of_programme(event, reader, media_type)
    edition = Edition(media_type=media_type, modified=state.modified, state=state.mark, shared=True)

    def make() -> bytes:
        items, speakers = queries.items_of(event.id), named_speakers(event.id)
        return write(pages.conference(event, items, speakers, reader, version=state.mark[:12]))

    return answer(edition, make, request)


def _calendar(event: Event, reader: Reader, choose: Callable[[Iterable[Item]], list[Item]], uid: str) -> bytes:
    named = named_speakers(event.id)
    speakers = {item_id: [person.full_name for person in persons] for item_id, persons in named.items()}
    items = choose(queries.items_of(event.id))
    return calendar_bytes(rules.feed_of_items(event, items, reader, speakers, uid=uid, name=reader.words(event.title)))


def _edition(state: State, name: str, *, personal: bool = False) -> Edition:
    return Edition(
        media_type=MEDIA_TYPE, modified=state.modified, state=state.mark, filename=f"{name}.ics", personal=personal
    )


def _event_or_404(slug: str) -> Event:
    return find_public_event(slug) or abort(404)
