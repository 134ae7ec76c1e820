"""Say which moves are possible, and what a move or an exchange would cost.

The engine's board brings numpy, so it is loaded when somebody first looks at an allocation, not at every start.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from eventhub.allocation.models import Reason
from eventhub.allocation.rules.facts import Facts, Seat
from eventhub.allocation.rules.options import Options
from eventhub.allocation.rules.problem import Task, state_problem
from eventhub.ground.optimisation.problem import Objective, Problem

if TYPE_CHECKING:
    from eventhub.ground.optimisation.board import Board, Cost
    from eventhub.ground.optimisation.explanation import Explanation

ENGINE = "eventhub.ground.optimisation"

DUTY_REASONS = {Reason.FACILITATOR, Reason.SECRETARY, Reason.MODEL_AUTHOR}


@dataclass(frozen=True)
class Table:
    """An allocation at hand: the problem of the people who come and have a group, and the prices of changes."""

    facts: Facts
    task: Task
    board: "Board | None"

    @property
    def sizes(self) -> Counter[int]:
        """How many people are in each group."""
        return Counter(seat.group_id for seat in self.facts.placed if seat.group_id)

    def cost(self, seat: Seat, group_id: int, other: Seat | None = None) -> "Cost | None":
        """Say what a move, or an exchange with somebody there, would lead to; nothing for whoever has no group yet."""
        if self.board is None or seat.assignment is None:
            return None
        steps = [(str(seat.id), str(group_id))]
        if other is not None:
            steps.append((str(other.id), str(seat.group_id)))
        return self.board.cost(steps)

    def breaks(self, seat: Seat, group_id: int, other: Seat | None = None) -> list[str]:
        """Name what a change would newly break: `{r:number}` of rules, `size:key` of groups. Empty when allowed."""
        cost = self.cost(seat, group_id, other)
        if cost is None:
            return self._breaks_of_coming(seat, group_id)
        change = Counter({seat.group_id: -1, group_id: 1}) if other is None else Counter()
        return [
            name
            for name in cost.breaks
            if not name.startswith("size:") or self._is_worse(int(name.removeprefix("size:")), change)
        ]

    def _is_worse(self, group_id: int, change: Mapping[int | None, int]) -> bool:
        """Whether a size moves further out of its limits; coming nearer to them is no reason to refuse."""
        group = next(group for group in self.facts.groups if group.id == group_id)
        by = change.get(group_id, 0)
        size = self.sizes[group_id] + by
        return (by < 0 and size < group.min_size) or (by > 0 and group.capacity is not None and size > group.capacity)

    def _breaks_of_coming(self, seat: Seat, group_id: int) -> list[str]:
        found = [f"size:{group_id}"] if self._is_worse(group_id, {group_id: 1}) else []
        with_them = (*self.facts.placed, seat)
        task = state_problem(self.facts, with_them, Options())
        places = {str(each.id): str(each.group_id or group_id) for each in with_them}
        board = _board(task.problem, places)
        return found + [name for name in board.cost_of_move(str(seat.id), str(group_id)).breaks if "size:" not in name]


def lay(facts: Facts, options: Options) -> Table:
    """Put an allocation on the table, without its locks: those are asked for themselves."""
    task = state_problem(facts, facts.placed, options)
    places = {str(seat.id): str(seat.group_id) for seat in facts.placed}
    return Table(facts, task, _board(task.problem, places) if places else None)


def explained(board: "Board", seat: Seat) -> "Explanation":
    """Return the reasons for somebody's place that can be checked."""
    told: Explanation = import_module(f"{ENGINE}.explanation").explain_person(board, str(seat.id))
    return told


def exchanges(board: "Board", seat: Seat, group_id: int) -> "list[Cost]":
    """Return the allowed exchanges of somebody with people of a group, the best first."""
    found: list[Cost] = import_module(f"{ENGINE}.explanation").best_swaps(board, str(seat.id), str(group_id))
    return found


def is_bound(seat: Seat) -> bool:
    """Tell whether somebody is in the group by duty, so that there is no lock to open."""
    return seat.assignment is not None and seat.assignment.reason in DUTY_REASONS


def price(cost: "Cost", objective: Objective) -> int:
    """Say by how much an aim changes; weights and costs are whole numbers here."""
    return int(cost.changes.get(objective, 0))


def _board(problem: Problem, places: Mapping[str, str]) -> "Board":
    laid: Board = import_module(f"{ENGINE}.board").Board(problem, [places])
    return laid
