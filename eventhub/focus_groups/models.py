"""Focus groups, their guides and their slots in the programme."""

import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.events.models import AgendaItem, Room
from eventhub.ground.db import Base, Key, Revised, Uid
from eventhub.ground.texts import Texts
from eventhub.people.models import Person


class FocusGroup(Revised, Base):
    """One group; `capacity` and `min_size` bind the allocation, none means no limit."""

    __tablename__ = "focus_group"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"), sa.UniqueConstraint("event_id", "number"))

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    number: Mapped[int]
    title: Mapped[Texts]
    short_title: Mapped[Texts]
    language: Mapped[str] = mapped_column(sa.String(12), default="ru")
    room_id: Mapped[int | None] = mapped_column(sa.ForeignKey("room.id", ondelete="SET NULL"), index=True)
    room: Mapped[Room | None] = relationship()
    capacity: Mapped[int | None]
    min_size: Mapped[int] = mapped_column(default=0)
    facilitator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"), index=True)
    facilitator: Mapped[Person | None] = relationship(foreign_keys=[facilitator_id])
    secretary_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"), index=True)
    secretary: Mapped[Person | None] = relationship(foreign_keys=[secretary_id])
    link_revision: Mapped[int] = mapped_column(default=0)  # the tablet's link of an older revision is dead


class QuestionKind(enum.StrEnum):
    """The three kinds of question the field distinguishes."""

    THEORY = "theory"
    METHOD = "method"
    ORGANISATION = "organisation"


class GuideQuestion(Base):
    """A numbered question of a group's guide."""

    __tablename__ = "guide_question"
    __table_args__ = (sa.UniqueConstraint("focus_group_id", "number"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    focus_group_id: Mapped[int] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[Texts]
    kind: Mapped[QuestionKind | None]


class GroupSlot(Base):
    """An agenda item in which the group meets; parts are numbered in the order of the day."""

    __tablename__ = "group_slot"
    __table_args__ = (sa.UniqueConstraint("focus_group_id", "part"), sa.UniqueConstraint("agenda_item_id"))

    id: Mapped[Key]
    focus_group_id: Mapped[int] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"))
    agenda_item_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_item.id", ondelete="CASCADE"))
    agenda_item: Mapped[AgendaItem] = relationship()
    part: Mapped[int]
