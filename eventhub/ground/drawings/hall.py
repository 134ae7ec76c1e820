"""A hall seen from above: one seat per person, filled from the stage to the back."""

from collections.abc import Iterator
from itertools import accumulate
from math import ceil, cos, pi, radians, sin, sqrt
from typing import Literal, NamedTuple

from markupsafe import Markup

from eventhub.ground.drawings.svg import circle, path, picture

Kind = Literal["", "free", "against", "abstained"]

WIDTH, FOOT = 364.0, 226.0
CENTRE_X, CENTRE_Y = 182.0, 216.0
FRONT, BACK = 66.0, 198.0
SPREAD = radians(118)
SEAT_GAP, WIDEST_GAP, ROW_GAP = 13.6, 20.0, 22.0
MOST_DRAWN = 600
FINE_FROM = 240


class _Seat(NamedTuple):
    angle: float
    x: float
    y: float


class _Plan(NamedTuple):
    radii: list[float]
    size: float


def hall(capacity: int, taken: int, *, key: str, title: str, desc: str) -> Markup:
    """Draw the places of a hall, the free ones as rings at the edges of the back. Empty without places."""
    return _drawn(taken, [("free", max(capacity - taken, 0))], key=key, title=title, desc=desc)


def vote_hall(in_favour: int, against: int, abstained: int, *, key: str, title: str, desc: str) -> Markup:
    """Draw the votes of a hall: filled, crossed, ringed. Empty without votes."""
    return _drawn(in_favour, [("abstained", abstained), ("against", against)], key=key, title=title, desc=desc)


def people_per_dot(people: int) -> int:
    """Say for how many people one dot stands: 1 up to 600; say so beside the drawing when it is more."""
    return ceil(people / MOST_DRAWN) or 1


def _drawn(filled: int, others: list[tuple[Kind, int]], *, key: str, title: str, desc: str) -> Markup:
    share = people_per_dot(filled + sum(count for _, count in others))
    others = [(kind, ceil(count / share)) for kind, count in others]
    total = ceil(filled / share) + sum(count for _, count in others)
    if not total:
        return Markup("")
    plan = _plan(total)
    kinds = iter([kind for kind, count in others for _ in range(count)])
    shapes = [path("stage", "M150 222a34 34 0 0 1 64 0z")]
    for row in reversed(_rows(total, plan)):
        outside_in = sorted(row, key=lambda seat: (-round(abs(seat.angle), 6), seat.angle))
        marked = dict(zip(outside_in, kinds, strict=False))
        for seat in row:
            shapes.extend(_seat(seat, marked.get(seat, ""), plan.size))
    top = CENTRE_Y - plan.radii[-1] - 18
    return picture(
        shapes,
        (0, top, WIDTH, FOOT - top),
        key=key,
        title=title,
        desc=desc,
        kind="hall hall--fine" if total > FINE_FROM else "hall",
    )


def _plan(total: int) -> _Plan:
    """Choose rows: as many as needed at the usual distance, then closer ones between the same front and back."""
    radii = [FRONT + ROW_GAP * row for row in range(7)]
    for row, room in enumerate(accumulate(radius * SPREAD / SEAT_GAP for radius in radii), start=1):
        if total <= room + 1:
            return _Plan(radii[:row], 1.0)
    rows = round((1 + sqrt(1 + 1.2 * total)) / 2)
    gap = SPREAD * rows * (FRONT + BACK) / 2 / total
    step = (BACK - FRONT) / (rows - 1)
    return _Plan([FRONT + step * row for row in range(rows)], gap / SEAT_GAP)


def _rows(total: int, plan: _Plan) -> list[list[_Seat]]:
    """Share the seats over the rows by their length, the largest remainders first."""
    whole = sum(plan.radii)
    exact = [total * radius / whole for radius in plan.radii]
    counts = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda row: (counts[row] - exact[row], -row))
    for row in by_remainder[: total - sum(counts)]:
        counts[row] += 1
    return [list(_row(count, radius, plan.size)) for count, radius in zip(counts, plan.radii, strict=True)]


def _row(count: int, radius: float, size: float) -> Iterator[_Seat]:
    step = min(SPREAD / max(count - 1, 1), WIDEST_GAP * size / radius, pi / 4)
    for place in range(count):
        angle = step * (place - (count - 1) / 2)
        yield _Seat(angle, CENTRE_X + radius * sin(angle), CENTRE_Y - radius * cos(angle))


def _seat(seat: _Seat, kind: Kind, size: float) -> Iterator[Markup]:
    is_ring = kind in {"free", "abstained"}
    yield circle(f"seat seat--{kind}" if kind else "seat", seat.x, seat.y, (4.6 if is_ring else 5.4) * size)
    if kind == "against":
        arm = 2.3 * size
        yield path(
            "seat-cross",
            "M",
            seat.x - arm,
            seat.y - arm,
            "l",
            2 * arm,
            2 * arm,
            "m",
            0.0,
            -2 * arm,
            "l",
            -2 * arm,
            2 * arm,
        )
