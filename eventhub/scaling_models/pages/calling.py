"""The call as its page shows it: sections and criteria with their words, and what a new call begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from eventhub.events.models import Event
from eventhub.events.rules import Window, window
from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, language, lazy, speaking
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.ground.texts import Texts
from eventhub.scaling_models.forms import CallForm
from eventhub.scaling_models.forms.calling import CriterionRow, SectionRow
from eventhub.scaling_models.models import Call
from eventhub.scaling_models.rules import SECTIONS, section_titles
from eventhub.scaling_models.rules.judging import CriterionDetails

USUAL: Sequence[tuple[Lazy, str]] = (
    (lazy("Relevance: the problem is real and shared"), "0.15"),
    (lazy("Evidence of results"), "0.20"),
    (lazy("Ease of transfer"), "0.25"),
    (lazy("Clear core, adaptable rest"), "0.15"),
    (lazy("Resources and risks"), "0.15"),
    (lazy("Measurable indicators"), "0.10"),
)
"""Criteria that a new call is offered; their weights sum to 1."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its title."""

    row: SectionRow
    title: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion with the names of its fields; titles: (name, lang, language, words)."""

    row: CriterionRow
    name: str
    titles: list[tuple[str, str, str, str]]
    label: str


def usual_criteria() -> list[CriterionDetails]:
    """Return what a new call begins with, in every language."""
    offered = []
    for words, weight in USUAL:
        said = {}
        for lang in languages():
            with speaking(lang):
                said[lang] = str(words)
        offered.append(CriterionDetails(Texts(said), Decimal(weight)))
    return offered


def section_views(form: CallForm, call: Call | None, event: Event) -> list[SectionView]:
    """Lay out the sections."""
    titles = {**SECTIONS, **section_titles(call)}
    return [SectionView(row, _words(titles.get(row.key, row.key), event)) for row in form.sections]


def criterion_views(form: CallForm) -> list[CriterionView]:
    """Lay out the criteria."""
    return [_criterion(number, row) for number, row in enumerate(form.criteria)]


def faults(form: CallForm) -> list[tuple[str, str]]:
    """List everything that is to be put right, each with the place to go to."""
    found = [("", str(words)) for words in form.form_errors]
    found += [(field.id, f"{field.label.text}: {field.errors[0]}") for field in form if field.errors]
    return found + form.row_errors


def stands(call: Call | None, event: Event, now: datetime) -> str:
    """Say in a line how the call stands."""
    if call is None:
        return _("There is no call yet. Choose the dates and save; authors find it on the event page.")
    words = {
        Window.BEFORE: _("Opens on %(moment)s.", moment=formats.moment(call.opens_at, event.zone)),
        Window.OPEN: _("Open until %(moment)s.", moment=formats.moment(call.closes_at, event.zone)),
        Window.AFTER: _("Closed since %(moment)s.", moment=formats.moment(call.closes_at, event.zone)),
    }
    return words[window(call.opens_at, call.closes_at, now)]


def _criterion(number: int, row: CriterionRow) -> CriterionView:
    name = f"criterion-{number}"
    titles = [(f"{name}-title-{lang}", lang, name_of(lang), row.title.get(lang, "")) for lang in languages()]
    return CriterionView(row, name, titles, _("Criterion %(number)s", number=number + 1))


def _words(title: Texts | Lazy | str, event: Event) -> str:
    return title.words(language(), event.main_language) if isinstance(title, Texts) else str(title)
