"""Bare bars. The name and the number stand beside each as text, so labels never shrink on a phone."""

from markupsafe import Markup

from eventhub.ground.drawings.svg import bare, rect


def bar(value: float, most: float, kind: str = "data-1") -> Markup:
    """Draw a value against the largest one; kind is one of data-1 … data-6."""
    return bare([rect("bar-ground", 0, 0, 100, 8), rect(kind, 0, 0, share(value, most), 8)], 100, 8, "bar-line")


def share(value: float, most: float) -> float:
    """Say how many hundredths of the whole a value is, between 0 and 100; 0 of nothing."""
    return min(max(100 * value / most, 0.0), 100.0) if most > 0 else 0.0
