"""What a group left behind and what it means: figures of factors, agreement, consensus.

Ratings of different factors are never averaged, and nothing that could show one person's mark leaves this page.
"""

import enum
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.statistics import Agreement, Quartiles, Undefined, kendall_w, mean, quartiles
from eventhub.ground.texts import Spoken, Texts
from eventhub.outcomes.models import FollowUp, ThesisKind

LEAST_CELL = 3
"""Fewer people than this could be recognised, so their figures are not shown."""
MIDDLE = 3
BROAD = Fraction(3, 4)
HANDS = "hands:"
"""How the ballots of a show of hands begin; whether two of them are the same person's nobody knows."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What one person gave one factor, 1 to 5 each; nothing was left blank."""

    rater: str
    importance: int | None
    controllability: int | None


@dataclass(frozen=True, slots=True)
class FactorFigures:
    """The figures of one factor over the ratings that are not blank; means and quartiles are exact."""

    count: int
    importance: Fraction
    quartiles: Quartiles
    controllability: Fraction | None


class Quadrant(enum.StrEnum):
    """What a factor asks for, by importance and controllability."""

    ACT = "act"
    RAISE = "raise"
    QUICK_WIN = "quick_win"
    DROP = "drop"


class Consensus(enum.StrEnum):
    """How far a group agreed on a recommendation."""

    CONSENSUS = "consensus"
    BROAD_AGREEMENT = "broad_agreement"
    MAJORITY = "majority"
    NO_AGREEMENT = "no_agreement"


QUADRANT_WORDS: Mapping[Quadrant, Lazy] = {
    Quadrant.ACT: lazy("start here"),
    Quadrant.RAISE: lazy("raise to the region"),
    Quadrant.QUICK_WIN: lazy("quick win"),
    Quadrant.DROP: lazy("leave for now"),
}
CONSENSUS_WORDS: Mapping[Consensus, Lazy] = {
    Consensus.CONSENSUS: lazy("unanimous"),
    Consensus.BROAD_AGREEMENT: lazy("broad agreement"),
    Consensus.MAJORITY: lazy("by majority"),
    Consensus.NO_AGREEMENT: lazy("not adopted"),
}
STRENGTHS: Sequence[tuple[float, Lazy]] = (
    (0.9, lazy("The group agrees almost entirely on which factors matter")),
    (0.7, lazy("The group agrees strongly on which factors matter")),
    (0.5, lazy("The group clearly agrees on which factors matter")),
    (0.3, lazy("The group partly agrees on which factors matter")),
    (0.1, lazy("The group agrees little on which factors matter")),
    (0.0, lazy("The group does not agree on which factors matter")),
)
CHANCES: Sequence[tuple[float, Lazy]] = (
    (0.001, lazy("Chance alone practically never produces such agreement.")),
    (0.01, lazy("Chance alone would produce such agreement in fewer than one case in a hundred.")),
    (0.05, lazy("Chance alone would produce such agreement in fewer than one case in twenty.")),
    (1.0, lazy("So little agreement may be due to chance.")),
)
UNDEFINED_WORDS: Mapping[Undefined, Lazy] = {
    Undefined.TOO_FEW_RATERS: lazy("Agreement is not computed: fewer than three people rated every factor."),
    Undefined.TOO_FEW_ITEMS: lazy("Agreement is not computed: fewer than three factors were rated."),
    Undefined.ALL_EQUAL: lazy("Agreement cannot be computed: nobody told the factors apart."),
}


def figures(marks: Sequence[Marks]) -> FactorFigures | None:
    """Summarise the marks of one factor; nothing when fewer than three people rated it."""
    importances = [mark.importance for mark in marks if mark.importance is not None]
    controllabilities = [mark.controllability for mark in marks if mark.controllability is not None]
    if len(importances) < LEAST_CELL:
        return None
    return FactorFigures(
        count=len(importances),
        importance=mean(importances),
        quartiles=quartiles(importances),
        controllability=mean(controllabilities) if len(controllabilities) >= LEAST_CELL else None,
    )


def ranks(importances: Sequence[Fraction | None]) -> list[int | None]:
    """Rank factors by exact mean importance, 1 the most important; equal means keep their order, so no rank repeats."""
    known = sorted(
        (place for place, mean in enumerate(importances) if mean is not None),
        key=lambda place: (-(importances[place] or 0), place),
    )
    rank_of = {place: rank for rank, place in enumerate(known, start=1)}
    return [rank_of.get(place) for place in range(len(importances))]


def most_divided(figures: Sequence[FactorFigures | None]) -> int | None:
    """Return the place of the factor people disagree on most: the widest middle half. Nothing when all agree."""
    widths = [found.quartiles.upper - found.quartiles.lower if found else Fraction() for found in figures]
    widest = max(range(len(widths)), key=lambda place: widths[place], default=None)
    return widest if widest is not None and widths[widest] else None


def quadrant(figures: FactorFigures) -> Quadrant | None:
    """Place a factor on the map; the middle of the scale counts as important and as controllable."""
    if figures.controllability is None:
        return None
    if figures.importance >= MIDDLE:
        return Quadrant.ACT if figures.controllability >= MIDDLE else Quadrant.RAISE
    return Quadrant.QUICK_WIN if figures.controllability >= MIDDLE else Quadrant.DROP


@dataclass(frozen=True, slots=True)
class GroupAgreement:
    """How far a group agrees on what matters: how many rated at all, how many rated everything, and the measure."""

    raters: int
    complete_raters: int
    items: int
    measure: Agreement | Undefined


def agreement(marks_of_factors: Sequence[Sequence[Marks]]) -> GroupAgreement:
    """Measure how far raters agree on the importance of factors; whoever left one blank is counted and left out.

    Ballots of a show of hands say nothing here: they belong to one factor each.
    """
    rows: dict[str, list[int | None]] = {}
    for place, marks in enumerate(marks_of_factors):
        for mark in (mark for mark in marks if not mark.rater.startswith(HANDS)):
            rows.setdefault(mark.rater, [None] * len(marks_of_factors))[place] = mark.importance
    given = [row for row in rows.values() if any(importance is not None for importance in row)]
    complete = [[mark for mark in row if mark is not None] for row in given]
    whole = [row for row in complete if len(row) == len(marks_of_factors)]
    return GroupAgreement(len(given), len(whole), len(marks_of_factors), kendall_w(whole))


def agreement_words(agreement: GroupAgreement) -> str:
    """Say how strong the agreement is, or why it is not computed; the usual steps .1 .3 .5 .7 .9 (Schmidt 1997)."""
    measure = agreement.measure
    if isinstance(measure, Undefined):
        return str(UNDEFINED_WORDS[measure])
    return str(next((words for least, words in STRENGTHS if measure.w >= least), STRENGTHS[-1][1]))


def chance_words(agreement: GroupAgreement) -> str:
    """Say how likely chance alone would produce such agreement; nothing where there is no measure."""
    measure = agreement.measure
    if isinstance(measure, Undefined):
        return ""
    return str(next((words for below, words in CHANCES if measure.p < below), CHANCES[-1][1]))


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes on one thing; everybody present is one of the three."""

    in_favour: int
    against: int
    abstained: int

    @property
    def present(self) -> int:
        """How many could vote."""
        return self.in_favour + self.against + self.abstained


def consensus(votes: Votes) -> Consensus:
    """Say how far a group agreed: nobody against or abstaining, at least 75 %, more than half, or less (a tie too)."""
    if votes.in_favour and votes.in_favour == votes.present:
        return Consensus.CONSENSUS
    if votes.in_favour and Fraction(votes.in_favour, votes.present) >= BROAD:
        return Consensus.BROAD_AGREEMENT
    return Consensus.MAJORITY if is_adopted(votes) else Consensus.NO_AGREEMENT


def is_adopted(votes: Votes) -> bool:
    """Tell whether more than half of those present were in favour; a tie is not."""
    return 2 * votes.in_favour > votes.present


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whose name may stand in a text if consents allow it."""

    person_id: int
    name: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class RatedFactor:
    """A factor with its figures; neither figures nor rank when fewer than three people rated it."""

    uid: uuid.UUID
    said: Spoken
    category: str
    figures: FactorFigures | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A thesis, idea, risk or disagreement of a group, without its author."""

    kind: ThesisKind
    said: Spoken


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one person; the speaker is there only with attribution consent."""

    said: Spoken
    speaker: Named | None


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation with its votes and dots."""

    id: int
    uid: uuid.UUID
    said: Spoken
    addressee: str
    due_on: date | None
    votes: Votes | None
    dots: int | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What one group left behind. present: in its last part, the base of its votes; took_part: in any part."""

    id: int
    number: int
    title: Texts
    short_title: Texts
    room: Texts
    facilitator: Named | None
    present: int
    took_part: int
    is_signed: bool
    dots_per_person: int
    questions: tuple[Texts, ...] = ()
    factors: tuple[RatedFactor, ...] = ()
    agreement: GroupAgreement | None = None
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    recommendations: tuple[Recommended, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the resolution and the recommendations merged into it."""

    uid: uuid.UUID
    said: Spoken
    addressee: str
    due_on: date | None
    state: FollowUp
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The adopted resolution; votes only when they were counted."""

    adopted_at: datetime | None
    votes: Votes | None
    lang: str
    preamble: str
    noted: tuple[str, ...]
    decisions: tuple[Decided, ...]
    disagreements: tuple[str, ...] = ()
