"""What a model is made of while it is written: shapes of sections, words counted, what is still missing.

A *part* is whatever is saved on its own: a section of the call, or one of the few facts above them (HEAD). Each part
carries a *mark* of the text it showed, so that two windows that write different parts never disturb each other.
"""

import enum
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from eventhub.ground.folding import fold
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.plain_text import plain
from eventhub.scaling_models.models import Call, ScalingModel
from eventhub.scaling_models.rules import SECTIONS, section_titles

MOST_TITLE = 300
MOST_ABSTRACT = 1500
MOST_PART = 20_000
"""Characters of a text part; the call's limits in words are lower."""
MOST_CELL = 1000
MOST_ROWS = 20
MOST_WORDS = 5000
"""The highest limit in words that a call may set."""
MARK_LENGTH = 16
WORD = re.compile(r"\w[\w'’-]*")


class Shape(enum.StrEnum):
    """How a part is written."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    LINES = "lines"
    ROWS = "rows"
    FACTS = "facts"


class Cell(enum.StrEnum):
    """What stands in a cell of a table."""

    TEXT = "text"
    NUMBER = "number"
    LEVEL = "level"
    DAY = "day"


HEAD: Mapping[str, Lazy] = {
    "title": lazy("Title"),
    "abstract": lazy("In a few sentences"),
    "sites_now": lazy("At how many places it works now"),
    "wish": lazy("Where you would like to present it"),
}
"""What stands above the sections, whatever the call asks for."""
SHAPES: Mapping[str, Shape] = {
    "title": Shape.LINE,
    "sites_now": Shape.NUMBER,
    "wish": Shape.CHOICE,
    "stages": Shape.ROWS,
    "risks": Shape.ROWS,
    "indicators": Shape.ROWS,
    "resources": Shape.FACTS,
    "partners": Shape.LINES,
}
CELLS: Mapping[str, Mapping[str, tuple[Cell, Lazy]]] = {
    "stages": {
        "name": (Cell.TEXT, lazy("Stage")),
        "months": (Cell.NUMBER, lazy("Months")),
        "deliverable": (Cell.TEXT, lazy("What is there at the end")),
    },
    "risks": {
        "risk": (Cell.TEXT, lazy("Risk")),
        "probability": (Cell.LEVEL, lazy("Probability")),
        "impact": (Cell.LEVEL, lazy("Impact")),
        "mitigation": (Cell.TEXT, lazy("What helps against it")),
    },
    "indicators": {
        "name": (Cell.TEXT, lazy("Indicator")),
        "baseline": (Cell.NUMBER, lazy("Now")),
        "target": (Cell.NUMBER, lazy("Target")),
        "unit": (Cell.TEXT, lazy("Unit")),
        "due": (Cell.DAY, lazy("By when")),
    },
    "resources": {
        "people": (Cell.TEXT, lazy("People needed")),
        "budget": (Cell.NUMBER, lazy("Budget")),
        "currency": (Cell.TEXT, lazy("Currency")),
        "infrastructure": (Cell.TEXT, lazy("Infrastructure")),
    },
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section as a call asks for it. most_words: none means no limit."""

    key: str
    most_words: int | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a window sends: the parts it shows with what stands in them now, and the mark each had when it was shown."""

    values: Mapping[str, Any]
    seen: Mapping[str, str]
    window: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something that stands in the way of submitting. words: how many there are; most: how many may be."""

    part: str
    words: int = 0
    most: int | None = None


def shape_of(part: str) -> Shape:
    """Say how a part is written; whatever has no shape of its own is a text."""
    return SHAPES.get(part, Shape.TEXT)


def sections_of(call: Call | None) -> list[Section]:
    """Return the sections that a call asks for, in its order; without a call, all usual ones."""
    asked = {str(one["key"]): one for one in (call.sections if call else ())}
    return [
        Section(key, _whole(asked.get(key, {}).get("words")), bool(asked.get(key, {}).get("required")))
        for key in section_titles(call)
    ]


def usual_sections() -> list[Section]:
    """Return the sections that a new call begins with."""
    limits = {"problem": 200, "innovation": 300, "core": 150, "adaptable": 150, "evidence": 300}
    needed = {"problem", "innovation", "target_group", "core"}
    return [Section(key, limits.get(key), key in needed) for key in SECTIONS]


def value_of(model: ScalingModel, part: str, group_number: int | None = None) -> Any:
    """Return what stands in a part. group_number: the number of the group wished for, which only the database knows."""
    if part == "title":
        return model.title.words(model.lang, model.lang)
    if part == "abstract":
        return model.abstract.words(model.lang, model.lang)
    if part == "wish":
        return group_number
    return model.content.get(part)


def bare(value: Any) -> Any:
    """Reduce a part to what matters: no empty cells, rows or lines, one kind of line end, numbers as numbers."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        kept = {str(name): bare(cell) for name, cell in value.items()}
        return {name: cell for name, cell in sorted(kept.items()) if not is_empty(cell)}
    if isinstance(value, list | tuple):
        return [row for row in (bare(row) for row in value) if not is_empty(row)]
    if isinstance(value, float | Decimal) and value == int(value):
        return int(value)
    return float(value) if isinstance(value, Decimal) else value


def is_empty(value: Any) -> bool:
    """Tell whether there is nothing in a part; a nought is something."""
    return value is None or (not isinstance(value, int | float) and not value)


def mark_of(value: Any) -> str:
    """Return the mark of what stands in a part; equal texts have equal marks, and nothing has its own."""
    reduced = bare(value)
    text = "" if is_empty(reduced) else json.dumps(reduced, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def count_words(value: Any) -> int:
    """Count the words of a part, over all its lines and cells."""
    if isinstance(value, Mapping):
        return sum(count_words(cell) for cell in value.values())
    if isinstance(value, list | tuple):
        return sum(count_words(row) for row in value)
    return len(WORD.findall(value)) if isinstance(value, str) else 0


def lacking(model: ScalingModel, sections: Iterable[Section]) -> list[Lacking]:
    """List what stands in the way of submitting: empty parts that are required, and parts with too many words."""
    found = [Lacking(part) for part in ("title", "abstract") if not value_of(model, part)]
    for section in sections:
        value = model.content.get(section.key)
        words = count_words(value)
        if section.is_required and is_empty(bare(value)):
            found.append(Lacking(section.key))
        elif section.most_words is not None and words > section.most_words:
            found.append(Lacking(section.key, words, section.most_words))
    return found


def is_stale(seen: str | None, stored: Any, typed: Any) -> bool:
    """Tell whether a window wrote over a text it has not seen, and wrote something else."""
    present = mark_of(stored)
    return seen is not None and present not in (seen, mark_of(typed))


def is_new(seen: str | None, stored: Any, typed: Any) -> bool:
    """Tell whether a window changed a part that stands as the window saw it."""
    return mark_of(typed) not in (seen, mark_of(stored))


def search_text(model: ScalingModel) -> str:
    """Return the folded text in which the catalogue looks for words."""
    words = [*model.title.values(), *model.abstract.values(), model.organisation_name, *_words(model.content)]
    return fold(" ".join(words))


def _words(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    if isinstance(content, Mapping):
        skipped = {"probability", "impact", "currency", "due"}
        return [word for key, value in content.items() if key not in skipped for word in _words(value)]
    return [word for value in content for word in _words(value)] if isinstance(content, list) else []


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) else None
