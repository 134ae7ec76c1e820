"""What a model says, ready for a page: its sections as paragraphs, points, facts and tables; the mark of its state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_symbol
from markupsafe import Markup

from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, language, ngettext
from eventhub.ground.i18n.speech import locale
from eventhub.ground.texts import Texts
from eventhub.scaling_models.models import Call, ModelState, ScalingModel
from eventhub.scaling_models.pages.wording import said, written
from eventhub.scaling_models.rules import LEVELS, section_titles

Rows = Sequence[Mapping[str, Any]]
TABLES = ("stages", "risks", "indicators")
MARKS: Mapping[ModelState, tuple[str, str]] = {
    ModelState.ACCEPTED: ("good", "check"),
    ModelState.POSTER: ("good", "check"),
    ModelState.REVISE: ("warn", "undo"),
    ModelState.DECLINED: ("bad", "close"),
    ModelState.IN_REVIEW: ("info", "clock"),
    ModelState.SUBMITTED: ("info", "mail"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of a section; the first cell of a row names it, numbers stand at the right."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[Markup, ...]]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """One section: exactly one of paragraphs, points, facts and table holds what it says."""

    key: str
    title: Markup
    paragraphs: Sequence[Markup] = ()
    points: Sequence[Markup] = ()
    facts: Sequence[tuple[str, Markup]] = ()
    table: Table | None = None


def sections(model: ScalingModel, call: Call | None, main: str) -> list[Section]:
    """Write the sections there is something in, in the order the call asks for them."""
    return [
        section
        for key, title in section_titles(call).items()
        if (section := _section(key, _title(title, main), model.content.get(key), model.lang)) is not None
    ]


def _title(title: Texts | Lazy, main: str) -> Markup:
    return said(title, main) if isinstance(title, Texts) else Markup("{}").format(str(title))


def _section(key: str, title: Markup, value: Any, lang: str) -> Section | None:
    if not value:
        return None
    if key == "resources" and isinstance(value, Mapping):
        facts = _resources(value, lang)
        return Section(key, title, facts=facts) if facts else None
    if key in TABLES and _is_rows(value):
        return Section(key, title, table=_TABLE_OF[key](value, lang))
    if isinstance(value, list):
        return Section(key, title, points=[written(_line(point), lang) for point in value])
    paragraphs = [line for line in str(value).splitlines() if line.strip()]
    return Section(key, title, paragraphs=[written(line, lang) for line in paragraphs]) if paragraphs else None


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _line(point: Any) -> str:
    parts = point.values() if isinstance(point, Mapping) else [point]
    return ", ".join(str(part) for part in parts if part not in (None, ""))


def _resources(value: Mapping[str, Any], lang: str) -> list[tuple[str, Markup]]:
    facts = [
        (_("People needed"), written(str(value.get("people") or ""), lang)),
        (_("Budget"), written(_money(value.get("budget"), value.get("currency")), lang)),
        (_("Infrastructure"), written(str(value.get("infrastructure") or ""), lang)),
    ]
    return [(words, text) for words, text in facts if text]


def _stages(rows: Rows, lang: str) -> Table:
    return Table(
        (_("Stage"), _("How long"), _("What is there at the end")),
        [(_text(row, "name", lang), _own(_months(row.get("months"))), _text(row, "deliverable", lang)) for row in rows],
    )


def _risks(rows: Rows, lang: str) -> Table:
    return Table(
        (_("Risk"), _("Probability"), _("Impact"), _("What helps against it")),
        [
            (
                _text(row, "risk", lang),
                _level(row, "probability"),
                _level(row, "impact"),
                _text(row, "mitigation", lang),
            )
            for row in rows
        ],
    )


def _indicators(rows: Rows, lang: str) -> Table:
    return Table(
        (_("Indicator"), _("Now"), _("Target"), _("Unit"), _("By when")),
        [
            (
                _text(row, "name", lang),
                _own(_figure(row.get("baseline")) or _("not known")),
                _own(_figure(row.get("target"))),
                _text(row, "unit", lang),
                _own(_day(row.get("due"))),
            )
            for row in rows
        ],
        numbers=frozenset({1, 2}),
    )


_TABLE_OF: Mapping[str, Callable[[Rows, str], Table]] = {"stages": _stages, "risks": _risks, "indicators": _indicators}


def _text(row: Mapping[str, Any], key: str, lang: str) -> Markup:
    return written(str(row.get(key) or ""), lang)


def _level(row: Mapping[str, Any], key: str) -> Markup:
    given = str(row.get(key) or "")
    return _own(str(LEVELS.get(given, given)))


def _own(words: str) -> Markup:
    return written(words, language())


def _months(value: Any) -> str:
    if value in (None, ""):
        return ""
    months = Decimal(str(value))
    if months != months.to_integral_value():
        return _("%(number)s months", number=formats.number(months))
    return ngettext("%(count)s month", "%(count)s months", int(months))


def _figure(value: Any) -> str:
    return "" if value in (None, "") else formats.number(Decimal(str(value)))


def _money(value: Any, currency: Any) -> str:
    figure = _figure(value)
    return f"{figure}\u00a0{get_currency_symbol(str(currency), locale())}" if figure and currency else figure


def _day(value: Any) -> str:
    return formats.day(date.fromisoformat(str(value)[:10])) if value else ""
