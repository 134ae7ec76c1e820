"""Votes in a row, one dot per person, so that they can be counted with the eye."""

from collections.abc import Iterator

from markupsafe import Markup

from eventhub.ground.drawings.svg import circle, path, picture

STEP = 15
LONGEST_ROW = 30


def seats_line(
    in_favour: int, against: int = 0, abstained: int = 0, free: int = 0, *, key: str, title: str, desc: str
) -> Markup:
    """Draw votes filled, crossed and ringed, and those still missing as free places. Empty without anybody."""
    kinds = [""] * in_favour + ["against"] * against + ["abstained"] * abstained + ["free"] * free
    if not kinds:
        return Markup("")
    rows = -(-len(kinds) // LONGEST_ROW)
    per_row = -(-len(kinds) // rows)
    shapes = [shape for place, kind in enumerate(kinds) for shape in _seat(place, kind, per_row)]
    kind = "seats-line seats-line--tall" if rows > 1 else "seats-line"
    box = (0, 0, per_row * STEP, rows * STEP)
    return picture(shapes, box, key=key, title=title, desc=desc, kind=kind, fit="xMinYMid")


def _seat(place: int, kind: str, per_row: int) -> Iterator[Markup]:
    x, y = place % per_row * STEP + STEP / 2, place // per_row * STEP + STEP / 2
    is_ring = kind in {"abstained", "free"}
    yield circle(f"seat seat--{kind}" if kind else "seat", x, y, 5 if is_ring else 5.8)
    if kind == "against":
        yield path("seat-cross", "M", x - 2.4, y - 2.4, "l4.8 4.8m0-4.8l-4.8 4.8")
