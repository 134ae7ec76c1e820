"""Who comes, from where and when: bars, a map, and the same as tables."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.days import days
from eventhub.ground.drawings.region import Place, region
from eventhub.ground.formats import short_day
from eventhub.ground.i18n import _, language
from eventhub.homes.pages.steps import where_from
from eventhub.homes.rules import Figures
from eventhub.registration.queries import MunicipalityPresent, RolePresent

MOST_BARS = 5


@dataclass(frozen=True, slots=True)
class DaysPicture:
    """Registrations by day: the drawing and the words under it."""

    drawing: Markup
    first: str
    peak: str
    last: str
    rows: list[tuple[str, int]]


def days_picture(counts: Counter[date]) -> DaysPicture | None:
    """Draw registrations by day of the event's zone, empty days included; nothing without registrations."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    stretch = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    most = max(stretch, key=lambda day: counts[day])
    peak = _("peak on %(day)s: %(count)s", day=short_day(most), count=counts[most])
    return DaysPicture(
        drawing=days([counts[day] for day in stretch], key="days", title=_("Registrations by day"), desc=peak),
        first=short_day(first),
        peak=peak,
        last=short_day(last),
        rows=[(short_day(day), counts[day]) for day in stretch if counts[day]],
    )


def bar_rows(counted: list[tuple[str, int]]) -> list[tuple[str, Markup, int]]:
    """Give each count its bar against the largest."""
    most = max((count for _name, count in counted), default=0)
    return [(name, bar(count, most), count) for name, count in counted]


@dataclass(frozen=True, slots=True)
class PeoplePicture:
    """Where people come from and what they are: bars, a map, and the same as tables."""

    title: str
    where_from: str
    roles: list[tuple[str, Markup, int]]
    map: Markup
    largest: list[tuple[str, Markup, int]]
    places: list[tuple[str, int]]
    missing: list[str]


def people_picture(
    event: Event, figures: Figures, roles: list[RolePresent], places: list[MunicipalityPresent]
) -> PeoplePicture:
    """Show who came or, before the day, who is coming."""
    named = [(place.name.words(language(), event.main_language), place) for place in places]
    largest = sorted(named, key=lambda pair: (-pair[1].count, pair[1].name_sort))[:MOST_BARS]
    title = _("Where people came from") if figures.attended else _("Where people come from")
    spots = [Place(name, place.latitude, place.longitude, place.count) for name, place in named]
    return PeoplePicture(
        title=title,
        where_from=where_from(figures),
        roles=bar_rows([(role.title.words(language(), event.main_language), role.count) for role in roles]),
        map=region(spots, key="region", title=title, desc=where_from(figures)),
        largest=bar_rows([(name, place.count) for name, place in largest if place.count]),
        places=[(name, place.count) for name, place in named],
        missing=[name for name, place in named if not place.count],
    )
