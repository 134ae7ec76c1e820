"""Solve in a child process that can be stopped at once; what it had found by then is kept."""

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from eventhub.ground.optimisation import objectives as recount
from eventhub.ground.optimisation.answers import Answer, Progress, Status, is_proven_optimal
from eventhub.ground.optimisation.problem import Assignment, Problem
from eventhub.ground.optimisation.quotas import quotas
from eventhub.ground.optimisation.validation import warnings_of

ROOT = Path(__file__).resolve().parents[3]
LISTENING_SECONDS = 0.1


class ChildDied(Exception):
    """The child ended without an answer; its last words are in the message."""


def solve_in_child(
    problem: Problem,
    *,
    seconds: float | None,
    iterations: int | None = None,
    seed: int = 1,
    start: Assignment | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Answer:
    """Solve like `engine.solve`, in another process; `should_stop` is asked ten times a second and obeyed at once.

    Raises ChildDied when the child ends without having found anything.
    """
    order = {"problem": problem, "seconds": seconds, "iterations": iterations, "seed": seed, "start": start}
    with _started() as child:
        heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=_hand_over, args=(child, order), daemon=True).start()
        threading.Thread(target=_listen, args=(child, heard), daemon=True).start()
        try:
            return _awaited(heard, problem, seed, on_progress, should_stop)
        finally:
            child.kill()


def _awaited(
    heard: "queue.SimpleQueue[Any]",
    problem: Problem,
    seed: int,
    on_progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
) -> Answer:
    last: Progress | None = None
    while not (should_stop is not None and should_stop()):
        try:
            word = heard.get(timeout=LISTENING_SECONDS)
        except queue.Empty:
            continue
        if isinstance(word, Answer):
            return word
        if not isinstance(word, Progress):
            if last is None:
                raise ChildDied(str(word))
            break
        last = word
        if on_progress is not None:
            on_progress(word)
    return _stopped(problem, last, seed)


def _stopped(problem: Problem, last: Progress | None, seed: int) -> Answer:
    """Make an answer of what was known when the child was stopped."""
    if last is None:
        return Answer(Status.FEASIBLE, ended_by="stopped", seed=seed)
    return Answer(
        Status.OPTIMAL if is_proven_optimal(last.objectives) else Status.FEASIBLE,
        assignment=last.assignment,
        objectives=last.objectives,
        quotas=quotas(problem),
        counts=tuple(recount.counts(problem, placed) for placed in last.assignment),
        warnings=tuple(warnings_of(problem)),
        seconds=last.seconds,
        seed=seed,
        ended_by="stopped",
    )


def _started() -> "subprocess.Popen[bytes]":
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-m", "eventhub.ground.optimisation.run"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl+C is for whoever started the search, not for the child
    )


def _hand_over(child: "subprocess.Popen[bytes]", order: dict[str, Any]) -> None:
    assert child.stdin is not None
    try:
        with child.stdin:
            pickle.dump(order, child.stdin)
    except BrokenPipeError:
        return


def _listen(child: "subprocess.Popen[bytes]", heard: "queue.SimpleQueue[Any]") -> None:
    """Pass on what the child says until it falls silent; then its last words, if it left any."""
    assert child.stdout is not None
    assert child.stderr is not None
    try:
        for word in _words(child.stdout):
            heard.put(word)
        heard.put(child.stderr.read().decode("utf-8", "replace")[-2000:])
    except ValueError:  # the pipes were closed because the child is no longer wanted
        return


def _words(pipe: IO[bytes]) -> Any:
    while True:
        try:
            yield pickle.load(pipe)  # noqa: S301 - comes from our own child
        except (EOFError, pickle.UnpicklingError):
            return
