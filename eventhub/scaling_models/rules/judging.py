"""Who may not review what, and what criteria must be like."""

import enum
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.texts import Texts

MOST_CRITERIA = 12
LOWEST_MARK, HIGHEST_MARK = 0, 10
MOST_COMMENT = 8000
CONFIDENCE = range(1, 6)


class Conflict(enum.StrEnum):
    """Why somebody may not review a model."""

    ORGANISATION = "organisation"
    AUTHOR = "author"
    MUNICIPALITY = "municipality"


CONFLICT_WORDS: Mapping[Conflict, Lazy] = {
    Conflict.ORGANISATION: lazy("works where the model comes from"),
    Conflict.AUTHOR: lazy("is one of the authors"),
    Conflict.MUNICIPALITY: lazy("is a municipal expert of the municipality the model comes from"),
}


class ConflictOfInterest(Refusal):
    """Nobody reviews the own case."""

    words = lazy("%(name)s cannot review this model: %(why)s. Choose another reviewer.")


class ReviewIsAnswered(Refusal):
    """What was handed in counts."""

    words = lazy("This review has been handed in, so it stays.")


class CriteriaAreFixed(Refusal):
    """A score means what it meant when it was given."""

    words = lazy(
        "Reviewers have begun to score, so weights, scales and the number of criteria stay as they are. "
        "Titles can still be corrected."
    )


class WeightsDoNotSum(Refusal):
    """A weighted mean needs whole weight."""

    words = lazy("The weights sum to %(sum)s; they must sum to 1. Change one of them.")


class ScaleIsEmpty(Refusal):
    """From the lowest to the highest mark there must be a way."""

    words = lazy("The highest mark of a scale must be above the lowest.")


class ThresholdsInOrder(Refusal):
    """Accepting asks for more than revising."""

    words = lazy("The mean for accepting must not be lower than the mean for a revision.")


@dataclass(frozen=True, slots=True)
class Expert:
    """What of a reviewer matters for conflicts. person_keys: the folded name and mailbox, and the person's key."""

    person_keys: frozenset[str]
    organisation_key: str = ""
    municipality_id: int | None = None
    is_municipal: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a model comes from: keys of its authors as for experts, organisations folded, municipalities."""

    author_keys: frozenset[str]
    organisation_keys: frozenset[str]
    municipality_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class CriterionDetails:
    """A criterion as an organiser describes it; no code means a new one."""

    title: Texts
    weight: Decimal
    lowest: int = 1
    highest: int = 5
    code: str = ""


def person_keys(person_id: int, name_key: str | None, email_key: str | None) -> frozenset[str]:
    """Return what one person is known by: two records with the same name or mailbox count as the same person."""
    known = {f"person:{person_id}", f"name:{name_key}" if name_key else "", f"mailbox:{email_key}" if email_key else ""}
    return frozenset(known - {""})


def conflict(expert: Expert, origin: Origin) -> Conflict | None:
    """Find why an expert may not review (domain 2.3): the own model, the own organisation; the own municipality for
    people of municipal bodies and schools alone.
    """
    if expert.person_keys & origin.author_keys:
        return Conflict.AUTHOR
    if expert.organisation_key and expert.organisation_key in origin.organisation_keys:
        return Conflict.ORGANISATION
    if expert.is_municipal and expert.municipality_id in origin.municipality_ids:
        return Conflict.MUNICIPALITY
    return None


def criteria_are_right(criteria: Sequence[CriterionDetails]) -> None:
    """Ask whether weights sum to 1 and scales have room. No criteria at all is in order. Raises a refusal."""
    if not criteria:
        return
    total = sum((one.weight for one in criteria), Decimal(0))
    if total != 1:
        raise WeightsDoNotSum(sum=f"{total.normalize():f}")
    if any(one.highest <= one.lowest for one in criteria):
        raise ScaleIsEmpty


def thresholds_are_in_order(accept_from: Decimal | None, revise_from: Decimal | None) -> None:
    """Ask whether accepting asks for at least as much as revising. Raises ThresholdsInOrder."""
    if accept_from is not None and revise_from is not None and accept_from < revise_from:
        raise ThresholdsInOrder


def criteria_may_change(
    before: Collection[tuple[str, Decimal, int, int]],
    after: Collection[tuple[str, Decimal, int, int]],
    *,
    are_scored: bool,
) -> None:
    """Ask whether criteria may become these. Each is (code, weight, lowest, highest). Raises CriteriaAreFixed."""
    if are_scored and set(before) != set(after):
        raise CriteriaAreFixed
