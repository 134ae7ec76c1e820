"""Schedules in the form that frab began and conference programs read: schedule.json and schedule.xml.

Pure: values in, the same bytes out each time. Every key that the common validators require is there even when empty,
and in JSON none beside them.
"""

import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from eventhub.ground.plain_text import one_line, plain

JSON: Final = "application/json"
XML: Final = "application/xml; charset=utf-8"
LEAST_ACRONYM: Final = 4
LARGEST_NUMBER: Final = 2**31 - 1  # what 32-bit readers still hold


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody named in the programme, with consent."""

    guid: uuid.UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """An address with its words."""

    url: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One item. starts: aware, in the event's zone."""

    guid: uuid.UUID
    starts: datetime
    duration: timedelta
    title: str
    url: str
    kind: str
    language: str
    subtitle: str = ""
    track: str = ""
    abstract: str = ""
    description: str = ""
    speakers: tuple[Speaker, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoomTrack:
    """A room on one day, with its talks in time order."""

    guid: uuid.UUID
    name: str
    talks: tuple[Talk, ...]


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day. starts, ends: aware, in the event's zone."""

    starts: datetime
    ends: datetime
    rooms: tuple[RoomTrack, ...]


@dataclass(frozen=True, kw_only=True)
class Conference:
    """The event. acronym: its short address; version: changes with the programme, as its revision does."""

    acronym: str
    title: str
    first_day: date
    last_day: date
    zone: str
    url: str
    base_url: str
    version: str
    days: tuple[Day, ...]
    timeslot: timedelta = timedelta(minutes=5)


def schedule_json(conference: Conference) -> bytes:
    """Write schedule.json."""
    document = {"schedule": _schedule(conference)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def schedule_xml(conference: Conference) -> bytes:
    """Write schedule.xml."""
    root = Element("schedule")
    _add(root, "version", one_line(conference.version))
    head = SubElement(root, "conference")
    for name, value in _head(conference).items():
        _add(head, name, value)
    for index, day in enumerate(conference.days, 1):
        _add_day(root, conference, index, day)
    indent(root, " ")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def number_of(guid: uuid.UUID) -> int:
    """Return the whole number that old readers want as an id: stable, positive, from the public id, not from a key."""
    return guid.int % LARGEST_NUMBER + 1


def short_name(acronym: str) -> str:
    """Return an acronym of a to z, digits and _, at least four long, as the validators want it."""
    plain_name = re.sub(r"[^a-z0-9]+", "_", acronym.lower()).strip("_")
    return plain_name if len(plain_name) >= LEAST_ACRONYM else f"{plain_name}_event".strip("_")


def _schedule(conference: Conference) -> dict[str, Any]:
    head = _head(conference)
    base_url = head.pop("base_url")
    return {
        "version": one_line(conference.version),
        "base_url": base_url,
        "conference": {
            **head,
            "daysCount": head["days"],
            "url": conference.url,
            "rooms": [{"name": name, "guid": guid} for name, guid in _rooms(conference.days).items()],
            "days": [_day(conference, index, day) for index, day in enumerate(conference.days, 1)],
        },
    }


def _head(conference: Conference) -> dict[str, Any]:
    return {
        "acronym": short_name(conference.acronym),
        "title": one_line(conference.title),
        "start": conference.first_day.isoformat(),
        "end": conference.last_day.isoformat(),
        "days": len(conference.days),
        "timeslot_duration": _clock(conference.timeslot),
        "time_zone_name": conference.zone,
        "base_url": conference.base_url,
    }


def _rooms(days: Iterable[Day]) -> dict[str, str]:
    return {one_line(room.name): str(room.guid) for day in days for room in day.rooms}


def _day(conference: Conference, index: int, day: Day) -> dict[str, Any]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for room in day.rooms:  # two rooms may bear one name, which JSON cannot tell apart
        rooms.setdefault(one_line(room.name), []).extend(_talk(conference, room, talk) for talk in room.talks)
    return {
        "index": index,
        "date": day.starts.date().isoformat(),
        "day_start": day.starts.isoformat(),
        "day_end": day.ends.isoformat(),
        "rooms": rooms,
    }


def _talk(conference: Conference, room: RoomTrack, talk: Talk) -> dict[str, Any]:
    number = number_of(talk.guid)
    return {
        "id": number,
        "guid": str(talk.guid),
        "date": talk.starts.isoformat(),
        "start": talk.starts.strftime("%H:%M"),
        "duration": _clock(talk.duration),
        "room": one_line(room.name),
        "slug": f"{short_name(conference.acronym)}-{number}",
        "url": talk.url,
        "title": one_line(talk.title),
        "subtitle": one_line(talk.subtitle),
        "track": one_line(talk.track),
        "type": talk.kind,
        "language": talk.language,
        "abstract": plain(talk.abstract),
        "description": plain(talk.description),
        "persons": [
            {"id": number_of(speaker.guid), "guid": str(speaker.guid), "name": one_line(speaker.name)}
            for speaker in talk.speakers
        ],
        "links": [{"url": link.url, "title": one_line(link.title)} for link in talk.links],
    }


def _add_day(root: Element, conference: Conference, index: int, day: Day) -> None:
    attributes = {
        "index": str(index),
        "date": day.starts.date().isoformat(),
        "start": day.starts.isoformat(),
        "end": day.ends.isoformat(),
    }
    element = SubElement(root, "day", attributes)
    for room in day.rooms:
        room_element = SubElement(element, "room", {"name": one_line(room.name), "guid": str(room.guid)})
        for talk in room.talks:
            _add_talk(room_element, _talk(conference, room, talk))


def _add_talk(room: Element, talk: dict[str, Any]) -> None:
    event = SubElement(room, "event", {"id": str(talk["id"]), "guid": talk["guid"]})
    for name, value in talk.items():
        if name not in {"id", "guid", "persons", "links"}:
            _add(event, name, value)
    persons = SubElement(event, "persons")
    for person in talk["persons"]:
        _add(persons, "person", person["name"], id=str(person["id"]), guid=person["guid"])
    links = SubElement(event, "links")
    for link in talk["links"]:
        _add(links, "link", link["title"], href=link["url"])


def _add(parent: Element, name: str, value: object, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = str(value)


def _clock(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
