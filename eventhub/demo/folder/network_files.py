"""Road maps, schools, their competences, and materials."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from eventhub.demo.folder.marks import (
    LARGEST_NUMBER,
    Between,
    Email,
    Filled,
    Language,
    MunicipalityRef,
    OneOf,
    OneToFive,
    Own,
    ParticipantRef,
    RecommendationRef,
    Ref,
    SchoolRef,
    Whole,
    Words,
    fits,
)
from eventhub.demo.folder.rows import Row
from eventhub.materials.models import Material
from eventhub.networks.models import Milestone, MilestoneState, School, SchoolPart

CompetenceRef = Annotated[str, Ref("competences")]
FORMATS = OneOf(("visit", "lesson_study", "online"))


@dataclass(frozen=True, kw_only=True)
class CompetenceRow(Row):
    """`competences.csv`."""

    competence_id: Annotated[str, Own("competences")]
    name_ru: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class MilestoneRow(Row):
    """A dated step of a road map."""

    id: Annotated[str, Own("milestones")]
    title_ru: Words
    due: date | None
    owner_id: ParticipantRef | None
    result_ru: str
    indicator_unit_ru: Annotated[str, fits(Milestone.indicator_unit)]
    indicator_target: Annotated[Decimal, Between(-LARGEST_NUMBER, LARGEST_NUMBER, decimals=4)] | None
    status: MilestoneState
    done_on: date | None
    note_ru: str
    depends_on: list[Annotated[str, Ref("milestones")]]


@dataclass(frozen=True, kw_only=True)
class RoadMapRow(Row):
    """`roadmaps.json`."""

    id: Annotated[str, Own("roadmaps")]
    title_ru: str
    title_en: str
    community_ru: str
    community_en: str
    goal_ru: str
    goal_en: str
    coordinator_id: ParticipantRef | None
    municipality_ids: list[MunicipalityRef]
    source_recommendations: list[RecommendationRef]
    starts_on: date
    ends_on: date
    status_as_of: date | None
    milestones: list[MilestoneRow]


@dataclass(frozen=True, kw_only=True)
class SchoolRow(Row):
    """`schools.json`."""

    id: Annotated[str, Own("schools")]
    name_ru: Annotated[str, Filled(), fits(School.name)]
    municipality_id: MunicipalityRef
    setting: Annotated[str, fits(School.setting)]
    pupils: Whole | None
    teachers: Whole | None
    role: SchoolPart
    low_results: bool
    mentor_capacity: Whole
    strengths: dict[CompetenceRef, OneToFive]
    deficits: dict[CompetenceRef, Annotated[int, Between(1, 3)]]
    formats: list[Annotated[str, FORMATS]]
    connection: Annotated[str, fits(School.connection)]
    max_distance_km: Whole | None
    preferred_donors: list[SchoolRef]
    excluded_partners: list[SchoolRef]
    notes_ru: str
    participant_ids: list[ParticipantRef]
    contact_email: Email | None


@dataclass(frozen=True, kw_only=True)
class MaterialRow(Row):
    """`materials.csv`."""

    material_id: Annotated[str, Own("materials")]
    title_ru: Annotated[str, Filled(), fits(Material.title)]
    type: Annotated[str, Filled(), fits(Material.kind)]
    file_name: Annotated[str, fits(Material.file_name)]
    size_kb: Whole | None
    language: Language
    public: bool
    related_id: str | None
    note_ru: str
