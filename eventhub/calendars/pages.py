"""What feeds are made of besides entries: the reader's language and addresses, and the schedule in frab form."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from flask import request

from eventhub.calendars.rules import Item, Reader
from eventhub.events.models import Event
from eventhub.ground.addresses import absolute_for, base_url
from eventhub.ground.frab import Conference, Day, Link, RoomTrack, Speaker, Talk
from eventhub.ground.i18n import pgettext, speaking
from eventhub.ground.i18n.catalogues import languages
from eventhub.people.models import Person


def reader_of(event: Event) -> Reader:
    """Say who reads a feed: files take `?lang=`, otherwise they speak the event's main language."""
    asked = request.args.get("lang", "")
    return Reader(
        lang=asked if asked in languages() else event.main_language,
        main=event.main_language,
        event_url=absolute_for("overview.event", slug=event.slug),
        programme_url=absolute_for("overview.programme", slug=event.slug),
    )


def conference(
    event: Event, items: Sequence[Item], speakers: Mapping[int, Sequence[Person]], reader: Reader, version: str
) -> Conference:
    """Lay the programme out as days, rooms and talks. version: changes whenever the programme does."""
    shown = [item for item in items if not item[0].is_cancelled]
    days = groupby(shown, key=lambda item: item[0].starts_at.astimezone(event.zone).date())
    starts, ends = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
    return Conference(
        acronym=event.slug,
        title=reader.words(event.title),
        first_day=starts.date(),
        last_day=ends.date(),
        zone=event.timezone,
        url=reader.event_url,
        base_url=base_url(),
        version=version,
        days=tuple(_day(event, list(of_day), speakers, reader) for _date, of_day in days),
    )


def _day(event: Event, items: list[Item], speakers: Mapping[int, Sequence[Person]], reader: Reader) -> Day:
    starts = min(item.starts_at for item, _group in items).astimezone(event.zone)
    ends = max(item.ends_at for item, _group in items).astimezone(event.zone)
    rooms: dict[int | None, list[Item]] = {}
    for item in items:
        rooms.setdefault(item[0].room_id, []).append(item)
    return Day(
        starts=starts,
        ends=ends,
        rooms=tuple(_room(event, of_room, speakers, reader) for of_room in rooms.values()),
    )


def _room(event: Event, items: list[Item], speakers: Mapping[int, Sequence[Person]], reader: Reader) -> RoomTrack:
    room = items[0][0].room
    with speaking(reader.lang):
        elsewhere = pgettext("room", "elsewhere")
    return RoomTrack(
        guid=room.uid if room else event.uid,
        name=reader.words(room.name) if room else elsewhere,
        talks=tuple(_talk(event, item, speakers.get(item[0].id, ()), reader) for item in items),
    )


def _talk(event: Event, item: Item, speakers: Iterable[Person], reader: Reader) -> Talk:
    agenda, group = item
    return Talk(
        guid=agenda.uid,
        starts=agenda.starts_at.astimezone(event.zone),
        duration=agenda.ends_at - agenda.starts_at,
        title=reader.words(agenda.title),
        url=reader.programme_url,
        kind=str(agenda.kind),
        language=group.language if group else event.main_language,
        track=reader.words(group.short_title or group.title) if group else "",
        abstract=reader.words(agenda.note),
        speakers=tuple(Speaker(guid=person.uid, name=person.full_name) for person in speakers),
        links=(Link(url=reader.event_url, title=reader.words(event.title)),),
    )
