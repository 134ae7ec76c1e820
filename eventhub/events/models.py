"""Projects, events, programme, rooms, team and the event's lists."""

import enum
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.ground.db import Base, Key, Revised, Uid
from eventhub.ground.texts import Texts
from eventhub.people.models import Competence, Municipality, Person, RoleCategory


class EventState(enum.StrEnum):
    """Where an event stands; the allowed steps are in rules.STEPS."""

    DRAFT = "draft"
    PUBLISHED = "published"
    FINISHED = "finished"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class AgendaKind(enum.StrEnum):
    """What an agenda item is; all but registration and break count as work."""

    REGISTRATION = "registration"
    OPENING = "opening"
    PLENARY = "plenary"
    BREAK = "break"
    FOCUS_GROUP = "focus_group"
    SUMMING_UP = "summing_up"
    CLOSING = "closing"


class TeamRole(enum.StrEnum):
    """What a member of the team may do; facilitators and secretaries besides belong to one focus group."""

    OWNER = "owner"
    ORGANISER = "organiser"
    REGISTRAR = "registrar"
    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    REVIEWER = "reviewer"
    VIEWER = "viewer"


class Wifi(enum.StrEnum):
    """How well a room is connected."""

    STRONG = "strong"
    WEAK = "weak"
    NONE = "none"


class Project(Base):
    """What several events belong to, for instance a regional project that runs for years."""

    __tablename__ = "project"

    id: Mapped[Key]
    uid: Mapped[Uid]
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    title: Mapped[Texts]
    description: Mapped[Texts]
    created_at: Mapped[datetime]


class Event(Revised, Base):
    """One discussion platform. Texts fall back to `main_language`; times are shown in `timezone`."""

    __tablename__ = "event"

    id: Mapped[Key]
    uid: Mapped[Uid]
    code: Mapped[str | None] = mapped_column(sa.String(80))
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("project.id", ondelete="SET NULL"), index=True)
    project: Mapped[Project | None] = relationship()
    state: Mapped[EventState] = mapped_column(default=EventState.DRAFT)
    main_language: Mapped[str] = mapped_column(sa.String(12), default="ru")
    title: Mapped[Texts]
    goal: Mapped[Texts]
    description: Mapped[Texts]  # Markdown
    venue: Mapped[Texts]
    online_url: Mapped[str] = mapped_column(sa.String(500), default="")
    organiser: Mapped[Texts]
    contact_name: Mapped[Texts]
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")
    contact_phone: Mapped[str] = mapped_column(sa.String(60), default="")
    timezone: Mapped[str] = mapped_column(sa.String(60))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    registration_opens_at: Mapped[datetime | None]
    registration_closes_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    outcomes_published_at: Mapped[datetime | None]
    cancellation: Mapped[Texts] = mapped_column(default=Texts)  # why it will not take place
    created_at: Mapped[datetime]

    @property
    def zone(self) -> ZoneInfo:
        """The event's own clock."""
        return ZoneInfo(self.timezone)

    @property
    def is_public(self) -> bool:
        """Whether strangers may see its pages."""
        return self.state is not EventState.DRAFT


class Room(Base):
    """A room of the event's house."""

    __tablename__ = "room"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Texts]
    floor: Mapped[int | None]
    seats: Mapped[int | None]
    step_free: Mapped[bool] = mapped_column(default=False)
    wifi: Mapped[Wifi] = mapped_column(default=Wifi.STRONG)


class AgendaItem(Revised, Base):
    """A point of the programme; several may run at the same time."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "code"),
        sa.CheckConstraint("ends_at > starts_at", name="lasts"),
        sa.Index("ix_agenda_item_event_id_starts_at", "event_id", "starts_at"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[AgendaKind]
    title: Mapped[Texts]
    note: Mapped[Texts] = mapped_column(default=Texts)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("room.id", ondelete="SET NULL"), index=True)
    room: Mapped[Room | None] = relationship()
    is_cancelled: Mapped[bool] = mapped_column(default=False)


class AgendaSpeaker(Base):
    """Who speaks in an agenda item, in the order of the programme."""

    __tablename__ = "agenda_speaker"
    __table_args__ = (sa.UniqueConstraint("agenda_item_id", "person_id"),)

    id: Mapped[Key]
    agenda_item_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_item.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    position: Mapped[int] = mapped_column(default=0)


class Membership(Base):
    """A user's role in the team of one event."""

    __tablename__ = "membership"
    __table_args__ = (sa.UniqueConstraint("event_id", "user_id", "role"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    event: Mapped[Event] = relationship()
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    user: Mapped[User] = relationship()
    role: Mapped[TeamRole]
    since: Mapped[datetime]


class _Listed:
    """An entry of one of the installation's lists as one event uses it: its code there and its place in the order."""

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))


class EventMunicipality(_Listed, Base):
    """A municipality that the event expects people from: the 44 of “k of 44”."""

    __tablename__ = "event_municipality"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"), sa.UniqueConstraint("event_id", "municipality_id"))

    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id", ondelete="RESTRICT"), index=True)
    municipality: Mapped[Municipality] = relationship()


class EventRole(_Listed, Base):
    """A role category that the event's form offers."""

    __tablename__ = "event_role"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"), sa.UniqueConstraint("event_id", "role_id"))

    role_id: Mapped[int] = mapped_column(sa.ForeignKey("role_category.id", ondelete="RESTRICT"), index=True)
    role: Mapped[RoleCategory] = relationship()


class EventCompetence(_Listed, Base):
    """A competence area that the event's schools are described by."""

    __tablename__ = "event_competence"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"), sa.UniqueConstraint("event_id", "competence_id"))

    competence_id: Mapped[int] = mapped_column(sa.ForeignKey("competence.id", ondelete="RESTRICT"), index=True)
    competence: Mapped[Competence] = relationship()
