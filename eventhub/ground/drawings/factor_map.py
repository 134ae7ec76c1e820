"""Factors on a square: how much they matter (up) and how far they are in one's own hands (to the right)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, sin

from markupsafe import Markup

from eventhub.ground.drawings.lettering import shorten
from eventhub.ground.drawings.svg import circle, path, picture, rect, words

SIZE, PAD, END = 400.0, 34.0, 10.0
APART = 25.0
MOST_ROUNDS = 200
TURN = 2.4  # radians, an angle that never repeats: points on one spot leave it in different directions


@dataclass(frozen=True, slots=True)
class FactorPoint:
    """A factor: both marks, and what is written in its dot; without it the dot is small and pale."""

    controllability: float
    importance: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapWords:
    """What stands in the four corners and along the two sides, in the reader's language."""

    act: str
    find_allies: str
    keep_up: str
    leave: str
    controllability: str
    importance: str


@dataclass(slots=True)
class _Named:
    x: float
    y: float
    true_x: float
    true_y: float
    label: str


def factor_map(
    points: Sequence[FactorPoint],
    corners: MapWords,
    *,
    key: str,
    title: str,
    desc: str,
    lowest: int = 1,
    highest: int = 5,
) -> Markup:
    """Draw factors on a scale of whole marks; labelled dots are pushed apart and keep a line to their true place."""

    def at(mark: float) -> float:
        return PAD + (min(max(mark, lowest), highest) - lowest) / (highest - lowest) * (SIZE - PAD - END)

    pale = [point for point in points if not point.label]
    named = [
        _Named(at(p.controllability), SIZE - at(p.importance), at(p.controllability), SIZE - at(p.importance), p.label)
        for p in points
        if p.label
    ]
    _push_apart(named)
    shapes = [
        *_field(lowest, highest),
        *_corners(corners),
        *(circle("dot-faint", at(p.controllability), SIZE - at(p.importance), 4.5) for p in pale),
        *_leads(named),
        *_dots(named),
    ]
    return picture(shapes, (0, 0, SIZE, SIZE), key=key, title=title, desc=desc, kind="factor-map")


def _field(lowest: int, highest: int) -> Iterator[Markup]:
    low, high, middle = PAD, SIZE - END, (PAD + SIZE - END) / 2
    yield rect("quadrant", middle, END, high - middle, SIZE - END - middle)
    for mark in range(lowest, highest + 1):
        along = low + (mark - lowest) / (highest - lowest) * (high - low)
        yield path("grid", "M", along, END, "V", SIZE - low, "M", low, SIZE - along, "H", high)
        yield words("label-soft", along, SIZE - PAD + 17, str(mark), "middle")
        yield words("label-soft", PAD - 9, SIZE - along + 4, str(mark), "end")
    yield path("axis", "M", low, END, "V", SIZE - low, "H", high)


def _corners(corners: MapWords) -> Iterator[Markup]:
    left, right, top, foot = PAD + 8, SIZE - END - 8, END + 18, SIZE - PAD - 9
    yield words("quadrant-name", right, top, shorten(corners.act, 20), "end")
    yield words("quadrant-name", left, top, shorten(corners.find_allies, 20))
    yield words("quadrant-name", right, foot, shorten(corners.keep_up, 20), "end")
    yield words("quadrant-name", left, foot, shorten(corners.leave, 20))
    yield words("label-soft", SIZE - END, SIZE - 2, shorten(corners.controllability, 40), "end")
    yield words("label-soft", 11, END, shorten(corners.importance, 40), "end", turned=True)


def _push_apart(named: list[_Named]) -> None:
    """Move labelled dots until none covers another, as far as there is room and patience."""
    for _ in range(max(MOST_ROUNDS * 40 // (len(named) ** 2 + 40), 3)):
        moved = False
        for place, one in enumerate(named):
            for later, other in enumerate(named[place + 1 :], start=place + 1):
                moved = _part(one, other, TURN * later) or moved
        for dot in named:
            dot.x, dot.y = min(max(dot.x, PAD), SIZE - END), min(max(dot.y, END), SIZE - PAD)
        if not moved:
            return


def _part(one: _Named, other: _Named, angle: float) -> bool:
    across, down = one.x - other.x, one.y - other.y
    gap = hypot(across, down)
    if gap >= APART - 0.01:
        return False
    if gap < 0.01:
        across, down, gap = cos(angle), sin(angle), 1.0
        push = APART / 2
    else:
        push = (APART - gap) / 2
    one.x, one.y = one.x + across / gap * push, one.y + down / gap * push
    other.x, other.y = other.x - across / gap * push, other.y - down / gap * push
    return True


def _leads(named: Sequence[_Named]) -> Iterator[Markup]:
    for dot in named:
        if hypot(dot.x - dot.true_x, dot.y - dot.true_y) > 0.5:
            yield path("dot-lead", "M", dot.true_x, dot.true_y, "L", dot.x, dot.y)
            yield circle("dot-true", dot.true_x, dot.true_y, 3)


def _dots(named: Sequence[_Named]) -> Iterator[Markup]:
    for dot in named:
        yield circle("dot-named", dot.x, dot.y, 10.5)
        yield words("dot-label", dot.x, dot.y + 4.4, shorten(dot.label, 3), "middle")
