"""Road maps on a line of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from babel import dates
from markupsafe import Markup

from eventhub.ground import formats
from eventhub.ground.drawings.timeline import MarkKind, TimelineRow, month_ticks, timeline
from eventhub.ground.i18n import language
from eventhub.ground.i18n.speech import locale
from eventhub.networks.models import Milestone, RoadMap
from eventhub.networks.rules import STANDING_WORDS, Standing, standing

MARKS: dict[Standing, MarkKind] = {
    Standing.DONE: "done",
    Standing.DONE_LATE: "done",
    Standing.CURRENT: "current",
    Standing.PLANNED: "planned",
    Standing.OVERDUE: "late",
}


def in_time(
    plans: Mapping[RoadMap, Sequence[Milestone]], days: Mapping[RoadMap, date], *, main: str, title: str, desc: str
) -> Markup:
    """Draw the milestones of road maps as they stand, each road map on its own day. Nothing without road maps.

    Where all are looked at from the same day, that day is drawn across them.
    """
    rows = [_row(road_map, milestones, days[road_map], main) for road_map, milestones in plans.items()]
    ticks = month_ticks(rows)
    with_year = {day for day, before in zip(ticks, [None, *ticks], strict=False) if _is_new_year(day, before)}
    seen = set(days.values())
    today = next(iter(seen)) if len(seen) == 1 else None
    return timeline(
        rows,
        [(day, _month(day, with_year=day in with_year)) for day in ticks],
        today=(today, formats.short_day(today)) if today else None,
        key="road-maps",
        title=title,
        desc=desc,
    )


def _row(road_map: RoadMap, milestones: Iterable[Milestone], day: date, main: str) -> TimelineRow:
    stands = [(each, standing(each, day)) for each in milestones]
    marks = tuple(
        (each.due_on, MARKS[how], f"{each.title}: {formats.day(each.due_on)}, {STANDING_WORDS[how]}")
        for each, how in stands
        if each.due_on
    )
    name = road_map.community.title.words(language(), main)
    return TimelineRow(name, road_map.starts_on, road_map.ends_on, marks)


def _is_new_year(day: date, before: date | None) -> bool:
    return before is None or before.year != day.year


def _month(first: date, *, with_year: bool) -> str:
    return dates.format_date(first, "LLL y" if with_year else "LLL", locale()).replace(".", "")
