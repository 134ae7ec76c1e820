"""How far the search for groups is: seconds, and for each aim the value, the bound and the gap between them."""

from dataclasses import dataclass

from markupsafe import Markup

from eventhub.allocation.pages.quality import AIM_NAMES
from eventhub.ground import formats
from eventhub.ground.drawings.quality import track
from eventhub.ground.i18n import _, ngettext
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.work import Work, WorkState


@dataclass(frozen=True, slots=True)
class AimSoFar:
    """One aim while the search goes on."""

    name: str
    value: int
    track: Markup
    words: str
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page of a search shows."""

    done: int
    total: int
    words: str
    aims: list[AimSoFar]
    has_found: bool
    is_stopping: bool


def progress(work: Work) -> Progress:
    """Lay out how far a search is."""
    reached = work.words_values
    known = {objective.value: objective for objective in AIM_NAMES}
    aims = [_aim(known[name], *found) for name, found in reached.items() if name in known]
    return Progress(work.done, max(work.total, 1), _words(work), aims, bool(aims), work.cancel_requested)


def _words(work: Work) -> str:
    if work.state is WorkState.QUEUED:
        return _("Waiting for its turn")
    left = max(work.total - work.done, 0)
    return ngettext(
        "Looking for better groups, %(count)s second at most",
        "Looking for better groups, %(count)s seconds at most",
        left,
    )


def _aim(objective: Objective, value: float, bound: float) -> AimSoFar:
    gap = 100 * (value - bound) / max(1.0, bound)
    is_proven = value <= bound
    words = (
        _("cannot be better, proven")
        if is_proven
        else _(
            "the best possible is at least %(bound)s: at most %(gap)s %% away",
            bound=int(bound),
            gap=formats.number(round(gap, 1)),
        )
    )
    most = 1.15 * max(value, bound, 1)
    return AimSoFar(str(AIM_NAMES[objective]), int(value), track(value, most, bound=bound), words, is_proven)
