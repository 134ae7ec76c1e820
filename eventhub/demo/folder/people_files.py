"""Participants, other registrations, staff, consents, and who was in which group."""

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.demo.folder.marks import (
    Between,
    Email,
    Filled,
    GroupRef,
    Language,
    MunicipalityRef,
    Own,
    ParticipantRef,
    Ref,
    RoleRef,
    SchoolRef,
    Words,
    fits,
)
from eventhub.demo.folder.rows import Row
from eventhub.people.models import Person
from eventhub.registration.models import Registration


class ParticipantStatus(enum.StrEnum):
    """Participants are those who took part."""

    ATTENDED = "attended"


class OtherStatus(enum.StrEnum):
    """What became of a registration that is not counted among the participants."""

    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    WAITLISTED = "waitlisted"
    DUPLICATE = "duplicate"


class StaffRole(enum.StrEnum):
    """What somebody did for the event."""

    ORGANISER = "organiser"
    REGISTRAR = "registrar"
    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    EXPERT = "expert"


class AllocationReason(enum.StrEnum):
    """Why somebody was in a group."""

    PREFERENCE = "preference"
    NO_PREFERENCE = "no_preference"
    STEP_FREE = "step_free"
    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    MODEL_AUTHOR = "model_author"


@dataclass(frozen=True, kw_only=True)
class ParticipantRow(Row):
    """`participants.csv`."""

    participant_id: Annotated[str, Own("participants"), Own("registrations")]
    last_name: Annotated[str, Filled(), fits(Person.family_name)]
    first_name: Annotated[str, fits(Person.given_name)]
    patronymic: Annotated[str, fits(Person.patronymic)]
    email: Email
    role: RoleRef
    organisation: Annotated[str, fits(Registration.organisation_name)]
    position: Annotated[str, fits(Registration.position)]
    municipality_id: MunicipalityRef
    school_id: SchoolRef | None
    pref_1: GroupRef | None
    pref_2: GroupRef | None
    pref_3: GroupRef | None
    dietary_note: str
    accessibility_note: str
    language: Language
    registered_at: datetime
    status: ParticipantStatus
    checked_in_at: datetime
    checked_out_at: datetime | None
    badge_code: Annotated[str, fits(Registration.badge_code)]


@dataclass(frozen=True, kw_only=True)
class OtherRegistrationRow(Row):
    """`registrations_other.csv`."""

    registration_id: Annotated[str, Own("registrations")]
    last_name: Annotated[str, Filled(), fits(Person.family_name)]
    first_name: Annotated[str, fits(Person.given_name)]
    patronymic: Annotated[str, fits(Person.patronymic)]
    email: Email
    role: RoleRef
    municipality_id: MunicipalityRef
    pref_1: GroupRef | None
    pref_2: GroupRef | None
    pref_3: GroupRef | None
    status: OtherStatus
    duplicate_of: Annotated[str, Ref("registrations")] | None
    registered_at: datetime
    status_changed_at: datetime | None


RegistrationRow = ParticipantRow | OtherRegistrationRow


def registration_id(row: RegistrationRow) -> str:
    """Return the id of a registration of either kind."""
    return row.participant_id if isinstance(row, ParticipantRow) else row.registration_id


def full_name(row: RegistrationRow) -> str:
    """Return the name as stated, family name first."""
    return " ".join(part for part in (row.last_name, row.first_name, row.patronymic) if part)


def preferences(row: RegistrationRow) -> list[str]:
    """Return the groups somebody asked for, most wanted first."""
    return [group for group in (row.pref_1, row.pref_2, row.pref_3) if group]


@dataclass(frozen=True, kw_only=True)
class StaffRow(Row):
    """`staff.csv`."""

    UNIQUE: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: ParticipantRef
    staff_role: StaffRole
    group_id: GroupRef | None
    expert_id: Annotated[str, Own("experts")] | None


@dataclass(frozen=True, kw_only=True)
class ConsentTextRow(Row):
    """`consent_texts.csv`."""

    UNIQUE: ClassVar[tuple[str, ...]] = ("purpose", "version")

    purpose: Purpose
    version: Annotated[str, Filled(), fits(ConsentDocument.version)]
    required: bool
    title_ru: str
    title_en: str
    text_ru: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class ConsentRow(Row):
    """`consents.csv`."""

    UNIQUE: ClassVar[tuple[str, ...]] = ("participant_id", "purpose", "given_at")

    participant_id: ParticipantRef
    purpose: Purpose
    version: Words
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AllocationRow(Row):
    """`allocation.csv`."""

    UNIQUE: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: ParticipantRef
    group_id: GroupRef
    choice_rank: Annotated[int, Between(0, 3)] | None
    reason: AllocationReason
    locked: bool
