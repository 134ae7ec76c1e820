"""A review as its reviewer sees it: criteria with their marks, what is missing, the weighted score so far."""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import _, language
from eventhub.scaling_models.forms import ReviewForm
from eventhub.scaling_models.pages.wording import said
from eventhub.scaling_models.rules import weighted


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with its marks: the field's name, the title as markup and as plain words, what is chosen."""

    name: str
    title: Markup
    words: str
    share: str
    marks: range
    chosen: int | None
    error: str


def criterion_rows(form: ReviewForm, event: Event) -> list[CriterionRow]:
    """Lay out the criteria, each with its weight and the mark chosen so far."""
    main = event.main_language
    return [
        CriterionRow(
            name=f"score-{one.uid}",
            title=said(one.title, main),
            words=one.title.words(language(), main),
            share=_("weight %(share)s", share=formats.percent(Decimal(one.weight))),
            marks=range(one.lowest, one.highest + 1),
            chosen=form.scores.get(one.id),
            error=form.score_errors.get(one.id, ""),
        )
        for one in form.criteria
    ]


def faults(form: ReviewForm, event: Event) -> list[tuple[str, str]]:
    """List everything that is to be put right, each with the place to go to."""
    found = [("", str(words)) for words in form.form_errors]
    found += [
        (f"score-{one.uid}", f"{one.title.words(language(), event.main_language)}: {form.score_errors[one.id]}")
        for one in form.criteria
        if one.id in form.score_errors
    ]
    return found + [(field.id, f"{field.label.text}: {field.errors[0]}") for field in form if field.errors]


def weighted_words(form: ReviewForm) -> str:
    """Say what the scores make together; nothing until all are given."""
    total = weighted(form.scores, {one.id: Decimal(one.weight) for one in form.criteria})
    return formats.number(total, 2) if total is not None else ""
