"""A model as a window shows it: every part with what stands in it, its mark, and what is wrong with it.

The parts are as many as the call asks for, so they are read from what was sent. A part that cannot be read stays as
typed on the page and is not saved; all others are.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _
from eventhub.ground.plain_text import one_line, plain
from eventhub.scaling_models.forms.typed import decimal_of, whole_of
from eventhub.scaling_models.models import ScalingModel
from eventhub.scaling_models.queries.authoring import group_number
from eventhub.scaling_models.rules import LEVELS
from eventhub.scaling_models.rules.writing import (
    CELLS,
    HEAD,
    MOST_ABSTRACT,
    MOST_CELL,
    MOST_PART,
    MOST_ROWS,
    MOST_TITLE,
    Cell,
    Draft,
    Section,
    Shape,
    mark_of,
    shape_of,
    value_of,
)

BLANK_ROWS = 2
LIMITS = {"title": MOST_TITLE, "abstract": MOST_ABSTRACT}
LONGEST_WINDOW = 36
SITES = range(100_001)


@dataclass(slots=True)
class Part:
    """One part: its text as shown or typed, its rows of cells where it is a table, the mark it had when shown."""

    key: str
    shape: Shape
    text: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)
    seen: str = ""
    error: str = ""
    most_words: int | None = None
    is_required: bool = False


class DraftForm(Form):
    """All parts of a model; what was sent stays as typed, whatever becomes of it."""

    def __init__(
        self,
        model: ScalingModel,
        sections: Sequence[Section],
        groups: Sequence[FocusGroup],
        given: Mapping[str, str],
    ) -> None:
        super().__init__()
        self.groups = groups
        self.window = given.get("window", "")[:LONGEST_WINDOW] or uuid.uuid4().hex
        wished = group_number(model.wished_group_id, groups)
        asked = [*(Section(key) for key in HEAD if key != "wish" or groups), *sections]
        self.parts = [
            _sent(one, given) if _is_sent(one.key, given) else shown(one, value_of(model, one.key, wished))
            for one in asked
        ]

    def draft(self) -> Draft:
        """Return what was typed, part by part; those that cannot be read get an error and are left out."""
        values: dict[str, Any] = {}
        for part in self.parts:
            try:
                values[part.key] = self._value(part)
            except ValueError as fault:
                part.error = str(fault)
        return Draft(values, {part.key: part.seen for part in self.parts if part.seen}, self.window)

    def part(self, key: str) -> Part | None:
        """Find a part."""
        return next((part for part in self.parts if part.key == key), None)

    def _value(self, part: Part) -> Any:
        if part.shape in {Shape.ROWS, Shape.FACTS}:
            rows = [row for row in (_row(part.key, given) for given in part.rows) if row]
            return rows if part.shape is Shape.ROWS else (rows[0] if rows else None)
        _fits(part.text, LIMITS.get(part.key, MOST_PART))
        if part.shape is Shape.LINES:
            return [one_line(line) for line in plain(part.text).splitlines() if one_line(line)]
        if part.shape is Shape.NUMBER:
            return _number_of_sites(part.text)
        if part.shape is Shape.CHOICE:
            return whole_of(part.text, range(1, 10_000)) if part.text else None
        return one_line(part.text) if part.shape is Shape.LINE else plain(part.text)


def shown(section: Section, value: Any) -> Part:
    """Lay out what stands in a part."""
    part = Part(section.key, shape_of(section.key), seen=mark_of(value))
    part.most_words, part.is_required = section.most_words, section.is_required
    if part.shape is Shape.ROWS:
        rows = [_cells(section.key, row) for row in (value or [])]
        part.rows = [*rows, *(_cells(section.key, {}) for _blank in range(BLANK_ROWS))][: max(MOST_ROWS, len(rows))]
    elif part.shape is Shape.FACTS:
        part.rows = [_cells(section.key, value or {})]
    elif part.shape is Shape.LINES:
        part.text = "\n".join(str(line) for line in value or [])
    else:
        part.text = "" if value is None else str(value)
    return part


def _cells(key: str, row: Any) -> dict[str, str]:
    known: Mapping[str, Any] = row if isinstance(row, Mapping) else {next(iter(CELLS[key])): row}
    return {name: "" if known.get(name) is None else str(known[name]) for name in CELLS[key]}


def _is_sent(key: str, given: Mapping[str, str]) -> bool:
    return f"seen-{key}" in given


def _sent(section: Section, given: Mapping[str, str]) -> Part:
    part = Part(section.key, shape_of(section.key), seen=given.get(f"seen-{section.key}", ""))
    part.most_words, part.is_required = section.most_words, section.is_required
    if part.shape in {Shape.ROWS, Shape.FACTS}:
        names = list(CELLS[section.key])
        numbers = [number for number in range(MOST_ROWS * 2) if f"{section.key}-{number}-{names[0]}" in given]
        part.rows = [{name: given.get(f"{section.key}-{number}-{name}", "") for name in names} for number in numbers]
    else:
        part.text = given.get(section.key, "")
    return part


def _row(key: str, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Read a row of cells; a row without anything in it is none."""
    if not any(typed.strip() for typed in given.values()):
        return None
    return {name: _cell(kind, given.get(name, "").strip()) for name, (kind, _words) in CELLS[key].items()}


def _cell(kind: Cell, typed: str) -> Any:
    if not typed:
        return None if kind in {Cell.NUMBER, Cell.DAY} else ""
    if kind is Cell.NUMBER:
        number = decimal_of(typed)
        if number is None:
            raise ValueError(_("“%(typed)s” is not a number. Write it like 12 or 1.5.", typed=typed[:40]))
        return int(number) if number == number.to_integral_value() else float(number)
    if kind is Cell.DAY:
        return _day(typed)
    _fits(typed, MOST_CELL)
    return typed if kind is Cell.LEVEL and typed in LEVELS else one_line(typed)


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise ValueError(_("“%(typed)s” is not a day. Write it like 2027-08-20.", typed=typed[:40])) from None


def _number_of_sites(typed: str) -> int | None:
    if not typed.strip():
        return None
    number = whole_of(typed, SITES)
    if number is None:
        raise ValueError(_("Write a whole number, or leave it empty."))
    return number


def _fits(typed: str, most: int) -> None:
    if len(typed) > most:
        raise ValueError(
            _(
                "At most %(most)s characters fit here; there are %(count)s. Please shorten it.",
                most=most,
                count=len(typed),
            )
        )
