"""The worker process: takes messages from the queue, and every second sweeps up what nobody has been told of."""

import importlib
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

import sqlalchemy as sa
from flask import Flask
from huey.api import Huey
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError

from eventhub.ground import clock, delivery, queue, working
from eventhub.ground.db import db, reading
from eventhub.ground.logs import log
from eventhub.ground.work import WorkerBeat

THREADS = 3
SWEEP_EVERY_SECONDS = 1.0
BEAT_EVERY_SECONDS = 5.0
OFFER_AGAIN_AFTER_SECONDS = 30.0
SHUTDOWN_SECONDS = 10
FORGET_WORKERS_AFTER = timedelta(days=1)
DUTIES: dict[str, Callable[..., Sequence[uuid.UUID]]] = {"work": working.due, "letter": delivery.due}


def init_app(app: Flask) -> None:
    """Say what the messages of the queue set off."""
    queue.on_message(app, "work", working.run)
    queue.on_message(app, "letter", delivery.deliver)


def run(app: Flask, jobs: Iterable[str]) -> None:
    """Work until SIGTERM or SIGINT. jobs: modules that register kinds of work; only the worker loads them."""
    for name in jobs:
        importlib.import_module(name)
    huey: Huey = app.extensions["queue"]
    consumer = Consumer(
        huey,
        workers=THREADS,
        periodic=False,
        initial_delay=0.05,
        max_delay=0.5,
        shutdown_timeout=SHUTDOWN_SECONDS,
        graceful_signal="TERM",
    )
    sweeper = Sweeper(app)
    sweeper.start()
    try:
        consumer.run()
    finally:
        sweeper.stop()
        with app.app_context():
            working.release()
            db.session.commit()


class Sweeper(threading.Thread):
    """Finds rows whose message was lost, keeps leases and shows that the worker lives."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="sweeper", daemon=True)
        self.app = app
        self.worker = f"{socket.gethostname()} {uuid.uuid4().hex[:8]}"
        self.ended = threading.Event()
        self.offered: dict[uuid.UUID, float] = {}
        self.next_beat = 0.0

    def run(self) -> None:
        """Sweep until stopped; a database that is busy for a moment is no reason to end."""
        while not self.ended.wait(SWEEP_EVERY_SECONDS):
            try:
                with self.app.app_context():
                    self.sweep()
            except SQLAlchemyError as error:
                log.warning("sweeper was disturbed", exc_info=error)

    def stop(self) -> None:
        """End after the present round."""
        self.ended.set()
        self.join(timeout=BEAT_EVERY_SECONDS)

    def sweep(self) -> None:
        """Offer what waits, and from time to time keep leases and beat."""
        moment = time.monotonic()
        if moment >= self.next_beat:
            self.next_beat = moment + BEAT_EVERY_SECONDS
            self.beat()
        with reading():
            waiting = [(kind, uid) for kind, due in DUTIES.items() for uid in due(clock.now())]
        for kind, uid in waiting:
            self.offer(kind, uid, moment)
        self.offered = {uid: at for uid, at in self.offered.items() if moment - at < OFFER_AGAIN_AFTER_SECONDS}

    def offer(self, kind: str, uid: uuid.UUID, moment: float) -> None:
        """Send a message about a row, not again for a while: the queue may be long."""
        if moment - self.offered.get(uid, -OFFER_AGAIN_AFTER_SECONDS) >= OFFER_AGAIN_AFTER_SECONDS:
            self.offered[uid] = moment
            queue.send(kind, uid)

    def beat(self) -> None:
        """Show that this worker lives, keep its leases, and end what was abandoned."""
        now = clock.now()
        db.session.merge(WorkerBeat(worker=self.worker, beat_at=now))
        db.session.execute(sa.delete(WorkerBeat).where(WorkerBeat.beat_at < now - FORGET_WORKERS_AFTER))
        working.renew(now)
        working.give_up(now)
        db.session.commit()
