"""Say how good an allocation is, and against which bounds that may be said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from eventhub.allocation.models import Allocation, AllocationState
from eventhub.allocation.rules.facts import Facts
from eventhub.allocation.rules.options import Options
from eventhub.allocation.rules.problem import rank_of
from eventhub.ground.optimisation.problem import Objective


@dataclass(frozen=True, slots=True)
class Reached:
    """One aim: its value, the best that is possible while the aims before it keep theirs, and the value before.

    bound: nothing when nobody has computed it for the people, groups and rules of now.
    """

    objective: Objective
    value: int
    bound: int | None = None
    earlier: int | None = None

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.bound is not None and self.value <= self.bound

    @property
    def gap_percent(self) -> float:
        """How far the value may be from the best, in per cent of the bound."""
        bound = self.bound or 0
        return 100 * (self.value - bound) / max(1, bound)


def judged(
    values: Mapping[Objective, Fraction], report: Mapping[str, Any], mark: str, *, is_moved: bool, options: Options
) -> dict[Objective, Reached]:
    """Set values beside the bounds of the report, as far as these still hold.

    mark: of the problem as it is now. is_moved: whether people were moved by hand. A bound was proven for the values
    of the aims before it; after the first value that differs from the report's no later bound is shown.
    """
    known = report.get("objectives", {}) if report.get("mark") == mark else {}
    holds = not (options.fewest_moves and is_moved)
    found: dict[Objective, Reached] = {}
    for objective, value in values.items():
        told = known.get(objective.value)
        if objective is not Objective.MOVES:
            bound = int(told["bound"]) if told and holds else None
            found[objective] = Reached(objective, int(value), bound)
            holds = holds and told is not None and told["value"] == int(value)
    return found


def ranks(facts: Facts) -> Counter[int | None]:
    """Count which wish people have obtained: from 1, 0 for none of their list, nothing for those without a list."""
    return Counter(rank_of(seat, seat.group_id) for seat in facts.placed if seat.group_id)


def is_made(allocation: Allocation) -> bool:
    """Tell whether an allocation has come to something that can be shown."""
    told = allocation.state in {AllocationState.PUBLISHED, AllocationState.SUPERSEDED}
    return told or (allocation.state is AllocationState.DRAFT and bool(allocation.report))


def is_in_conflict(allocation: Allocation) -> bool:
    """Tell whether an allocation could not be made because rules contradict each other."""
    return bool(allocation.report.get("conflicts"))
