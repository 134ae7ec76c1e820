"""One model for the team: where it comes from, reviews with scores, who may be asked, what the means propose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.drawings.bars import bar
from eventhub.ground.i18n import _, ngettext
from eventhub.scaling_models.models import Call, Criterion, Review, Reviewer, ScalingModel
from eventhub.scaling_models.pages.wording import moment, said, written
from eventhub.scaling_models.queries import expert
from eventhub.scaling_models.rules import ADVICE_WORDS, STATE_WORDS, Standing, proposed_decision, standing, weighted
from eventhub.scaling_models.rules.judging import CONFLICT_WORDS, Origin, conflict


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review: by whom, what it gave by criterion, what it says. An unanswered one has no scores."""

    name: str
    answered: str
    weighted: str
    scores: list[tuple[Markup, Markup, str]]
    confidence: str
    advice: str
    comment: Markup
    to_organiser: Markup
    removal: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reviewer who may be asked, or why not."""

    key: str
    name: str
    why_not: str


def review_views(
    event: Event,
    model: ScalingModel,
    reviews: Sequence[Review],
    criteria: Sequence[Criterion],
    scores: Mapping[int, Mapping[int, int]],
    *,
    can_change: bool,
) -> list[ReviewView]:
    """Lay out the reviews of a model with their reviewers, for the team."""
    return [
        _review(
            event, model, one, criteria, scores.get(one.id, {}), one.reviewer.person.full_name, can_change=can_change
        )
        for one in reviews
    ]


def other_views(
    event: Event,
    own: Review,
    reviews: Sequence[Review],
    criteria: Sequence[Criterion],
    scores: Mapping[int, Mapping[int, int]],
) -> list[ReviewView]:
    """Lay out what the others answered, for a reviewer who has answered too: no names, nothing for the organiser."""
    others = [one for one in reviews if one.id != own.id and one.submitted_at is not None]
    views = []
    for number, one in enumerate(others, start=1):
        name = _("Another reviewer, %(number)s", number=number)
        view = _review(event, own.model, one, criteria, scores.get(one.id, {}), name, can_change=False)
        views.append(replace(view, to_organiser=Markup()))
    return views


def summed(
    model: ScalingModel,
    reviews: Sequence[Review],
    criteria: Sequence[Criterion],
    scores: Mapping[int, Mapping[int, int]],
) -> Standing:
    """Sum up the reviews of one model."""
    weights = {one.id: Decimal(one.weight) for one in criteria}
    answered = [weighted(scores.get(one.id, {}), weights) for one in reviews if one.submitted_at]
    return standing(model.id, len(reviews), [total for total in answered if total is not None])


def standing_words(found: Standing) -> str:
    """Say the mean and the spread in words."""
    if found.mean is None:
        return _("Nobody has answered yet.")
    return ngettext(
        "Mean %(mean)s of %(count)s review, spread %(spread)s.",
        "Mean %(mean)s of %(count)s reviews, spread %(spread)s.",
        found.reviews_answered,
        mean=formats.number(found.mean, 2),
        spread=formats.number(found.spread or 0, 2),
    )


def proposal_words(found: Standing, call: Call | None) -> str:
    """Say what the call's thresholds propose."""
    proposed = proposed_decision(found.mean, call) if call else None
    return _("By the thresholds of the call: %(decision)s.", decision=STATE_WORDS[proposed]) if proposed else ""


def candidates(reviewers: Sequence[Reviewer], asked: set[int], origin: Origin) -> list[Candidate]:
    """List who may be asked for a review, and of the others why not; no statement."""
    return [_candidate(one, asked, origin) for one in reviewers]


def _candidate(reviewer: Reviewer, asked: set[int], origin: Origin) -> Candidate:
    why = conflict(expert(reviewer), origin)
    words = _("has been asked") if reviewer.id in asked else str(CONFLICT_WORDS[why]) if why else ""
    return Candidate(reviewer.uid.hex, reviewer.person.full_name, words)


def _review(
    event: Event,
    model: ScalingModel,
    one: Review,
    criteria: Sequence[Criterion],
    given: Mapping[int, int],
    name: str,
    *,
    can_change: bool,
) -> ReviewView:
    total = weighted(given, {criterion.id: Decimal(criterion.weight) for criterion in criteria})
    is_answered = one.submitted_at is not None
    removal = url_for("scaling_models.unassign", slug=event.slug, uid=model.uid, review=one.uid)
    return ReviewView(
        name=name,
        answered=moment(one.submitted_at, event),
        weighted=formats.number(total, 2) if is_answered and total is not None else "",
        scores=[_score(criterion, given[criterion.id], event) for criterion in criteria if criterion.id in given]
        if is_answered
        else [],
        confidence=str(one.confidence or "") if is_answered else "",
        advice=str(ADVICE_WORDS[one.advice]) if is_answered and one.advice else "",
        comment=written(one.comment, one.lang) if is_answered else Markup(),
        to_organiser=written(one.comment_to_organiser, one.lang) if is_answered else Markup(),
        removal=removal if can_change and not is_answered else "",
    )


def _score(criterion: Criterion, score: int, event: Event) -> tuple[Markup, Markup, str]:
    return said(criterion.title, event.main_language), bar(float(score), criterion.highest), str(score)
