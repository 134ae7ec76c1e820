"""One of each drawing, and a reader of what was drawn."""

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

from markupsafe import Markup

from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.days import days
from eventhub.ground.drawings.factor_map import FactorPoint, MapWords, factor_map
from eventhub.ground.drawings.hall import hall, vote_hall
from eventhub.ground.drawings.mirror import mirror
from eventhub.ground.drawings.quality import track
from eventhub.ground.drawings.region import Place, Shore, region
from eventhub.ground.drawings.seats import seats_line
from eventhub.ground.drawings.spread import spread
from eventhub.ground.drawings.timeline import TimelineRow, month_ticks, timeline

CORNERS = MapWords("act", "find allies", "keep up", "leave", "in our hands", "importance")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload="alert(1)">',
    "{{ 7 * 7 }} %(name)s ${x}",
    "]]></desc><style>*{display:none}</style>",
    "&amp;&lt;\x00\x08\ufffe",
    "abc\u202e123\u2066\u200f",
    "Я" * 2000,
]


def draw_all(words: str = "Группа", name: str = "Краснодар") -> dict[str, Markup]:
    """Draw one of each, all words in them being the given ones."""
    says = {"title": words, "desc": words}
    plan = TimelineRow(
        words,
        date(2019, 9, 1),
        date(2020, 6, 1),
        tuple((date(2019, month, 1), kind, words) for month, kind in ((10, "done"), (11, "late"), (12, "current"))),
    )
    shore = Shore((((39.0, 46.0), (37.5, 44.7), (40.0, 43.0), (42.0, 46.0)),), ((words, 37.4, 45.9),))
    places = [Place(name, 45.04, 38.98, 24), Place(name, 43.6, 39.73, 8, words), Place(name, 45.8, 39.0, 0)]
    return {
        "hall": hall(140, 114, key="hall", **says),
        "vote_hall": vote_hall(12, 3, 2, key="votes", **says),
        "seats": seats_line(10, 4, 2, 1, key="seats", **says),
        "mirror": mirror([4, 3, 7, 2, 2, 0], [9, 8, 7, 6, 5, 4], key="mirror", **says),
        "days": days([1, 0, 5], key="days", **says),
        "region": region(places, key="region", shore=shore, **says),
        "map": factor_map([FactorPoint(2, 3), FactorPoint(4, 5, words)], _corners(words), key="map", **says),
        "timeline": timeline([plan], [(day, words) for day in month_ticks([plan])], today=(date(2020, 1, 1), words), key="time", **says),
        "bar": bar(3, 4),
        "spread": spread(2, 3, 4),
        "track": track(3, 9, bound=3, earlier=5),
    }  # fmt: skip


def read(drawing: Markup) -> ET.Element:
    """Read a drawing strictly, as XML."""
    return ET.fromstring(str(drawing))


def circles(drawing: Markup, kind: str) -> Iterator[tuple[float, float, float]]:
    """Find the circles of exactly this kind: x, y and radius."""
    for shape in read(drawing).iter("circle"):
        if shape.get("class") == kind:
            yield float(shape.get("cx")), float(shape.get("cy")), float(shape.get("r"))


def texts(drawing: Markup) -> list[str]:
    """Return all words written in a drawing, without titles."""
    return [shape.text or "" for shape in read(drawing).iter("text")]


def classes(drawing: Markup) -> set[str]:
    """Return all classes that a drawing carries."""
    return {name for found in re.findall(r'class="([^"]*)"', drawing) for name in found.split()}


def _corners(words: str) -> MapWords:
    return MapWords(words, words, words, words, words, words)
