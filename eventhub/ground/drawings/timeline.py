"""Road maps on one line of time: a mark per milestone, and today across them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from eventhub.ground.drawings.lettering import in_lines, shorten
from eventhub.ground.drawings.svg import circle, number, path, picture, words

MarkKind = Literal["done", "current", "planned", "late"]

WIDTH, NAMES, END = 560.0, 150.0, 10.0
ROW, TOP, FOOT = 34.0, 38.0, 46.0
NAME_SIGNS = 22
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One plan: its name, first and last day, and its dated marks with what each is about."""

    name: str
    starts_on: date
    ends_on: date
    marks: tuple[tuple[date, MarkKind, str], ...]


def month_ticks(rows: Sequence[TimelineRow]) -> list[date]:
    """Choose first days of months for the scale: at most eight, evenly spread, from before the first row's start."""
    if not rows:
        return []
    first, last = _ends(rows)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = -(-months // (MOST_TICKS - 1))
    return [_month(first, step * tick) for tick in range(-(-months // step) + 1)]


def timeline(
    rows: Sequence[TimelineRow],
    ticks: Sequence[tuple[date, str]],
    *,
    today: tuple[date, str] | None = None,
    key: str,
    title: str,
    desc: str,
) -> Markup:
    """Draw rows between the first and the last tick (month_ticks with words). Empty without rows or ticks."""
    if not rows or len(ticks) < 2:
        return Markup("")
    start, end = ticks[0][0], ticks[-1][0]
    height = ROW * len(rows) + FOOT

    def at(day: date) -> float:
        share = (day - start).days / max((end - start).days, 1)
        return NAMES + min(max(share, 0), 1) * (WIDTH - NAMES - END - 12) + 6

    shapes = [*_scale([(at(day), text) for day, text in ticks], height)]
    if today is not None and start <= today[0] <= end:
        shapes += _today(at(today[0]), today[1], height)
    for place, row in enumerate(rows):
        y = TOP + ROW * place
        shapes += [*_name(row.name, y), path("time-line", "M", at(row.starts_on), y, "H", at(row.ends_on))]
        shapes += [_mark(kind, at(day), y, text) for day, kind, text in row.marks]
    return picture(shapes, (0, 0, WIDTH, height), key=key, title=title, desc=desc, kind="timeline")


def _ends(rows: Sequence[TimelineRow]) -> tuple[date, date]:
    days = [day for row in rows for day in (row.starts_on, row.ends_on, *(mark[0] for mark in row.marks))]
    return min(days), max(days)


def _month(first: date, months: int) -> date:
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def _scale(ticks: Sequence[tuple[float, str]], height: float) -> Iterator[Markup]:
    for x, text in ticks:
        yield path("grid", "M", x, 18.0, "V", height - 22)
        yield words("label-soft", min(x, WIDTH - 22), 11, shorten(text, 14), "middle")


def _today(x: float, text: str, height: float) -> list[Markup]:
    return [
        path("time-line time-line--today", "M", x, 18.0, "V", height - 20),
        words("label-soft", x, height - 6, shorten(text, 24), "middle"),
    ]


def _name(name: str, y: float) -> Iterator[Markup]:
    lines = in_lines(name, NAME_SIGNS, 2)
    for place, line in enumerate(lines):
        yield words("", 0, y + 4 + (place - (len(lines) - 1) / 2) * 13, line)


def _mark(kind: MarkKind, x: float, y: float, text: str) -> Markup:
    if kind != "late":
        return circle(f"milestone milestone--{kind}", x, y, 5.6 if kind == "done" else 5, text)
    way = f"M{number(x)} {number(y - 8)}l8 8-8 8-8-8z"
    return Markup('<path class="milestone milestone--late" d="{}"><title>{}</title></path>').format(
        way, shorten(text, 200)
    )
