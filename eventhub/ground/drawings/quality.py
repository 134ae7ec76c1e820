"""A value on its way to the best that can be proven."""

from markupsafe import Markup

from eventhub.ground.drawings.bars import share
from eventhub.ground.drawings.svg import bare, rect


def track(value: float, most: float, *, bound: float | None = None, earlier: float | None = None) -> Markup:
    """Draw a value from 0 to most, the proven bound as a mark and an earlier draft as a pale bar."""
    shapes = [rect("bar-ground", 0, 2, 100, 8)]
    if earlier is not None:
        shapes.append(rect("track-ghost", 0, 2, share(earlier, most), 8))
    shapes.append(rect("data-1", 0, 2, share(value, most), 8))
    if bound is not None:
        shapes.append(rect("track-bound", min(max(share(bound, most) - 0.4, 0), 99.2), 0, 0.8, 12))
    return bare(shapes, 100, 12, "quality__track bar-line")
