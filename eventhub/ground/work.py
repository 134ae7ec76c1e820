"""Long work in the background: the row is the truth, the queue's message only wakes somebody up."""

import enum
import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground.db import Base, Key, Uid


class WorkState(enum.StrEnum):
    """How far a piece of work is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Work(Base):
    """One piece of work: what a progress bar shows and what a restarted worker picks up again."""

    __tablename__ = "work"
    __table_args__ = (sa.Index(None, "state", "queued_at"), sa.Index(None, "about", "kind"))

    id: Mapped[Key]
    uid: Mapped[Uid]
    kind: Mapped[str] = mapped_column(sa.String(80))
    about: Mapped[str] = mapped_column(sa.String(120))  # what it is for, as `event:<uid>`
    slot: Mapped[str | None] = mapped_column(sa.String(200), unique=True)  # work that must exist once; freed at the end
    arguments: Mapped[dict[str, Any]]
    asked_by: Mapped[str] = mapped_column(sa.String(80), default="")
    state: Mapped[WorkState] = mapped_column(default=WorkState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(sa.String(300), default="")  # a message id, translated when shown
    words_values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[uuid.UUID | None]  # who holds the lease; an outdated holder changes nothing
    lease_until: Mapped[datetime | None]
    queued_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))


class WorkerBeat(Base):
    """The last sign of life of a worker, so that `/readyz` can tell on whatever machine it is asked."""

    __tablename__ = "worker_beat"

    worker: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    beat_at: Mapped[datetime]
