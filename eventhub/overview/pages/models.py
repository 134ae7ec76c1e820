"""A scaling model's page: its head, its sections, its profile, and what reviewers remarked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.drawings.bars import bar
from eventhub.ground.i18n import Lazy, _, lazy, ngettext
from eventhub.overview.pages.wording import names, said, written
from eventhub.people.models import Person
from eventhub.scaling_models.models import Criterion, Review, ScalingModel
from eventhub.scaling_models.pages.content import MARKS, Section, Table, sections
from eventhub.scaling_models.rules import ADVICE_WORDS, LEAST_REVIEWS, STATE_WORDS
from eventhub.scaling_models.rules.steps import WRITABLE

__all__ = ["ModelPage", "Section", "Table", "model_page", "profile", "profile_words", "remarks", "sections", "state"]


DONE: Mapping[str, Lazy] = {"submitted": lazy("Your model is submitted. A letter confirms it.")}
"""By the word with which the page of writing sends authors here."""


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


def edit_words(model: ScalingModel) -> str:
    """Say what the way to the page of writing is for."""
    return _("Write the model") if model.state in WRITABLE else _("Authors, files, versions")


def done_words(done: str | None) -> str:
    """Say what the author has just done."""
    return str(DONE.get(done or "", ""))


def remarks(reviews: Sequence[Review]) -> list[Remark]:
    """Write what reviewers remarked to the author."""
    return [
        Remark(written(review.comment, review.lang), str(ADVICE_WORDS[review.advice]) if review.advice else "")
        for review in reviews
        if review.comment or review.advice
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
