"""Registrations, places, preferences, needs, answers, attendance."""

import enum
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.events.models import AgendaItem, Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import Base, Key, Uid
from eventhub.people.models import Municipality, Organisation, Person, RoleCategory


class RegistrationState(enum.StrEnum):
    """Where a registration stands; the allowed steps are in rules.STEPS."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"
    NO_SHOW = "no_show"


class Source(enum.StrEnum):
    """How a registration came about."""

    FORM = "form"
    STAFF = "staff"
    WALK_IN = "walk_in"
    IMPORT = "import"


class Registration(Base):
    """One person's registration for one event. The snapshot is not rewritten when the person changes later."""

    __tablename__ = "registration"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "code"),
        sa.UniqueConstraint("event_id", "number"),
        sa.Index("ix_registration_event_id_state_name_sort", "event_id", "state", "name_sort"),
        sa.Index("ix_registration_event_id_name_sort", "event_id", "name_sort"),
        sa.Index("ix_registration_event_id_registered_at", "event_id", "registered_at"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    event: Mapped[Event] = relationship()
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    person: Mapped[Person] = relationship()
    code: Mapped[str | None] = mapped_column(sa.String(80))  # the imported id
    number: Mapped[int]  # told to the person; counts up per event
    state: Mapped[RegistrationState]
    source: Mapped[Source]
    live_key: Mapped[str | None] = mapped_column(
        sa.String(64), unique=True
    )  # hash of event, mailbox and name while live
    family_name: Mapped[str | None] = mapped_column(sa.Text)
    given_name: Mapped[str | None] = mapped_column(sa.Text)
    patronymic: Mapped[str | None] = mapped_column(sa.Text)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    name_search: Mapped[str] = mapped_column(sa.String(1200), default="")  # folded name and mailbox
    name_sort: Mapped[str] = mapped_column(sa.String(620), default="")
    organisation_name: Mapped[str] = mapped_column(sa.Text, default="")
    organisation_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    organisation: Mapped[Organisation | None] = relationship()
    position: Mapped[str] = mapped_column(sa.Text, default="")
    role_id: Mapped[int | None] = mapped_column(sa.ForeignKey("role_category.id", ondelete="RESTRICT"), index=True)
    role: Mapped[RoleCategory | None] = relationship()
    municipality_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("municipality.id", ondelete="RESTRICT"), index=True
    )
    municipality: Mapped[Municipality | None] = relationship()
    language: Mapped[str] = mapped_column(sa.String(12), default="ru")
    registered_at: Mapped[datetime]
    state_changed_at: Mapped[datetime]
    waiting_number: Mapped[int | None]  # strictly growing per event; the order of the waiting list
    duplicate_of_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="SET NULL"), index=True
    )
    badge_code: Mapped[str | None] = mapped_column(sa.String(40), index=True)
    link_revision: Mapped[int] = mapped_column(default=0)
    submission_key: Mapped[str | None] = mapped_column(sa.String(64), unique=True)  # the form's idempotency key

    @property
    def full_name(self) -> str:
        """The name as stated for this event; empty after erasure."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


class PlaceKind(enum.StrEnum):
    """What a limit is about; `key` names the role, the municipality or the choice."""

    EVENT = "event"
    ROLE = "role"
    MUNICIPALITY = "municipality"
    CHOICE = "choice"


class Places(Base):
    """A limit and what is taken of it; no capacity means no limit, but taking is counted all the same."""

    __tablename__ = "places"
    __table_args__ = (sa.UniqueConstraint("event_id", "kind", "key"), sa.CheckConstraint("taken >= 0", name="taken"))

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[PlaceKind]
    key: Mapped[str] = mapped_column(sa.String(80), default="")
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)


class Counter(Base):
    """Strictly growing numbers per event: of registrations and of the waiting list, given in the same transaction."""

    __tablename__ = "counter"
    __table_args__ = (sa.UniqueConstraint("event_id", "name"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(40))
    value: Mapped[int] = mapped_column(default=0)


class Preference(Base):
    """A wish for a focus group; rank 1 is most wanted."""

    __tablename__ = "preference"
    __table_args__ = (
        sa.UniqueConstraint("registration_id", "rank"),
        sa.UniqueConstraint("registration_id", "focus_group_id"),
    )

    id: Mapped[Key]
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"))
    focus_group_id: Mapped[int] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"), index=True)
    focus_group: Mapped[FocusGroup] = relationship()
    rank: Mapped[int]


class SpecialNeed(Base):
    """Notes that may reveal health or belief: own table, own consent, own end; the erasure date follows the event."""

    __tablename__ = "special_need"

    id: Mapped[Key]
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"), unique=True)
    dietary: Mapped[str] = mapped_column(sa.Text, default="")
    accessibility: Mapped[str] = mapped_column(sa.Text, default="")
    step_free: Mapped[bool] = mapped_column(default=False)


class FormVersion(Base):
    """The registration form as it was asked; immutable, editing makes a new one."""

    __tablename__ = "form_version"
    __table_args__ = (sa.UniqueConstraint("event_id", "number"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int]
    questions: Mapped[list[dict[str, Any]]]
    introduction: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class Answer(Base):
    """One answer to one question of one form version."""

    __tablename__ = "answer"
    __table_args__ = (
        sa.UniqueConstraint("registration_id", "question_key"),
        sa.Index("ix_answer_form_version_id_question_key_search", "form_version_id", "question_key", "search"),
        sa.Index("ix_answer_form_version_id_question_key_number", "form_version_id", "question_key", "number"),
    )

    id: Mapped[Key]
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"))
    form_version_id: Mapped[int] = mapped_column(sa.ForeignKey("form_version.id", ondelete="RESTRICT"))
    question_key: Mapped[str] = mapped_column(sa.String(80))
    value: Mapped[dict[str, Any]]
    search: Mapped[str] = mapped_column(sa.String(400), default="")
    number: Mapped[Decimal | None]


class Attendance(Base):
    """Somebody was there: for the whole day (no agenda item: check-in and check-out) or for one agenda item."""

    __tablename__ = "attendance"
    __table_args__ = (
        sa.UniqueConstraint("registration_id", "agenda_item_id"),
        sa.Index(
            "uq_attendance_of_the_day",
            "registration_id",
            unique=True,
            sqlite_where=sa.text("agenda_item_id IS NULL"),
            postgresql_where=sa.text("agenda_item_id IS NULL"),
        ),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"))
    registration: Mapped[Registration] = relationship()
    agenda_item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True)
    agenda_item: Mapped[AgendaItem | None] = relationship()
    arrived_at: Mapped[datetime | None]  # unknown for a list that was only ticked
    left_at: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(sa.String(40))  # desk, tablet, import
    changed_at: Mapped[datetime]  # on the device; the later moment wins
