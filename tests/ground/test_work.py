"""Work survives whatever happens to the worker, once and only once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.ground import clock, queue, work, worker, working
from eventhub.ground.db import db, writing
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy, speaking
from eventhub.ground.work import Work, WorkerBeat, WorkState
from eventhub.ground.working import LEASE, MOST_ATTEMPTS, Task


class TooFewPeople(Refusal):
    words = lazy("There are only %(count)s people.")


@pytest.fixture
def job(app, monkeypatch):
    """Return what registers a function as the job of a kind of work, for one test."""
    monkeypatch.setattr(working, "_jobs", {})
    return working.kind("tests.job")


def put(**more) -> Work:
    queued = work.put("tests.job", about="event:1", now=clock.now(), **more)
    db.session.commit()
    return queued


def test_work_is_done_with_what_it_was_given(job):
    job(lambda task: {"seen": task.arguments, "about": task.about, "by": task.asked_by})
    queued = put(arguments={"lang": "ru"}, asked_by="user:1")

    working.run(queued.uid)

    assert queued.state is WorkState.DONE
    assert queued.result == {"seen": {"lang": "ru"}, "about": "event:1", "by": "user:1"}
    assert queued.started_at <= queued.ended_at


def test_work_put_into_a_transaction_that_failed_is_never_offered(app, job):
    before = queue.waiting(app)
    work.put("tests.job", about="event:1", now=clock.now())
    db.session.rollback()
    db.session.commit()

    assert queue.waiting(app) == before
    assert working.due(clock.now()) == []


def test_a_commit_sends_one_message(app, job):
    before = queue.waiting(app)

    put()

    assert queue.waiting(app) == before + 1


def test_work_is_done_once_however_often_it_is_offered(job):
    done = []
    job(lambda task: done.append(task.uid))
    queued = put()

    working.run(queued.uid)
    working.run(queued.uid)

    assert done == [queued.uid]


def test_a_job_sees_the_data_and_writes_in_a_transaction_of_its_own(job):
    @job
    def rename(task: Task) -> None:
        found = db.session.scalars(sa.select(Work).where(Work.uid == task.uid)).one()
        task.progress(1, 2)
        with writing():
            db.session.execute(sa.update(Work).where(Work.id == found.id).values(asked_by="job"))
            db.session.commit()
        task.progress(2, 2)

    queued = put()
    working.run(queued.uid)

    assert (queued.state, queued.asked_by, queued.done, queued.total) == (WorkState.DONE, "job", 2, 2)


def test_progress_is_told_in_the_language_of_whoever_looks(job):
    job(lambda task: task.progress(1, 3, lazy("%(number)s MB", number=1)))
    queued = put()

    working.run(queued.uid)

    with speaking("ru"):
        assert queued.said == "1 МБ"


def test_waiting_work_is_cancelled_at_once(job):
    queued = put()

    work.cancel(queued, clock.now())
    db.session.commit()
    working.run(queued.uid)

    assert queued.state is WorkState.CANCELLED


def test_running_work_stops_at_its_next_word(job):
    said = []

    @job
    def stubborn(task: Task) -> None:
        with writing():
            work.cancel(db.session.scalars(sa.select(Work)).one(), clock.now())
            db.session.commit()
        task.progress(1, 1)
        said.append("went on")

    queued = put()
    working.run(queued.uid)

    assert queued.state is WorkState.CANCELLED
    assert said == []


def test_a_refusal_says_why(job):
    @job
    def refuse(task: Task) -> None:
        raise TooFewPeople(count=2)

    queued = put()
    working.run(queued.uid)

    with speaking("en"):
        assert (queued.state, queued.said) == (WorkState.FAILED, "There are only 2 people.")


def test_a_mistake_of_ours_ends_the_work_and_not_the_worker(job):
    @job
    def stumble(task: Task) -> None:
        raise ValueError("secret")

    queued = put()
    working.run(queued.uid)

    with speaking("en"):
        assert (queued.state, queued.said) == (WorkState.FAILED, working.WENT_WRONG.message)


def test_work_of_an_unknown_kind_fails(app):
    queued = work.put("tests.nobody_knows", about="event:1", now=clock.now())
    db.session.commit()

    working.run(queued.uid)

    assert queued.state is WorkState.FAILED


def test_work_whose_worker_died_is_taken_over_and_the_dead_changes_nothing(job):
    queued = put()
    _name, dead = working._claim(queued.uid, clock.now() - 2 * LEASE)
    done = []
    job(lambda task: done.append(task.uid))

    assert list(working.due(clock.now())) == [queued.uid]
    working.run(queued.uid)
    working._finish(dead, {"state": WorkState.FAILED})

    assert (queued.state, done) == (WorkState.DONE, [queued.uid])


def test_work_that_somebody_is_doing_is_not_offered(job):
    queued = put()
    working._claim(queued.uid, clock.now())

    assert list(working.due(clock.now())) == []


def test_a_worker_that_lost_its_lease_stops(job):
    queued = put()
    _name, late = working._claim(queued.uid, clock.now() - 2 * LEASE)
    working._claim(queued.uid, clock.now())

    with pytest.raises(working.Cancelled):
        late.progress(1, 1)


def test_work_that_kills_its_worker_is_given_up_in_the_end(job):
    queued = put()
    for attempt in range(MOST_ATTEMPTS, 0, -1):
        working._claim(queued.uid, clock.now() - 2 * attempt * LEASE)

    working.give_up(clock.now())
    db.session.commit()

    assert queued.state is WorkState.FAILED
    assert list(working.due(clock.now())) == []


def test_a_worker_that_is_told_to_end_gives_its_work_back(job):
    queued = put()
    states = []

    @job
    def told_to_end(task: Task) -> None:
        with writing():
            working.release()
            db.session.commit()
        states.append(db.session.scalar(sa.select(Work.state)))

    working.run(queued.uid)

    assert states == [WorkState.QUEUED]
    assert (queued.state, queued.attempts) == (WorkState.QUEUED, 0)


def test_a_lease_is_kept_while_the_work_goes_on(job):
    ends = []

    @job
    def long(task: Task) -> None:
        later = clock.now() + timedelta(minutes=5)
        with writing():
            working.renew(later)
            db.session.commit()
        ends.append(db.session.scalar(sa.select(Work.lease_until)) - later)

    working.run(put().uid)

    assert ends == [LEASE]


def test_work_in_a_slot_exists_once_until_it_has_ended(job):
    job(lambda task: None)
    first, second = put(slot="pdf ru"), put(slot="pdf ru")

    working.run_all()
    third = put(slot="pdf ru")

    assert first is second
    assert third.uid != first.uid


def test_the_latest_work_on_a_thing_is_found(job):
    job(lambda task: None)
    put()
    newest = put()

    assert work.find_latest("tests.job", "event:1") is newest
    assert work.find_latest("tests.job", "event:2") is None


def test_the_sweeper_finds_what_no_message_told_of(app, job, monkeypatch):
    sent = []
    queued = put()
    monkeypatch.setattr(queue, "send", lambda kind, uid: sent.append((kind, uid)))
    sweeper = worker.Sweeper(app)

    sweeper.sweep()
    sweeper.sweep()

    assert sent == [("work", queued.uid)]  # not again for a while


def test_the_sweeper_shows_that_the_worker_lives(app, client):
    assert client.get("/readyz").json["worker"] == "missing"

    worker.Sweeper(app).sweep()

    assert client.get("/readyz").json["worker"] == "ok"


def test_a_worker_that_fell_silent_is_missed(client):
    db.session.add(WorkerBeat(worker="old", beat_at=clock.now() - timedelta(minutes=1)))

    assert client.get("/readyz").json["worker"] == "missing"
