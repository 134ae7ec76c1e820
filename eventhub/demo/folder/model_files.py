"""Scaling models, criteria and reviews."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from eventhub.demo.folder.marks import (
    LARGEST_NUMBER,
    Between,
    GroupRef,
    ModelRef,
    MunicipalityRef,
    OneOf,
    OneToFive,
    Own,
    ParticipantRef,
    Ref,
    Whole,
    Words,
    fits,
)
from eventhub.demo.folder.rows import Row
from eventhub.scaling_models.models import Advice, ScalingModel

LOW_TO_HIGH = OneOf(("low", "medium", "high"))
DECISIONS = OneOf(("accepted", "revise", "poster"))
LARGEST_BUDGET = 10**13


@dataclass(frozen=True, kw_only=True)
class StageRow(Row):
    """A stage of spreading."""

    name: Words
    months: Annotated[Decimal, Between(0, 1200)] | None
    deliverable: str


@dataclass(frozen=True, kw_only=True)
class ResourcesRow(Row):
    """What it takes; the budget and its currency are stated together or not at all."""

    people: str
    budget: Annotated[Decimal, Between(0, LARGEST_BUDGET)] | None
    currency: str | None
    infrastructure: str


@dataclass(frozen=True, kw_only=True)
class RiskRow(Row):
    """What may go wrong."""

    risk: Words
    probability: Annotated[str, LOW_TO_HIGH]
    impact: Annotated[str, LOW_TO_HIGH]
    mitigation: str


@dataclass(frozen=True, kw_only=True)
class IndicatorRow(Row):
    """How success is measured."""

    name: Words
    baseline: Decimal | None
    target: Decimal | None
    unit: str
    due: date | None


@dataclass(frozen=True, kw_only=True)
class ModelRow(Row):
    """`scaling_models.json`."""

    id: Annotated[str, Own("scaling_models")]
    group_id: GroupRef | None
    municipality_id: MunicipalityRef
    organisation_ru: Annotated[str, fits(ScalingModel.organisation_name)]
    author_ids: list[ParticipantRef]
    corresponding_author_id: ParticipantRef | None
    title_ru: str
    title_en: str
    abstract_en: str
    problem_ru: str
    innovation_ru: str
    target_group_ru: str
    stages: list[StageRow]
    resources: ResourcesRow
    conditions_ru: str
    risks: list[RiskRow]
    indicators: list[IndicatorRow]
    partners_ru: list[Words]
    core_ru: str
    adaptable_ru: str
    evidence_ru: str
    sites_now: Whole | None
    submitted_at: datetime
    decision: Annotated[str, DECISIONS] | None


@dataclass(frozen=True, kw_only=True)
class CriterionRow(Row):
    """`review_criteria.json`."""

    key: Annotated[str, Own("criteria")]
    title_ru: str
    title_en: str
    weight: Annotated[Decimal, Between(0, 1, decimals=4)]
    min: Annotated[int, Between(0, 1000)]
    max: Annotated[int, Between(0, 1000)]


@dataclass(frozen=True, kw_only=True)
class ReviewRow(Row):
    """`reviews.csv`, with one column `score_<key>` for each criterion."""

    UNIQUE: ClassVar[tuple[str, ...]] = ("model_id", "expert_id")

    review_id: Annotated[str, Own("reviews")]
    model_id: ModelRef
    expert_id: Annotated[str, Ref("experts")]
    scores: dict[str, Annotated[int, Between(0, 1000)]]
    weighted: Annotated[Decimal, Between(0, LARGEST_NUMBER)]
    confidence: OneToFive | None
    recommendation: Advice
    comment_ru: str
    submitted_at: datetime
