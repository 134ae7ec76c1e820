"""What a record lacks: what has to be put right before it is signed, and what is only good to know."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventhub.ground.i18n import Lazy, lazy, lazy_plural
from eventhub.outcomes.rules.recording import NotReadyToSign, Step


class Lack(enum.StrEnum):
    """What is missing or wrong in a record."""

    NOBODY_THERE = "nobody_there"
    TWO_TEXTS = "two_texts"
    WITHOUT_WORDS = "without_words"
    VOTES_WRONG = "votes_wrong"
    DOTS_WRONG = "dots_wrong"
    NOT_VOTED = "not_voted"
    NO_ADDRESSEE = "no_addressee"
    NO_DATE = "no_date"
    NO_FACTORS = "no_factors"
    NOT_RATED = "not_rated"
    NOTHING_SAID = "nothing_said"
    NO_RECOMMENDATIONS = "no_recommendations"


LACK_WORDS: Mapping[Lack, tuple[Lazy, Step]] = {
    Lack.NOBODY_THERE: (lazy("Nobody is ticked as present in the last part."), Step.ATTENDANCE),
    Lack.TWO_TEXTS: (
        lazy_plural(
            "%(count)s entry was changed at two places: choose the text that holds.",
            "%(count)s entries were changed at two places: choose the texts that hold.",
        ),
        Step.THESES,
    ),
    Lack.WITHOUT_WORDS: (
        lazy_plural(
            "%(count)s entry has no words: write them or remove the entry.",
            "%(count)s entries have no words: write them or remove the entries.",
        ),
        Step.THESES,
    ),
    Lack.VOTES_WRONG: (
        lazy_plural(
            "The votes on %(count)s recommendation do not add up to the people in the room.",
            "The votes on %(count)s recommendations do not add up to the people in the room.",
        ),
        Step.VOTES,
    ),
    Lack.DOTS_WRONG: (lazy("The dots do not add up: every person has the same number of them."), Step.DOTS),
    Lack.NOT_VOTED: (
        lazy_plural("%(count)s recommendation was not voted on.", "%(count)s recommendations were not voted on."),
        Step.VOTES,
    ),
    Lack.NO_ADDRESSEE: (
        lazy_plural(
            "%(count)s recommendation is addressed to nobody.", "%(count)s recommendations are addressed to nobody."
        ),
        Step.RECOMMENDATIONS,
    ),
    Lack.NO_DATE: (
        lazy_plural("%(count)s recommendation has no date.", "%(count)s recommendations have no date."),
        Step.RECOMMENDATIONS,
    ),
    Lack.NO_FACTORS: (lazy("No factor is written down."), Step.FACTORS),
    Lack.NOT_RATED: (
        lazy_plural("%(count)s factor is not rated.", "%(count)s factors are not rated."),
        Step.RATINGS,
    ),
    Lack.NOTHING_SAID: (lazy("No thesis is written down."), Step.THESES),
    Lack.NO_RECOMMENDATIONS: (lazy("No recommendation is written down."), Step.RECOMMENDATIONS),
}
FORBIDS_SIGNING = frozenset({Lack.NOBODY_THERE, Lack.TWO_TEXTS, Lack.WITHOUT_WORDS, Lack.VOTES_WRONG, Lack.DOTS_WRONG})


@dataclass(frozen=True, slots=True)
class Noted:
    """What signing asks of one entry, whatever it is."""

    step: Step
    has_words: bool
    has_two_texts: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """What signing asks of one recommendation. votes: for, against, abstained, or nothing."""

    addressee: str
    has_date: bool
    votes: tuple[int, int, int] | None
    dots: int | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A record as signing sees it. present: in the last part, the base of votes and dots."""

    present: int
    dots_per_person: int
    noted: Sequence[Noted]
    factors_count: int
    unrated_count: int
    theses_count: int
    proposed: Sequence[Proposed]


@dataclass(frozen=True, slots=True)
class Missing:
    """One kind of thing that is missing, how often, and the step where it is put right."""

    lack: Lack
    count: int
    step: Step

    @property
    def forbids_signing(self) -> bool:
        """Whether the record cannot be signed like this."""
        return self.lack in FORBIDS_SIGNING


def missing(whole: Whole) -> list[Missing]:
    """List what is missing, first what forbids signing."""
    found = [Missing(lack, count, step or LACK_WORDS[lack][1]) for lack, count, step in _lacks(whole) if count]
    return sorted(found, key=lambda one: not one.forbids_signing)


def may_sign(whole: Whole) -> None:
    """Ask whether a record may be signed. Raises NotReadyToSign."""
    if any(one.forbids_signing for one in missing(whole)):
        raise NotReadyToSign


def _lacks(whole: Whole) -> Iterator[tuple[Lack, int, Step | None]]:
    yield Lack.NOBODY_THERE, not whole.present, None
    for step in Step:
        here = [noted for noted in whole.noted if noted.step is step]
        yield Lack.TWO_TEXTS, sum(noted.has_two_texts for noted in here), step
        yield Lack.WITHOUT_WORDS, sum(not noted.has_words for noted in here), step
    voted = [proposed.votes for proposed in whole.proposed if proposed.votes is not None]
    yield Lack.VOTES_WRONG, sum(sum(votes) != whole.present for votes in voted), None
    yield Lack.DOTS_WRONG, _dots_are_wrong(whole), None
    yield Lack.NOT_VOTED, len(whole.proposed) - len(voted), None
    yield Lack.NO_ADDRESSEE, sum(not proposed.addressee.strip() for proposed in whole.proposed), None
    yield Lack.NO_DATE, sum(not proposed.has_date for proposed in whole.proposed), None
    yield Lack.NO_FACTORS, not whole.factors_count, None
    yield Lack.NOT_RATED, whole.unrated_count, None
    yield Lack.NOTHING_SAID, not whole.theses_count, None
    yield Lack.NO_RECOMMENDATIONS, not whole.proposed, None


def _dots_are_wrong(whole: Whole) -> bool:
    given = [proposed.dots for proposed in whole.proposed if proposed.dots is not None]
    return bool(given) and not dots_add_up(given, whole.dots_per_person, whole.present)


def dots_add_up(dots: Iterable[int], per_person: int, present: int) -> bool:
    """Say whether all dots of all people are placed."""
    return sum(dots) == per_person * present
