"""Allocations and assignments."""

import enum
import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import Base, Key, Uid
from eventhub.registration.models import Registration


class AllocationState(enum.StrEnum):
    """A draft changes nothing for anybody; of the published ones the latest holds."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


class Reason(enum.StrEnum):
    """Why somebody is in a group, in a word."""

    PREFERENCE = "preference"
    NO_PREFERENCE = "no_preference"
    STEP_FREE = "step_free"
    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    MODEL_AUTHOR = "model_author"
    BALANCE = "balance"
    BY_HAND = "by_hand"


class Allocation(Base):
    """One arrangement of all participants over all groups."""

    __tablename__ = "allocation"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number"),
        sa.Index(
            "uq_allocation_published",
            "event_id",
            unique=True,
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        ),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[AllocationState] = mapped_column(default=AllocationState.DRAFT)
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=0)  # counts moves, so that two organisers do not overwrite each other
    made_at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class Assignment(Base):
    """One person in one group in one round. `rank`: that of the wish it meets, 0 off the list, none without a list."""

    __tablename__ = "assignment"
    __table_args__ = (sa.UniqueConstraint("allocation_id", "registration_id", "round"),)

    id: Mapped[Key]
    allocation_id: Mapped[int] = mapped_column(sa.ForeignKey("allocation.id", ondelete="CASCADE"))
    allocation: Mapped[Allocation] = relationship()
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    registration: Mapped[Registration] = relationship()
    focus_group_id: Mapped[int] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"), index=True)
    focus_group: Mapped[FocusGroup] = relationship()
    round: Mapped[int] = mapped_column(default=1)
    is_locked: Mapped[bool] = mapped_column(default=False)
    rank: Mapped[int | None]
    reason: Mapped[Reason]


class RuleKind(enum.StrEnum):
    """What the organiser demands of people before they are allocated. `free`: their duties do not bind them."""

    FIXED = "fixed"
    FORBIDDEN = "forbidden"
    TOGETHER = "together"
    APART = "apart"
    FREE = "free"


class AllocationRule(Base):
    """A rule of the organiser for every allocation of an event; `focus_group` for the kinds that name one."""

    __tablename__ = "allocation_rule"

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RuleKind]
    focus_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"), index=True)
    submission_key: Mapped[uuid.UUID | None] = mapped_column(unique=True)  # the form's idempotency key


class RuledPerson(Base):
    """Somebody whom a rule concerns."""

    __tablename__ = "ruled_person"
    __table_args__ = (sa.UniqueConstraint("rule_id", "registration_id"),)

    id: Mapped[Key]
    rule_id: Mapped[int] = mapped_column(sa.ForeignKey("allocation_rule.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True)


class MoveByHand(Base):
    """Where somebody was before a move by hand; the moves of one version were made, and are undone, together."""

    __tablename__ = "move_by_hand"
    __table_args__ = (sa.Index(None, "allocation_id", "version"),)

    id: Mapped[Key]
    allocation_id: Mapped[int] = mapped_column(sa.ForeignKey("allocation.id", ondelete="CASCADE"))
    version: Mapped[int]
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id", ondelete="CASCADE"), index=True)
    assignment: Mapped[Assignment] = relationship()
    from_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("focus_group.id", ondelete="CASCADE"), index=True)
    from_reason: Mapped[str] = mapped_column(sa.String(40))
