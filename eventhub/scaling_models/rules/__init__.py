"""What may become of a submission, how reviews become a mean, and which words the sections have.

Means are exact: the weights are decimals, so 3.695 is not a little less than itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.texts import Texts
from eventhub.scaling_models.models import Advice, Call, ModelState, ScalingModel

HUNDREDTH = Decimal("0.01")

STEPS = {
    ModelState.DRAFT: {ModelState.SUBMITTED, ModelState.WITHDRAWN},
    ModelState.SUBMITTED: {ModelState.DRAFT, ModelState.IN_REVIEW, ModelState.WITHDRAWN},
    ModelState.IN_REVIEW: {
        ModelState.ACCEPTED,
        ModelState.REVISE,
        ModelState.POSTER,
        ModelState.DECLINED,
        ModelState.WITHDRAWN,
    },
    ModelState.REVISE: {ModelState.SUBMITTED, ModelState.ACCEPTED, ModelState.DECLINED, ModelState.WITHDRAWN},
    ModelState.ACCEPTED: {ModelState.WITHDRAWN},
    ModelState.POSTER: {ModelState.WITHDRAWN},
    ModelState.DECLINED: set(),
    ModelState.WITHDRAWN: set(),
}

DECIDED = frozenset({ModelState.ACCEPTED, ModelState.REVISE, ModelState.POSTER, ModelState.DECLINED})
UNDECIDED = frozenset({ModelState.SUBMITTED, ModelState.IN_REVIEW})
SUBMITTED = frozenset({ModelState.SUBMITTED, ModelState.IN_REVIEW, *DECIDED})
"""What counts as an answer to the call: drafts and withdrawn ones do not."""

SECTIONS: Mapping[str, Lazy] = {
    "problem": lazy("The problem"),
    "innovation": lazy("What is done differently"),
    "target_group": lazy("For whom"),
    "core": lazy("What must stay as it is"),
    "adaptable": lazy("What may be changed"),
    "stages": lazy("Stages"),
    "resources": lazy("Resources"),
    "conditions": lazy("Conditions"),
    "risks": lazy("Risks"),
    "indicators": lazy("Indicators"),
    "partners": lazy("Partners"),
    "evidence": lazy("Evidence"),
}
"""The sections of a model in the order of its page; keys of `ScalingModel.content`.

Most are texts. `stages` is a list of {name, months, deliverable}, `resources` is {people, budget, currency,
infrastructure}, `risks` a list of {risk, probability, impact, mitigation}, `indicators` a list of {name, baseline,
target, unit, due}, `partners` a list of texts; besides, `sites_now` is a number. A call that asks otherwise names its
own sections, in its own order, as {key, title}.
"""
LEVELS: Mapping[str, Lazy] = {"low": lazy("low"), "medium": lazy("medium"), "high": lazy("high")}
"""How probable a risk is, and how heavy."""
STATE_WORDS: Mapping[ModelState, Lazy] = {
    ModelState.DRAFT: lazy("Draft, not yet submitted"),
    ModelState.SUBMITTED: lazy("Submitted"),
    ModelState.IN_REVIEW: lazy("In review"),
    ModelState.ACCEPTED: lazy("Accepted"),
    ModelState.REVISE: lazy("To be revised"),
    ModelState.POSTER: lazy("Accepted as a poster"),
    ModelState.DECLINED: lazy("Not accepted"),
    ModelState.WITHDRAWN: lazy("Withdrawn"),
}
ADVICE_WORDS: Mapping[Advice, Lazy] = {
    Advice.ACCEPT: lazy("Recommends to accept"),
    Advice.REVISE: lazy("Recommends a revision"),
    Advice.POSTER: lazy("Recommends a poster"),
    Advice.DECLINE: lazy("Recommends not to accept"),
}
LEAST_REVIEWS = 2
"""Fewer reviews than this make no profile: their mean would be one reviewer's score."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a submission stands after review.

    mean: of the weighted scores, rounded half up to 0.01; none without a complete review. spread: the highest minus
    the lowest weighted score. rank: 1 is best, equal means share a rank; none without a mean.
    """

    model_id: int
    reviews_asked: int
    reviews_answered: int
    mean: Decimal | None = None
    spread: Decimal | None = None
    rank: int | None = None


def weighted(scores: Mapping[int, int], weights: Mapping[int, Decimal]) -> Decimal | None:
    """Weigh the scores of one review, by criterion. None while a criterion has no score, or without criteria."""
    if not weights or not weights.keys() <= scores.keys():
        return None
    return sum((scores[criterion] * weight for criterion, weight in weights.items()), Decimal(0))


def mean_of(values: Sequence[Decimal | int]) -> Decimal | None:
    """Return the mean, rounded half up to 0.01 as the demo data's rule has it; none of nothing."""
    if not values:
        return None
    return mean_from(sum((Decimal(value) for value in values), Decimal(0)), len(values))


def mean_from(total: Decimal | int, count: int) -> Decimal:
    """Return the mean of `count` values, at least one, rounded half up to 0.01."""
    return (Decimal(total) / count).quantize(HUNDREDTH, ROUND_HALF_UP)


def standing(model_id: int, asked: int, totals: Sequence[Decimal]) -> Standing:
    """Sum up the weighted scores of one submission; it has no rank yet."""
    return Standing(
        model_id,
        reviews_asked=asked,
        reviews_answered=len(totals),
        mean=mean_of(totals),
        spread=max(totals) - min(totals) if totals else None,
    )


def ranked(standings: Iterable[Standing]) -> list[Standing]:
    """Order by mean, the highest first, those without a review last; equal means keep their order and share a rank."""
    ordered = sorted(standings, key=lambda one: -(one.mean if one.mean is not None else Decimal(-1)))
    means = [one.mean for one in ordered]
    return [
        Standing(
            one.model_id,
            one.reviews_asked,
            one.reviews_answered,
            one.mean,
            one.spread,
            None if one.mean is None else means.index(one.mean) + 1,
        )
        for one in ordered
    ]


def proposed_decision(mean: Decimal | None, call: Call) -> ModelState | None:
    """Propose a decision from the mean by the call's two thresholds; none without a mean or without thresholds."""
    if mean is None or call.accept_from is None or call.revise_from is None:
        return None
    if mean >= call.accept_from:
        return ModelState.ACCEPTED
    return ModelState.REVISE if mean >= call.revise_from else ModelState.POSTER


def section_titles(call: Call | None) -> dict[str, Texts | Lazy]:
    """Return the titles of the sections by key: those the call asks for, else the usual ones."""
    asked = {str(section["key"]): Texts(section.get("title") or {}) for section in (call.sections if call else ())}
    return {key: title or SECTIONS.get(key, lazy("Further")) for key, title in asked.items()} or dict(SECTIONS)


def shows_reviews(model: ScalingModel) -> bool:
    """Tell whether the author may read the reviewers' remarks: after the decision, never before."""
    return model.state in DECIDED and model.decided_at is not None
