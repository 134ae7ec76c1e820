"""What a calendar file is made of, and its making."""

import enum
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from eventhub.ground.ics import zones
from eventhub.ground.plain_text import one_line, plain

PRODUCT: Final = "-//EventHub//EventHub//EN"
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
WEB_ADDRESS: Final = re.compile(r"https?://[!-~]+")
MAILBOX: Final = re.compile(r"[!-~]+@[!-~]+")


class Words(vText):
    """A text whose every backslash is one: the library takes a written `\\N` for a line break."""

    def to_ical(self) -> bytes:
        """Return the text escaped as RFC 5545, 3.3.11 says."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


class Status(enum.StrEnum):
    """Whether an entry takes place. A cancelled one stays in the file: calendars that know it must learn of it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Organiser:
    """Who invites."""

    name: str
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in a calendar.

    uid: stable for the life of the thing and without the host's name, so that a move keeps every subscription whole.
    starts, ends: both aware moments, or both days; a thing of whole days lasts up to and including `ends`.
    sequence, modified: the stored revision of the thing and the moment of it.
    """

    uid: str
    starts: datetime | date
    ends: datetime | date
    title: str
    sequence: int
    modified: datetime
    description: str = ""
    location: str = ""
    url: str = ""
    status: Status = Status.CONFIRMED
    categories: tuple[str, ...] = ()
    organiser: Organiser | None = None

    @property
    def is_all_day(self) -> bool:
        """Tell whether it has days instead of times."""
        return not isinstance(self.starts, datetime)


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A calendar file. zone: IANA name; colour: a name of CSS; refresh: how often a subscriber should look again."""

    name: str
    zone: str
    entries: tuple[Entry, ...]
    uid: str = ""
    description: str = ""
    url: str = ""
    colour: str = ""
    refresh: timedelta = timedelta(hours=4)


def calendar_bytes(feed: Feed) -> bytes:
    """Write a calendar file. Raises ValueError for a moment without a time zone, KeyError for an unknown zone.

    No METHOD: a published file would then owe an ORGANIZER in each entry (RFC 5546, 3.2.1), and not everybody has one.
    """
    zone = ZoneInfo(feed.zone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    _describe(calendar, feed)
    if local := [moment.date() for entry in feed.entries for moment in _times(entry, zone) if moment.tzinfo is zone]:
        calendar.add_component(zones.component(zone, min(local), max(local)))
    for entry in feed.entries:
        calendar.add_component(_event(entry, zone))
    written: bytes = calendar.to_ical()
    return written


def _describe(calendar: Calendar, feed: Feed) -> None:
    name = Words(one_line(feed.name))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if feed.uid:
        calendar.add("uid", one_line(feed.uid))
    if feed.description:
        calendar.add("description", Words(plain(feed.description)))
        calendar.add("x-wr-caldesc", Words(plain(feed.description)))
    if WEB_ADDRESS.fullmatch(feed.url):
        calendar.add("url", feed.url)
    if feed.colour:
        calendar.add("color", one_line(feed.colour))
    if feed.entries:
        calendar.add("last-modified", max(entry.modified for entry in feed.entries).astimezone(UTC))
    calendar.add("refresh-interval", feed.refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(feed.refresh))


def _event(entry: Entry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", one_line(entry.uid))
    event.add("dtstamp", entry.modified.astimezone(UTC))  # RFC 5545, 3.8.7.2: without METHOD the last change
    event.add("last-modified", entry.modified.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("status", entry.status.value)
    event.add("summary", Words(one_line(entry.title)))
    _place_in_time(event, entry, zone)
    for name, text in (("description", plain(entry.description)), ("location", one_line(entry.location))):
        if text:
            event.add(name, Words(text))
    if WEB_ADDRESS.fullmatch(entry.url):
        event.add("url", entry.url)
    categories = [one_line(category).replace("\\", "/") for category in entry.categories]
    if any(categories):
        event.add("categories", [category for category in categories if category])
    if entry.organiser:
        _name_organiser(event, entry.organiser)
    return event


def _place_in_time(event: Event, entry: Entry, zone: ZoneInfo) -> None:
    times = _times(entry, zone)
    if times:
        event.add("dtstart", times[0])
        if times[1] > times[0]:
            event.add("dtend", times[1])
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", max(entry.ends, entry.starts) + timedelta(days=1))  # DTEND is the first day after
        event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy


def _times(entry: Entry, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return beginning and end as they are written: in the feed's zone, or in UTC where its clock is put back."""
    if not isinstance(entry.starts, datetime) or not isinstance(entry.ends, datetime):
        return ()
    if entry.starts.tzinfo is None or entry.ends.tzinfo is None:
        raise ValueError(f"a moment without a time zone in {entry.uid}")
    local = (entry.starts.astimezone(zone), entry.ends.astimezone(zone))
    if zone.key in {"UTC", "Etc/UTC"} or any(zones.is_twofold(moment) for moment in local):
        return tuple(moment.astimezone(UTC) for moment in local)
    return local


def _name_organiser(event: Event, organiser: Organiser) -> None:
    name = one_line(organiser.name).replace('"', "'")  # RFC 5545, 3.2: a parameter cannot hold a quotation mark
    if not MAILBOX.fullmatch(organiser.email):
        event.add("contact", Words(name))
        return
    address = vCalAddress(f"mailto:{organiser.email}")
    if name:
        address.params["CN"] = name
    event.add("organizer", address)
