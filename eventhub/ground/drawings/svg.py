"""The few shapes that drawings are made of, as escaped text."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from eventhub.ground.drawings.lettering import plain

KEY = re.compile(r"[A-Za-z][\w-]*")
BARE = Markup('preserveAspectRatio="none" aria-hidden="true" focusable="false"')


def picture(
    shapes: Iterable[Markup],
    box: tuple[float, float, float, float],
    *,
    key: str,
    title: str,
    desc: str,
    kind: str = "",
    fit: str = "",
) -> Markup:
    """Put shapes into a drawing that assistive tools read as one picture with a title and a description.

    box: left, top, width and height of what is seen. key: unique on the page, it names the title and the description.
    fit: how the box fills its place (preserveAspectRatio), when not whole and centred.
    """
    if not KEY.fullmatch(key):
        raise ValueError(f"a drawing's key is a word, not {key!r}")
    head = Markup(
        '<svg class="chart{kind}" viewBox="{box}"{fit} role="img" aria-labelledby="{key}-title {key}-desc">'
        '<title id="{key}-title">{title}</title><desc id="{key}-desc">{desc}</desc>'
    ).format(
        kind=f" {kind}" if kind else "",
        box=" ".join(number(side) for side in box),
        fit=Markup(' preserveAspectRatio="{}"').format(fit) if fit else "",
        key=key,
        title=plain(title),
        desc=plain(desc),
    )
    return head + Markup("").join(shapes) + Markup("</svg>")


def bare(shapes: Iterable[Markup], width: float, height: float, kind: str) -> Markup:
    """Put shapes into a stretching drawing without words: its number stands beside it as text."""
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" {}>').format(kind, number(width), number(height), BARE)
    return head + Markup("").join(shapes) + Markup("</svg>")


def circle(kind: str, x: float, y: float, radius: float, words: str = "") -> Markup:
    """Draw a circle; its words appear when a pointer rests on it."""
    shape = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"').format(kind, number(x), number(y), number(radius))
    if not words:
        return shape + Markup("/>")
    return shape + Markup("><title>{}</title></circle>").format(plain(words))


def rect(kind: str, x: float, y: float, width: float, height: float, rounding: float = 0) -> Markup:
    """Draw a rectangle."""
    corners = Markup(' rx="{}"').format(number(rounding)) if rounding else ""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>').format(
        kind, number(x), number(y), number(width), number(height), corners
    )


def path(kind: str, *steps: str | float) -> Markup:
    """Draw a line: letters of the path language and numbers in turn."""
    way = ""
    for step in steps:
        if isinstance(step, str):
            way += step
        else:
            way += (" " if way and not way[-1].isalpha() else "") + number(step)
    return Markup('<path class="{}" d="{}"/>').format(kind, way)


def polygon(kind: str, points: Iterable[tuple[float, float]]) -> Markup:
    """Draw a filled outline."""
    return Markup('<polygon class="{}" points="{}"/>').format(
        kind, " ".join(f"{number(x)},{number(y)}" for x, y in points)
    )


def words(kind: str, x: float, y: float, text: str, anchor: str = "start", turned: bool = False) -> Markup:
    """Write words at a point; anchor is start, middle or end; turned words run upwards."""
    return Markup('<text{}{} x="{}" y="{}"{}>{}</text>').format(
        Markup(' class="{}"').format(kind) if kind else "",
        Markup(' transform="rotate(-90 {} {})"').format(number(x), number(y)) if turned else "",
        number(x),
        number(y),
        Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else "",
        plain(text),
    )


def number(value: float) -> str:
    """Write a length with at most two decimals and nothing that is not needed."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in {"-0", ""} else short
