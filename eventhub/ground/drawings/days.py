"""How many on each day: one column per day, without figures, which stand beside it."""

from collections.abc import Sequence

from markupsafe import Markup

from eventhub.ground.drawings.svg import path, picture, rect

WIDTH, HEIGHT, LINE = 360.0, 84.0, 79.0
TALLEST, WIDEST = 70.0, 24.0


def days(counts: Sequence[int], *, key: str, title: str, desc: str) -> Markup:
    """Draw one column per day in time order; days without anybody stay bare. Empty without days."""
    if not counts:
        return Markup("")
    most, step = max(*counts, 1), WIDTH / len(counts)
    width = min(max(step - min(3.0, step / 4), 0.6), WIDEST)
    shapes = [path("axis", f"M0 {LINE + 0.5}H360")]
    for day, count in enumerate(counts):
        if count:
            height = TALLEST * count / most
            left = day * step + (step - width) / 2
            shapes.append(rect("bar", left, LINE - height, width, height, min(1.5, width / 2)))
    return picture(shapes, (0, 0, WIDTH, HEIGHT), key=key, title=title, desc=desc, kind="days")
