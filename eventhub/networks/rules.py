"""How far milestones are, as of a stated day. Late is derived, never typed."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eventhub.networks.models import Milestone, MilestoneState


class Standing(enum.StrEnum):
    """How a milestone stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    CURRENT = "current"
    PLANNED = "planned"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many milestones a road map has, and how they stand."""

    total: int
    done: int
    done_late: int
    overdue: int


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
