"""Time zones as calendar files describe them: the offsets in force around the entries, no more and no less."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

A_DAY: Final = timedelta(days=1)
LOOK_BACK: Final = timedelta(days=400)
LONG_AGO: Final = datetime(1970, 1, 1)  # noqa: DTZ001 – a zone's own clock, as RFC 5545 writes it


@dataclass(frozen=True)
class Observance:
    """A stretch with one offset: since when by the clock before the change, from which offset, to which, its name."""

    since: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str
    is_daylight: bool


def is_twofold(moment: datetime) -> bool:
    """Tell whether this local time comes twice, as in the hour of the autumn change. Readers disagree which one."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def component(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return the VTIMEZONE of a zone for entries from the first to the last local day."""
    described = Timezone()
    described.add("tzid", zone.key)
    for each in observances(zone, first, last):
        part = TimezoneDaylight() if each.is_daylight else TimezoneStandard()
        part.add("dtstart", each.since)
        part.add("tzoffsetfrom", each.offset_from)
        part.add("tzoffsetto", each.offset_to)
        part.add("tzname", each.name)
        described.add_component(part)
    return described


def observances(zone: ZoneInfo, first: date, last: date) -> list[Observance]:
    """Return the stretches in force from the first to the last day, oldest first; never none.

    They begin with the last two changes before the first day, so that readers find summer and winter time where there
    are both; or in 1970 when nothing changed within 400 days.
    """
    start = datetime.combine(first, time(), UTC) - A_DAY
    end = datetime.combine(last, time(), UTC) + 2 * A_DAY
    changes = list(_changes(zone, start - LOOK_BACK, end))
    before = [change for change in changes if change <= start]
    kept = before[-2:] + [change for change in changes if change > start]
    oldest = [] if before else [_observance(zone, start, LONG_AGO)]
    return oldest + [_observance(zone, change) for change in kept]


def _changes(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """Give the moments (UTC, to the second) at which the zone's clock is put on or back."""
    moment = since
    while moment < until:
        following = moment + A_DAY
        if _clock(zone, moment) != _clock(zone, following):
            yield _exactly(zone, moment, following)
        moment = following


def _exactly(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = _clock(zone, before)
    seconds = int((after - before).total_seconds())
    low, high = 0, seconds
    while high - low > 1:
        middle = (low + high) // 2
        if _clock(zone, before + timedelta(seconds=middle)) == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def _observance(zone: ZoneInfo, change: datetime, since: datetime | None = None) -> Observance:
    """Describe what holds from a change on; with `since`, as if it had always held."""
    offset_to, name, daylight = _clock(zone, change)
    offset_from = offset_to if since else _clock(zone, change - timedelta(seconds=1))[0]
    began = since or (change + offset_from).replace(tzinfo=None)
    return Observance(began, offset_from, offset_to, name, is_daylight=bool(daylight))


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, str, timedelta]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or zone.key, local.dst() or timedelta()
