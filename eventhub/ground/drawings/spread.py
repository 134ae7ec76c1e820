"""The middle half of ratings and their median; the numbers stand beside it as text."""

from markupsafe import Markup

from eventhub.ground.drawings.svg import bare, rect


def spread(lower: float, median: float, upper: float, *, lowest: int = 1, highest: int = 5) -> Markup:
    """Draw lower quartile, median and upper quartile on a scale of whole marks."""

    def at(mark: float) -> float:
        return 3 + (min(max(mark, lowest), highest) - lowest) / (highest - lowest) * 94

    ticks = [rect("bar-ground", at(mark) - 0.25, 2, 0.5, 12) for mark in range(lowest, highest + 1)]
    half = rect("spread__half", at(lower), 4, max(at(upper) - at(lower), 0.8), 8, 0.8)
    middle = rect("spread__median", at(median) - 1, 1, 2, 14, 0.6)
    return bare([rect("bar-ground", at(lowest), 7.4, 94, 1.2), *ticks, half, middle], 100, 16, "spread")
