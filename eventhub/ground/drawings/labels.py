"""Names beside the marks of a map: each beside its own mark, none over another name, none outside the frame."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eventhub.ground.drawings.lettering import width_of

SIZE = 15.0  # as large as on a phone, where the drawing shrinks and its letters do not
AIR = 4.0


class Mark(NamedTuple):
    """A round mark."""

    x: float
    y: float
    radius: float


class Label(NamedTuple):
    """Words with the point and the anchor at which they are written."""

    words: str
    x: float
    y: float
    anchor: str


class Box(NamedTuple):
    """A rectangle that words would cover."""

    left: float
    top: float
    right: float
    bottom: float


def place_labels(named: Sequence[tuple[Mark, str]], marks: Sequence[Mark], frame: Box) -> list[Label]:
    """Find a place for each name, the first ones first; a name for which there is none is left out."""
    return [label for label, _ in _placed(named, marks, frame)]


def place_waters(
    waters: Sequence[tuple[Mark, str]], named: Sequence[tuple[Mark, str]], marks: Sequence[Mark], frame: Box
) -> list[Label]:
    """Write names of waters near their points where they hide neither a mark nor one of the names."""
    taken = [box for _, box in _placed(named, marks, frame)]
    found: list[Label] = []
    for mark, words in waters:
        half = width_of(words, SIZE) / 2
        for down in (0, -24, 24, -48, 48):
            x = min(max(mark.x, frame.left + half), frame.right - half)
            y = mark.y + down
            box = Box(x - half, y - SIZE * 0.8, x + half, y + SIZE * 0.25)
            is_free = not any(_touch(box, other) for other in taken) and not any(
                _covered(box, other) for other in marks
            )
            if is_free and _inside(box, frame):
                found.append(Label(words, x, y, "middle"))
                taken.append(box)
                break
    return found


def _placed(named: Sequence[tuple[Mark, str]], marks: Sequence[Mark], frame: Box) -> list[tuple[Label, Box]]:
    placed: list[tuple[Label, Box]] = []
    for mark, words in named:
        best: tuple[float, Label, Box] | None = None
        for rank, (label, box) in enumerate(_candidates(mark, words)):
            if not _inside(box, frame) or any(_touch(box, other) for _, other in placed):
                continue
            cost = rank + sum(_covered(box, other) for other in marks)
            if best is None or cost < best[0]:
                best = (cost, label, box)
        if best is not None:
            placed.append(best[1:])
    return placed


def _candidates(mark: Mark, words: str) -> Iterator[tuple[Label, Box]]:
    """Offer places in order of liking: left, right, below, above, then the corners."""
    width, reach = width_of(words, SIZE), mark.radius + AIR
    slant = mark.radius * 0.7 + AIR
    middle, below, above = SIZE * 0.35, SIZE * 0.8, -SIZE * 0.25
    for anchor, x, y in (
        ("end", mark.x - reach, mark.y + middle),
        ("start", mark.x + reach, mark.y + middle),
        ("middle", mark.x, mark.y + reach + below),
        ("middle", mark.x, mark.y - reach + above),
        ("end", mark.x - slant, mark.y + slant + below * 0.8),
        ("start", mark.x + slant, mark.y + slant + below * 0.8),
        ("end", mark.x - slant, mark.y - slant + above),
        ("start", mark.x + slant, mark.y - slant + above),
    ):
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width
        yield Label(words, x, y, anchor), Box(left, y - SIZE * 0.8, left + width, y + SIZE * 0.25)


def _inside(box: Box, frame: Box) -> bool:
    return box.left >= frame.left and box.right <= frame.right and box.top >= frame.top and box.bottom <= frame.bottom


def _touch(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _covered(box: Box, mark: Mark) -> float:
    """Say how much of a mark the words would hide, in square units."""
    across = min(box.right, mark.x + mark.radius) - max(box.left, mark.x - mark.radius)
    down = min(box.bottom, mark.y + mark.radius) - max(box.top, mark.y - mark.radius)
    return across * down if across > 0 and down > 0 else 0.0
