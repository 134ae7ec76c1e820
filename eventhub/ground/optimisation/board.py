"""Keep an allocation at hand and say at once what a move or an exchange would change.

Built once; each question then costs a fraction of a millisecond, also with 10,000 people, because only the counts that
change are looked at.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from eventhub.ground.optimisation.arrays import BLANK, Arrays, Ints, arrays
from eventhub.ground.optimisation.objectives import values
from eventhub.ground.optimisation.problem import Assignment, Constraint, Kind, Objective, Problem

Steps = Sequence[tuple[str, str]]
"""People and the groups they would go to, all at once."""


@dataclass(frozen=True)
class Cost:
    """What a change would lead to: every objective's new value, by how much it changes, and what would be broken.

    breaks: ids of constraints, and `size:GROUP` for limits; empty when the change is allowed.
    """

    steps: tuple[tuple[str, str], ...]
    values: Mapping[Objective, Fraction]
    changes: Mapping[Objective, Fraction]
    breaks: tuple[str, ...]

    @property
    def rank(self) -> tuple[Fraction, ...]:
        """The changes in the order of the objectives: the smaller, the better."""
        return tuple(self.changes.values())


class Board:
    """An allocation of all rounds with its counts, its values and the prices of changes."""

    def __init__(self, problem: Problem, assignment: Assignment, numbers: Arrays | None = None) -> None:
        self.problem = problem
        self.numbers = numbers or arrays(problem)
        self.places = [self.numbers.positions(placed) for placed in assignment]
        self.values: dict[Objective, Fraction] = values(problem, assignment)
        self.counts = [self._counted(places) for places in self.places]
        self.sizes = [np.bincount(places, minlength=len(self.numbers.groups)) for places in self.places]
        self._rules: dict[str, list[Constraint]] = {}
        for rule in problem.constraints:
            for person in dict.fromkeys(rule.people):
                self._rules.setdefault(person, []).append(rule)

    def group_of(self, person: str, round_number: int = 1) -> str:
        """Where a person is in a round, counted from 1."""
        return self.numbers.groups[int(self.places[round_number - 1][self.numbers.person_at[person]])]

    def rules_of(self, person: str, round_number: int = 1) -> list[Constraint]:
        """The constraints that concern a person in a round."""
        return [rule for rule in self._rules.get(person, []) if rule.holds_in(round_number)]

    def cost_of_move(self, person: str, group: str, round_number: int = 1) -> Cost:
        """Say what the move of one person would lead to."""
        return self.cost([(person, group)], round_number)

    def cost_of_swap(self, person: str, other: str, round_number: int = 1) -> Cost:
        """Say what it would lead to if two people changed places."""
        there, here = self.group_of(other, round_number), self.group_of(person, round_number)
        return self.cost([(person, there), (other, here)], round_number)

    def table(self, person: str, round_number: int = 1) -> list[Cost]:
        """Say for every group what the person's move there would lead to, in the order of the problem's groups."""
        return [self.cost_of_move(person, group.id, round_number) for group in self.problem.groups]

    def cost(self, steps: Steps, round_number: int = 1) -> Cost:
        """Say what several moves at once would lead to."""
        moving = [(self.numbers.person_at[person], self.numbers.group_at[group]) for person, group in steps]
        number = round_number - 1
        changes = {objective: self._change(objective, moving, number) for objective in self.problem.objectives}
        return Cost(
            tuple(steps),
            {objective: self.values[objective] + change for objective, change in changes.items()},
            changes,
            tuple(self._breaks(dict(steps), moving, round_number)),
        )

    def make(self, steps: Steps, round_number: int = 1) -> Cost:
        """Make the moves, whatever they break, and keep everything up to date."""
        cost = self.cost(steps, round_number)
        number = round_number - 1
        for person, group in ((self.numbers.person_at[who], self.numbers.group_at[where]) for who, where in steps):
            here = self.places[number][person]
            cells = self.numbers.cells[person]
            cells = cells[cells != BLANK]
            self.counts[number][cells, here] -= 1
            self.counts[number][cells, group] += 1
            self.sizes[number][here] -= 1
            self.sizes[number][group] += 1
            self.places[number][person] = group
        self.values = dict(cost.values)
        return cost

    def assignment(self) -> tuple[dict[str, str], ...]:
        """The allocation as it stands, by ids."""
        return tuple(self.numbers.names(places) for places in self.places)

    def _counted(self, places: Ints) -> Ints:
        counts = np.zeros(self.numbers.least.shape, dtype=np.int64)
        people, attributes = np.nonzero(self.numbers.cells != BLANK)
        np.add.at(counts, (self.numbers.cells[people, attributes], places[people]), 1)
        return counts

    def _change(self, objective: Objective, moving: list[tuple[int, int]], number: int) -> Fraction:
        places, numbers = self.places[number], self.numbers
        if objective == Objective.REPEAT_PAIRS:
            return Fraction(self._more_meetings(moving, number))
        if objective in (Objective.IMBALANCE, Objective.SAME_PAIRS):
            return Fraction(self._count_change(objective, moving, number), numbers.weight_scale)
        total = 0
        for person, group in moving:
            if objective == Objective.MOVES:
                previous = numbers.previous[person]
                if number == 0 and previous >= 0:
                    total += int(group != previous) - int(places[person] != previous)
            else:
                table = numbers.rank_cost if objective == Objective.RANK_COST else numbers.unlisted
                there, here = numbers.topic_of[group], numbers.topic_of[places[person]]
                total += int(table[person, there] - table[person, here])
        return Fraction(total, numbers.scale(objective))

    def _count_change(self, objective: Objective, moving: list[tuple[int, int]], number: int) -> int:
        """Weigh the counts that change, before and after."""
        more: Counter[tuple[int, int]] = Counter()
        for person, group in moving:
            for cell in self.numbers.cells[person].tolist():
                if cell != BLANK:
                    more[cell, int(self.places[number][person])] -= 1
                    more[cell, group] += 1
        total = 0
        for (cell, group), change in more.items():
            count = int(self.counts[number][cell, group])
            if objective == Objective.SAME_PAIRS:
                after, before = (count + change) * (count + change - 1) // 2, count * (count - 1) // 2
            else:
                after, before = (self._distance(cell, group, one) for one in (count + change, count))
            total += int(self.numbers.cell_weight[cell]) * (after - before)
        return total

    def _distance(self, cell: int, group: int, count: int) -> int:
        return max(0, int(self.numbers.least[cell, group]) - count, count - int(self.numbers.most[cell, group]))

    def _more_meetings(self, moving: list[tuple[int, int]], number: int) -> int:
        """Count how many more people would be met again."""
        if len(self.places) < 2:
            return 0
        before, after = self.places[number], self.places[number].copy()
        after[[person for person, _ in moving]] = [group for _, group in moving]
        total = 0
        movers = np.array([person for person, _ in moving])
        for position, person in enumerate(movers):
            met = np.zeros(before.size, dtype=bool)
            for other, places in enumerate(self.places):
                if other != number:
                    met |= places == places[person]
            met[movers[: position + 1]] = False  # pairs of movers are counted once
            total += int((met & (after == after[person])).sum()) - int((met & (before == before[person])).sum())
        return total

    def _breaks(self, going: dict[str, str], moving: list[tuple[int, int]], round_number: int) -> list[str]:
        """Name what would be broken among the constraints of those who go and the sizes of the groups concerned."""
        number = round_number - 1
        sizes: Counter[int] = Counter()
        for person, group in moving:
            sizes[int(self.places[number][person])] -= 1
            sizes[group] += 1
        found = []
        for place, change in sizes.items():
            size = int(self.sizes[number][place]) + change
            if not self.numbers.minimum[place] <= size <= self.numbers.maximum[place]:
                found.append(f"size:{self.numbers.groups[place]}")
        rules = {rule.id: rule for person in going for rule in self.rules_of(person, round_number)}
        return found + [name for name, rule in rules.items() if not self._would_hold(rule, going, round_number)]

    def _would_hold(self, rule: Constraint, going: dict[str, str], round_number: int) -> bool:
        where = [going.get(person) or self.group_of(person, round_number) for person in dict.fromkeys(rule.people)]
        if rule.kind in (Kind.FIXED, Kind.ALLOWED):
            return all(group in rule.groups for group in where)
        if rule.kind == Kind.FORBIDDEN:
            return not any(group in rule.groups for group in where)
        return len(set(where)) == (1 if rule.kind == Kind.TOGETHER else len(where))
