"""Long work in the background: the row is the truth, the queue's message only wakes somebody up."""

import enum
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground import queue
from eventhub.ground.db import Base, Key, Uid, db
from eventhub.ground.i18n import gettext


class WorkState(enum.StrEnum):
    """How far a piece of work is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIVE_STATES = (WorkState.QUEUED, WorkState.RUNNING)


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

    @property
    def is_live(self) -> bool:
        """Tell whether it is still to come to an end."""
        return self.state in LIVE_STATES

    @property
    def said(self) -> str:
        """What it says about itself, in the language now spoken."""
        return gettext(self.words, **self.words_values) if self.words else ""


class WorkerBeat(Base):
    """The last sign of life of a worker, so that `/readyz` can tell on whatever machine it is asked."""

    __tablename__ = "worker_beat"

    worker: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    beat_at: Mapped[datetime]


def put(
    kind: str,
    *,
    about: str,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
    asked_by: str = "",
    slot: str | None = None,
) -> Work:
    """Put work into the present transaction; a worker starts on it after the commit.

    kind: as registered in a feature's jobs.py, for instance `summaries.make_document`.
    slot: when given, work with this name that has not ended is returned instead of a second one.
    """
    if slot is not None and (known := _find_by_slot(slot)) is not None:
        return known
    work = Work(
        uid=uuid.uuid4(),
        kind=kind,
        about=about,
        slot=slot,
        arguments=dict(arguments or {}),
        asked_by=asked_by,
        queued_at=now,
    )
    db.session.add(work)
    queue.after_commit("work", work.uid)
    return work


def find(uid: uuid.UUID) -> Work | None:
    """Find a piece of work by its public id."""
    return db.session.scalars(sa.select(Work).where(Work.uid == uid)).one_or_none()


def find_latest(kind: str, about: str) -> Work | None:
    """Find the newest work of a kind on a thing, whatever became of it."""
    asked = sa.select(Work).where(Work.kind == kind, Work.about == about).order_by(Work.id.desc()).limit(1)
    return db.session.scalars(asked).one_or_none()


def cancel(work: Work, now: datetime) -> None:
    """Cancel work that is waiting, or ask work that is running to stop. The caller commits."""
    waiting = sa.update(Work).where(Work.id == work.id, Work.state == WorkState.QUEUED)
    ended = waiting.values(state=WorkState.CANCELLED, ended_at=now, slot=None)
    db.session.execute(ended)
    running = sa.update(Work).where(Work.id == work.id, Work.state == WorkState.RUNNING)
    db.session.execute(running.values(cancel_requested=True))


def _find_by_slot(slot: str) -> Work | None:
    pending = (thing for thing in db.session.new if isinstance(thing, Work) and thing.slot == slot)
    asked = sa.select(Work).where(Work.slot == slot)
    return next(pending, None) or db.session.scalars(asked).one_or_none()
