"""A scaling model's page: its head, its sections, its profile, and what reviewers remarked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_symbol
from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.drawings.bars import bar
from eventhub.ground.i18n import Lazy, _, language, ngettext
from eventhub.ground.i18n.speech import locale
from eventhub.ground.texts import Texts
from eventhub.overview.pages.wording import names, said, written
from eventhub.people.models import Person
from eventhub.scaling_models.models import Call, Criterion, ModelState, Review, ScalingModel
from eventhub.scaling_models.rules import ADVICE_WORDS, LEAST_REVIEWS, LEVELS, STATE_WORDS, section_titles

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


@dataclass(frozen=True, slots=True)
class ModelPage:
    """The head of a model's page; authors are those whom the reader may see."""

    title: Markup
    abstract: Markup
    authors: Markup
    organisation: Markup
    municipality: Markup
    group: Markup
    group_address: str
    sites: str
    lang: str


@dataclass(frozen=True, slots=True)
class StateMark:
    """The mark of a state, and since when it is so."""

    kind: str
    sign: str
    words: str
    moment: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What one reviewer wrote to the author, without the reviewer; words of a recommendation may be empty."""

    text: Markup
    advice: str


def model_page(event: Event, model: ScalingModel, authors: Sequence[Person]) -> ModelPage:
    """Write the head of a model's page."""
    main, group = event.main_language, model.focus_group
    sites = model.content.get("sites_now")
    return ModelPage(
        title=said(model.title, main),
        abstract=said(model.abstract, main),
        authors=names(authors, model.lang),
        organisation=written(model.organisation_name, model.lang),
        municipality=said(model.municipality.name, main) if model.municipality else Markup(),
        group=said(group.title, main) if group else Markup(),
        group_address=url_for("overview.group", slug=event.slug, number=group.number) if group else "",
        sites=ngettext("Works at %(count)s place now", "Works at %(count)s places now", sites)
        if isinstance(sites, int) and sites
        else "",
        lang=model.lang,
    )


def state(model: ScalingModel, event: Event) -> StateMark:
    """Write the state of a submission, and when it was decided or handed in."""
    kind, sign = MARKS.get(model.state, ("neutral", "info"))
    moment = model.decided_at or model.submitted_at
    return StateMark(kind, sign, str(STATE_WORDS[model.state]), formats.moment(moment, event.zone) if moment else "")


def remarks(reviews: Sequence[Review]) -> list[Remark]:
    """Write what reviewers remarked to the author."""
    return [
        Remark(written(review.comment, review.lang), str(ADVICE_WORDS[review.advice]) if review.advice else "")
        for review in reviews
        if review.comment or review.advice
    ]


def sections(model: ScalingModel, call: Call | None, main: str) -> list[Section]:
    """Write the sections there is something in, in the order the call asks for them."""
    return [
        section
        for key, title in section_titles(call).items()
        if (section := _section(key, _title(title, main), model.content.get(key), model.lang)) is not None
    ]


def profile(scores: Sequence[tuple[Criterion, Decimal, int]], main: str) -> list[tuple[Markup, Markup, str]]:
    """Draw the mean of each criterion; nothing where one reviewer could be recognised."""
    if not scores or min(count for _criterion, _mean, count in scores) < LEAST_REVIEWS:
        return []
    return [
        (said(criterion.title, main), bar(float(mean), criterion.highest), formats.number(mean, 2))
        for criterion, mean, _count in scores
    ]


def profile_words(scores: Sequence[tuple[Criterion, Decimal, int]]) -> str:
    """Say what the profile is made of."""
    if not scores:
        return ""
    criterion, _mean, count = scores[0]
    return ngettext(
        "Mean of %(count)s review, from %(lowest)s to %(highest)s.",
        "Means of %(count)s reviews, from %(lowest)s to %(highest)s.",
        count,
        lowest=criterion.lowest,
        highest=criterion.highest,
    )


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
