"""How far milestones are, as of a stated day. Late is derived, never typed."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from eventhub.ground.i18n import Lazy, lazy
from eventhub.networks.models import Milestone, MilestoneState


class Standing(enum.StrEnum):
    """How a milestone stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    CURRENT = "current"
    PLANNED = "planned"
    OVERDUE = "overdue"


STANDING_WORDS: dict[Standing, Lazy] = {
    Standing.DONE: lazy("reached"),
    Standing.DONE_LATE: lazy("reached late"),
    Standing.CURRENT: lazy("being worked on"),
    Standing.PLANNED: lazy("still ahead"),
    Standing.OVERDUE: lazy("overdue"),
}
STATE_WORDS: dict[MilestoneState, Lazy] = {
    MilestoneState.PLANNED: lazy("still ahead"),
    MilestoneState.IN_PROGRESS: lazy("being worked on"),
    MilestoneState.DONE: lazy("reached"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many milestones a road map has, and how they stand."""

    total: int
    done: int
    done_late: int
    overdue: int

    @property
    def share(self) -> Fraction | None:
        """The share of milestones that are done; nothing while there are none."""
        return Fraction(self.done, self.total) if self.total else None


def standing(milestone: Milestone, as_of: date) -> Standing:
    """Say how a milestone stands on a day: overdue when not done after its due date; due that day is not overdue."""
    due = milestone.due_on
    if milestone.state is MilestoneState.DONE:
        is_late = due is not None and milestone.done_on is not None and milestone.done_on > due
        return Standing.DONE_LATE if is_late else Standing.DONE
    if due is not None and due < as_of:
        return Standing.OVERDUE
    return Standing.CURRENT if milestone.state is MilestoneState.IN_PROGRESS else Standing.PLANNED


def progress(standings: Sequence[Standing]) -> Progress:
    """Count milestones by how they stand; done late is done as well."""
    late = standings.count(Standing.DONE_LATE)
    return Progress(len(standings), standings.count(Standing.DONE) + late, late, standings.count(Standing.OVERDUE))
