"""A group as a mirror of the hall: its shares above the line, the hall's below it as a reflection."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from eventhub.ground.drawings.svg import picture, rect

MOST_COLOURS = 6


def mirror(group: Sequence[int], hall: Sequence[int], *, key: str, title: str, desc: str) -> Markup:
    """Draw counts by category, in the same order for both; the sixth colour stands for all further categories."""
    if not sum(group) and not sum(hall):
        return Markup("")
    shapes = [
        *_stripe(_at_most_six(group), 0, 21),
        Markup('<g class="mirror__hall">'),
        *_stripe(_at_most_six(hall), 23, 15),
        Markup("</g>"),
    ]
    return picture(shapes, (0, 0, 100, 38), key=key, title=title, desc=desc, fit="none")


def _at_most_six(counts: Sequence[int]) -> list[int]:
    return [*counts[: MOST_COLOURS - 1], sum(counts[MOST_COLOURS - 1 :])]


def _stripe(counts: Sequence[int], top: float, height: float) -> Iterator[Markup]:
    whole = sum(counts)
    start = 0.0
    for colour, count in enumerate(counts, start=1):
        if count:
            width = 100 * count / whole
            yield rect(f"data-{colour}", start, top, width, height)
            start += width
