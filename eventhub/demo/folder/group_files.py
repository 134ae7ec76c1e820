"""Focus groups, what they recorded, and the resolution."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from eventhub.demo.folder.marks import (
    Filled,
    GroupRef,
    ModelRef,
    OneOf,
    OneToFive,
    Own,
    ParticipantRef,
    Positive,
    RecommendationRef,
    Ref,
    RoomRef,
    Whole,
    Words,
    fits,
)
from eventhub.demo.folder.rows import Row
from eventhub.outcomes.models import Decision, Recommendation, RecordState, ResolutionState, ThesisKind


@dataclass(frozen=True, kw_only=True)
class QuestionRow(Row):
    """A question of a group's guide."""

    n: Positive
    ru: str
    en: str


@dataclass(frozen=True, kw_only=True)
class GroupRow(Row):
    """`focus_groups.json`."""

    id: Annotated[str, Own("focus_groups")]
    number: Positive
    title_ru: str
    title_en: str
    short_title_ru: str
    short_title_en: str
    room_id: RoomRef | None
    capacity: Whole | None
    min_size: Whole
    facilitator_id: ParticipantRef
    secretary_id: ParticipantRef | None
    model_ids: list[ModelRef]
    guiding_questions: list[QuestionRow]


@dataclass(frozen=True, kw_only=True)
class FactorCategoryRow(Row):
    """`factor_categories.csv`."""

    key: Annotated[str, Own("factor_categories")]
    title_ru: str
    title_en: str


@dataclass(frozen=True, kw_only=True)
class PartRow(Row):
    """One part of a group's meeting, with those who were there."""

    starts_at: datetime | None
    ends_at: datetime | None
    present: list[ParticipantRef]


@dataclass(frozen=True, kw_only=True)
class FactorRow(Row):
    """A factor, with the figures that follow from its ratings."""

    id: Annotated[str, Own("factors")]
    text_ru: Words
    category: Annotated[str, Ref("factor_categories")]
    n: Whole
    importance_mean: Decimal | None
    importance_median: Decimal | None
    importance_q1: Decimal | None
    importance_q3: Decimal | None
    controllability_mean: Decimal | None
    rank: Positive | None


@dataclass(frozen=True, kw_only=True)
class AgreementRow(Row):
    """How far the raters of a group agree."""

    raters: Whole
    complete_raters: Whole
    items: Whole
    kendall_w: Decimal | None
    chi_square: Decimal | None
    df: int | None


@dataclass(frozen=True, kw_only=True)
class ThesisRow(Row):
    """A statement; its author is for the group's own record."""

    id: Annotated[str, Own("theses")]
    kind: ThesisKind
    text_ru: Words
    author_id: ParticipantRef | None


@dataclass(frozen=True, kw_only=True)
class QuoteRow(Row):
    """Somebody's words."""

    text_ru: Words
    author_id: ParticipantRef | None
    attribution_consent: bool


@dataclass(frozen=True, kw_only=True)
class RecommendationRow(Row):
    """A recommendation with its votes, and what follows from them."""

    id: Annotated[str, Own("recommendations")]
    text_ru: Words
    votes_for: Whole
    votes_against: Whole
    votes_abstained: Whole
    dots: Whole
    consensus: Annotated[str, OneOf(("consensus", "broad_agreement", "majority", "no_agreement"))]
    adopted: bool
    addressee_ru: Annotated[str, fits(Recommendation.addressee)]
    due: date | None


@dataclass(frozen=True, kw_only=True)
class ResultRow(Row):
    """`focus_group_results.json`."""

    group_id: Annotated[str, Ref("focus_groups"), Own("results")]
    status: RecordState
    facilitator_id: ParticipantRef
    secretary_id: ParticipantRef | None
    part1: PartRow
    part2: PartRow
    models_presented: list[ModelRef]
    roadmaps_discussed: list[Annotated[str, Ref("roadmaps")]]
    factors: list[FactorRow]
    agreement: AgreementRow
    theses: list[ThesisRow]
    quotes: list[QuoteRow]
    recommendations: list[RecommendationRow]
    dots_per_person: Whole
    signed_at: datetime | None
    version: Positive

    @property
    def parts(self) -> tuple[PartRow, PartRow]:
        """Both parts in their order."""
        return self.part1, self.part2


@dataclass(frozen=True, kw_only=True)
class RatingRow(Row):
    """`factor_ratings.csv`."""

    UNIQUE: ClassVar[tuple[str, ...]] = ("participant_id", "factor_id")

    group_id: GroupRef
    participant_id: ParticipantRef
    factor_id: Annotated[str, Ref("factors")]
    importance: OneToFive | None
    controllability: OneToFive | None


@dataclass(frozen=True, kw_only=True)
class VotesRow(Row):
    """The vote of the whole hall."""

    present: Whole
    votes_for: Whole
    votes_against: Whole
    votes_abstained: Whole


@dataclass(frozen=True, kw_only=True)
class DecisionRow(Row):
    """A decision of the resolution."""

    recommendation_id: RecommendationRef
    text_ru: Words
    addressee_ru: Annotated[str, fits(Decision.addressee)]
    due: date | None


@dataclass(frozen=True, kw_only=True)
class ResolutionRow(Row):
    """`resolution.json`."""

    event_id: Annotated[str, Filled(), Ref("event")]
    status: ResolutionState
    adopted_at: datetime | None
    votes: VotesRow
    preamble_ru: str
    noted_ru: list[Words]
    decisions: list[DecisionRow]
    disagreements_ru: list[Words]
