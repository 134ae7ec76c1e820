"""Dates, times, numbers, sizes and lists as the language now spoken writes them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import dates, lists, numbers

from eventhub.ground.i18n import _, language
from eventhub.ground.i18n.speech import locale

Zone = str | ZoneInfo | None
NBSP = "\u00a0"
KILO = 1000


def day(value: date, zone: Zone = None) -> str:
    """Write a day: «22 августа 2019 г.», "22 August 2019". A moment needs the zone it is seen from."""
    return _glued(dates.format_date(_seen_from(value, zone), "long", locale()))


def short_day(value: date, zone: Zone = None) -> str:
    """Write a day of a year that is known: «22 августа», "22 August"."""
    return _glued(dates.format_skeleton("MMMMd", _seen_from(value, zone), locale=locale()))


def full_day(value: date, zone: Zone = None) -> str:
    """Write a day with its weekday, for the beginning of a line: «Четверг, 22 августа 2019 г.»."""
    seen = _seen_from(value, zone)
    weekday = dates.format_date(seen, "EEEE", locale())
    return f"{weekday[0].upper()}{weekday[1:]}, {day(seen)}"


def days(first: date, last: date, zone: Zone = None) -> str:
    """Write a stretch of days: «22–23 августа 2019 г.»; one day is written once."""
    start, end = _seen_from(first, zone), _seen_from(last, zone)
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    beginning = short_day(start) if start.year == end.year else day(start)
    return f"{beginning}{NBSP}– {day(end)}"


def time(value: datetime, zone: Zone) -> str:
    """Write the time of day as seen from a zone: 9:30."""
    return f"{_moved(value, zone):%-H:%M}"


def times(first: datetime, last: datetime, zone: Zone) -> str:
    """Write a stretch of time within a day: 9:30–17:00."""
    return f"{time(first, zone)}–{time(last, zone)}"


def moment(value: datetime, zone: Zone) -> str:
    """Write a day with its time: «22 августа 2019 г., 9:30»."""
    return f"{day(value, zone)}, {time(value, zone)}"


def zone_name(zone: str | ZoneInfo, value: datetime) -> str:
    """Name a zone by its city and its distance from UTC at a moment: "Moscow time (UTC+3)"."""
    seen = _moved(value, zone)
    offset = _offset(seen.utcoffset() or timedelta())
    if str(zone) in {"UTC", "Etc/UTC"}:
        return "UTC"
    city = dates.get_timezone_location(ZoneInfo(str(zone)), locale=locale(), return_city=True)
    return _("%(city)s time (%(offset)s)", city=city, offset=offset)


def number(value: float | Decimal, digits: int | None = None) -> str:
    """Write a number: «1 004» and «2,5», "1,004" and "2.5". digits: how many stand after the point, always."""
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return numbers.format_decimal(value, format=pattern, locale=locale())


def percent(share: float | Decimal, digits: int = 0) -> str:
    """Write a share between 0 and 1: «25 %» in Russian, "25%" in English."""
    written = numbers.format_percent(share, "#,##0" + ("." + "0" * digits if digits else "") + "%", locale=locale())
    return written.replace("%", f"{NBSP}%") if language() == "ru" else written


def size(size_bytes: int) -> str:
    """Write the size of a file: «340 КБ», "1.2 MB"."""
    if size_bytes < KILO:
        return _("%(number)s bytes", number=number(size_bytes))
    if size_bytes < KILO * KILO:
        return _("%(number)s kB", number=number(round(size_bytes / KILO)))
    return _("%(number)s MB", number=number(size_bytes / KILO / KILO, 1))


def listing(parts: Iterable[object]) -> str:
    """Join parts into a sentence: «a, b и c», "a, b and c"."""
    return lists.format_list([str(part) for part in parts], locale=locale())


def _seen_from(value: date, zone: Zone) -> date:
    return _moved(value, zone).date() if isinstance(value, datetime) else value


def _moved(value: datetime, zone: Zone) -> datetime:
    if zone is None or value.tzinfo is None:
        raise ValueError("a moment is written as seen from a zone")
    return value.astimezone(zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone))


def _offset(offset: timedelta) -> str:
    if not offset:
        return "UTC"
    hours, seconds = divmod(int(abs(offset).total_seconds()), 3600)
    sign = "+" if offset > timedelta() else "−"
    return f"UTC{sign}{hours}" + (f":{seconds // 60:02d}" if seconds else "")


def _glued(written: str) -> str:
    return written.replace(" ", NBSP).replace("\u202f", NBSP)  # the narrow one is missing in our fonts
