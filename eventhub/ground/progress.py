"""Work in the background as a page shows it: its state in words, how far it is, and what it says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.work import Work, WorkState

STATES: Mapping[WorkState, tuple[str, str, Lazy]] = {
    WorkState.QUEUED: ("info", "clock", lazy("waits for its turn")),
    WorkState.RUNNING: ("info", "clock", lazy("at work")),
    WorkState.DONE: ("good", "check", lazy("ready")),
    WorkState.FAILED: ("bad", "stop", lazy("did not succeed")),
    WorkState.CANCELLED: ("neutral", "close", lazy("cancelled")),
}
"""Kind and sign of the mark, and its words."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One piece of work: its name, the mark of its state, steps done of all, its own words, whether it goes on."""

    name: str
    mark: tuple[str, str, str]
    done: int
    total: int
    words: str
    is_live: bool


def progress_of(work: Work | None, name: str) -> Progress | None:
    """Lay out a piece of work; nothing stays nothing."""
    if work is None:
        return None
    kind, sign, words = STATES[work.state]
    said = "" if work.state is WorkState.DONE else work.said
    return Progress(name, (kind, sign, str(words)), work.done, work.total, said, work.is_live)
