"""The processes of the one command: web and worker under one parent, that end together whatever happens."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from eventhub.ground.logs import log
from eventhub.ground.settings import Settings

PR_SET_PDEATHSIG = 1
PARENT = "EVENTHUB_PARENT"
PATIENCE_SECONDS = 15
LOOK_EVERY_SECONDS = 0.2
MOST_REVIVALS = 5
REVIVALS_WITHIN_SECONDS = 60.0


class Web(BaseApplication):
    """gunicorn inside our own command: one process with threads, because limits are counted per process."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Configure gunicorn from our settings."""
        settings = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": self.settings.threads,
            "graceful_timeout": PATIENCE_SECONDS,
            "loglevel": "warning",
            "forwarded_allow_ips": "*" if self.settings.proxies else "",
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return what is served."""
        return self.app


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, even by kill -9 (Linux; elsewhere it lives on)."""
    parent = os.environ.pop(PARENT, "")
    if not parent or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):  # it died before we asked
        sys.exit(1)


def serve(commands: Sequence[str]) -> int:
    """Run commands of ours side by side until one gives up or somebody stops us; then end all. Returns the exit code.

    A command that was killed, say by a machine short of memory, is started again, so that readers of pages do not pay
    for a document that was too large; its work is offered anew.
    """
    running = {command: _start(command) for command in commands}
    revivals: deque[float] = deque(maxlen=MOST_REVIVALS)
    with _told_to_stop() as told:
        while not told and _all_stand(running, revivals):
            time.sleep(LOOK_EVERY_SECONDS)
        codes = [child.returncode for child in running.values() if child.returncode is not None]
        _end(list(running.values()))
    return 0 if told else next((code or 1 for code in codes), 1)


def _all_stand(running: dict[str, subprocess.Popen[bytes]], revivals: deque[float]) -> bool:
    for command, child in running.items():
        if child.poll() is None:
            continue
        moment = time.monotonic()
        too_often = len(revivals) == MOST_REVIVALS and moment - revivals[0] < REVIVALS_WITHIN_SECONDS
        if child.returncode >= 0 or too_often:
            return False
        log.warning("started again", command=command, signal=-child.returncode)
        revivals.append(moment)
        running[command] = _start(command)
    return True


def _start(command: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, PARENT: str(os.getpid())}
    line = [sys.executable, "-m", "flask", "--app", "eventhub.app", command]
    return subprocess.Popen(line, env=environment, start_new_session=True)  # noqa: S603 – only our own commands


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    told: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> Any:
        told.append(number)

    before = {number: signal.signal(number, hear) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
