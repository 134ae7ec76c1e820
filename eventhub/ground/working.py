"""Doing the work: claimed with a lease, one at a time per claim, with progress, cancellation and a second chance."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.ground import clock
from eventhub.ground.db import UtcDateTime, beside, db, reading
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.logs import log
from eventhub.ground.work import Work, WorkState

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3
SECONDS_BETWEEN_REPORTS = 0.25
WENT_WRONG = lazy("Something went wrong on our side. Try again; if it happens again, tell the administrator.")

Result = dict[str, Any] | None
Job = Callable[["Task"], Result]

_jobs: dict[str, Job] = {}
_held: set[uuid.UUID] = set()
_held_lock = threading.Lock()


class Cancelled(Exception):
    """Somebody has asked the work to stop, or another worker has taken it over."""


@dataclass
class Task:
    """What a job gets: what to do, and how to say how far it is.

    A job runs in a transaction that only reads. What it writes stands in `with writing():` and is committed there;
    `progress` is called outside of it.
    """

    uid: uuid.UUID
    claim: uuid.UUID
    about: str
    arguments: dict[str, Any]
    asked_by: str
    _reported: float = field(default=0.0, repr=False)

    def progress(self, done: int, total: int, words: Lazy | None = None) -> None:
        """Say how far the work is. Raises Cancelled when it shall stop; written down a few times a second at most."""
        moment = time.monotonic()
        if done < total and moment - self._reported < SECONDS_BETWEEN_REPORTS:
            return
        self._reported = moment
        said = {} if words is None else {"words": words.message, "words_values": words.values}
        mine = sa.update(Work).where(Work.uid == self.uid, Work.claim == self.claim)
        with beside() as connection:
            wanted = connection.scalar(mine.values(done=done, total=total, **said).returning(Work.cancel_requested))
        if wanted is not False:  # true: asked to stop; nothing: the claim is no longer ours
            raise Cancelled


def kind(name: str) -> Callable[[Job], Job]:
    """Register a job under the kind of work that it does."""

    def register(job: Job) -> Job:
        _jobs[name] = job
        return job

    return register


def run(uid: uuid.UUID) -> None:
    """Do one piece of work, unless somebody else does it or has done it."""
    claimed = _claim(uid, clock.now())
    if claimed is None:
        return
    name, task = claimed
    with _holding(task.claim), reading():
        end = _end_of(name, task)
    _finish(task, end)


@contextmanager
def _holding(claim: uuid.UUID) -> Iterator[None]:
    with _held_lock:
        _held.add(claim)
    try:
        yield
    finally:
        with _held_lock:
            _held.discard(claim)


def _end_of(name: str, task: Task) -> dict[str, Any]:
    """Do it, and say how it ended. The one catcher of whatever goes wrong in a job."""
    try:
        return {"state": WorkState.DONE, "result": _jobs[name](task)}
    except Cancelled:
        return {"state": WorkState.CANCELLED}
    except Refusal as refusal:
        values = {name: value if isinstance(value, int) else str(value) for name, value in refusal.values.items()}
        return {"state": WorkState.FAILED, "words": refusal.words.message, "words_values": values}
    except Exception as error:  # noqa: BLE001 – the edge of the process; the next piece of work shall not suffer
        log.error("work failed", work=str(task.uid), kind=name, exc_info=error)
        return {"state": WorkState.FAILED, "words": WENT_WRONG.message}


def run_all() -> None:
    """Do everything that waits, here and now; for commands and tests, where no worker runs."""
    while waiting := due(clock.now()):
        for uid in waiting:
            run(uid)


def due(now: datetime) -> Sequence[uuid.UUID]:
    """List work that nobody is doing: queued, or with an expired lease. One statement."""
    asked = sa.select(Work.uid).where(_is_free(now)).order_by(Work.id)
    found = db.session.scalars(asked).all()
    db.session.rollback()
    return found


def renew(now: datetime) -> None:
    """Keep the leases of the work that this process is doing. The caller commits."""
    with _held_lock:
        held = list(_held)
    if held:
        db.session.execute(sa.update(Work).where(Work.claim.in_(held)).values(lease_until=now + LEASE))


def release() -> None:
    """Give back the work that this process will not finish. The caller commits."""
    with _held_lock:
        held = list(_held)
    if held:
        given_back = {"state": WorkState.QUEUED, "claim": None, "lease_until": None, "attempts": Work.attempts - 1}
        db.session.execute(sa.update(Work).where(Work.claim.in_(held)).values(given_back))


def give_up(now: datetime) -> None:
    """End what was abandoned: cancelled while its worker died, or tried too often. The caller commits."""
    abandoned = sa.update(Work).where(Work.state == WorkState.RUNNING, Work.lease_until < now)
    ended = {"ended_at": now, "slot": None, "claim": None}
    db.session.execute(abandoned.where(Work.cancel_requested).values(state=WorkState.CANCELLED, **ended))
    failed = {"state": WorkState.FAILED, "words": WENT_WRONG.message, **ended}
    db.session.execute(abandoned.where(Work.attempts >= MOST_ATTEMPTS).values(failed))


def _is_free(now: datetime) -> sa.ColumnElement[bool]:
    is_abandoned = sa.and_(
        Work.state == WorkState.RUNNING,
        Work.lease_until < now,
        Work.attempts < MOST_ATTEMPTS,
        Work.cancel_requested.is_(False),
    )
    return sa.or_(Work.state == WorkState.QUEUED, is_abandoned)


def _claim(uid: uuid.UUID, now: datetime) -> tuple[str, Task] | None:
    claim = uuid.uuid4()
    taken = {
        "state": WorkState.RUNNING,
        "claim": claim,
        "lease_until": now + LEASE,
        "attempts": Work.attempts + 1,
        "started_at": sa.func.coalesce(Work.started_at, sa.literal(now, UtcDateTime())),
    }
    columns = (Work.kind, Work.about, Work.arguments, Work.asked_by)
    row = db.session.execute(sa.update(Work).where(Work.uid == uid, _is_free(now)).values(taken).returning(*columns))
    found = row.one_or_none()
    db.session.commit()
    return found and (found.kind, Task(uid, claim, found.about, found.arguments, found.asked_by))


def _finish(task: Task, end: dict[str, Any]) -> None:
    mine = sa.update(Work).where(Work.uid == task.uid, Work.claim == task.claim)
    db.session.execute(mine.values(ended_at=clock.now(), slot=None, claim=None, lease_until=None, **end))
    db.session.commit()
