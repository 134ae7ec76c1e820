"""The event, its lists, its rooms and its programme."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from eventhub.demo.folder.marks import (
    SLUG,
    Between,
    Email,
    Filled,
    GroupRef,
    Length,
    ModelRef,
    OneOf,
    Own,
    ParticipantRef,
    Positive,
    RoomRef,
    Shape,
    Whole,
    Words,
    fits,
)
from eventhub.demo.folder.rows import Row
from eventhub.events.models import AgendaKind, Event, Wifi
from eventhub.people.models import Municipality

LARGEST_DEGREES = Between(-180, 180)


@dataclass(frozen=True, kw_only=True)
class ContactRow(Row):
    """Whom to ask."""

    name_ru: str
    name_en: str
    email: Email
    phone: Annotated[str, fits(Event.contact_phone)]


@dataclass(frozen=True, kw_only=True)
class QuotaRow(Row):
    """At most so many people of one role or municipality."""

    by: Annotated[str, OneOf(("role", "municipality"))]
    key: Words
    max: Whole


@dataclass(frozen=True, kw_only=True)
class ExpectedRow(Row):
    """What the announcement spoke of; the real figures are counted."""

    participants: Whole | None
    municipalities: Whole | None
    focus_groups: Whole | None


@dataclass(frozen=True, kw_only=True)
class CertificateRow(Row):
    """From when a certificate is due and how many hours it states."""

    academic_hours: Whole
    hour_minutes: Positive
    number_prefix: Annotated[str, Length(40)]
    minimum_minutes: Whole


@dataclass(frozen=True, kw_only=True)
class EventRow(Row):
    """`event.json`."""

    id: Annotated[str, Own("event")]
    slug: Annotated[str, Filled(), fits(Event.slug), Shape(SLUG, "moving-up-2019")]
    title_ru: str
    title_en: str
    date: date
    starts_at: datetime
    ends_at: datetime
    timezone: Annotated[str, Filled(), fits(Event.timezone)]
    venue_ru: str
    venue_en: str
    organiser_ru: str
    organiser_en: str
    goal_ru: str
    goal_en: str
    description_ru: str
    description_en: str
    contact: ContactRow
    capacity: Whole | None
    quotas: list[QuotaRow]
    registration_opens: datetime
    registration_closes: datetime
    models_call_opens: datetime | None
    models_call_closes: datetime | None
    review_closes: datetime | None
    expected: ExpectedRow
    certificate: CertificateRow
    consent_version: Words

    @property
    def main_language(self) -> str:
        """The language of the event, into which its texts fall back."""
        return "ru" if self.title_ru else "en"


@dataclass(frozen=True, kw_only=True)
class MunicipalityRow(Row):
    """`municipalities.csv`."""

    municipality_id: Annotated[str, Own("municipalities")]
    name_ru: str
    official_name_ru: str
    name_en: str
    kind_ru: str
    kind_en: str
    kind: Annotated[str, Filled(), fits(Municipality.kind)]
    code: Annotated[str, fits(Municipality.code)]
    code_system: Annotated[str, fits(Municipality.code_system)]
    admin_centre_ru: Annotated[str, fits(Municipality.centre)]
    lat: Annotated[Decimal, Between(-90, 90)] | None
    lon: Annotated[Decimal, LARGEST_DEGREES] | None


@dataclass(frozen=True, kw_only=True)
class RoleRow(Row):
    """`roles.csv`."""

    key: Annotated[str, Own("roles")]
    title_ru: str
    title_en: str
    municipal: bool


@dataclass(frozen=True, kw_only=True)
class RoomRow(Row):
    """`rooms.csv`."""

    room_id: Annotated[str, Own("rooms")]
    name_ru: str
    name_en: str
    floor: Annotated[int, Between(-20, 200)] | None
    seats: Whole | None
    step_free: bool
    wifi: Wifi


@dataclass(frozen=True, kw_only=True)
class ProgrammeRow(Row):
    """`programme.csv`."""

    item_id: Annotated[str, Own("programme")]
    starts_at: datetime
    ends_at: datetime
    type: AgendaKind
    title_ru: str
    title_en: str
    room_id: RoomRef | None
    group_id: GroupRef | None
    model_ids: list[ModelRef]
    speaker_ids: list[ParticipantRef]
