"""Improve an allocation by moving people and by letting two of them change places.

Pairs who share a value (same_pairs) guide the search across the plateaus of the distance from the quota, so it should
be the last of the objectives handed in.
"""

import numpy as np

from eventhub.ground.optimisation.arrays import Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.ledger import NOWHERE, Ledger
from eventhub.ground.optimisation.problem import Objective

SAMPLE = 1_000
STEPS_PER_ITERATION = 20
"""So many steps count as one iteration of the budget."""


class LocalSearch:
    """Tabu search over moves and exchanges of single people; larger blocks stay where they are."""

    def __init__(self, bins: Bins, places: Ints, objectives: list[Objective], *, seed: int = 1) -> None:
        self.ledger = Ledger(bins, places, objectives)
        self._dice = np.random.default_rng(seed)
        choices = bins.allowed.sum(axis=1)
        self._movable = np.flatnonzero((bins.rules.size == 1) & (choices > 1))
        self._in_cell = [
            self._movable[(self.ledger.cells[self._movable] == cell).any(axis=1)]
            for cell in range(self.ledger.counts.shape[0])
        ]
        self._rest = np.zeros(places.size, dtype=np.int64)
        self._bad: Ints = np.empty((0, 2), dtype=np.int64)
        self._tolerance = self.ledger.weight.get(Objective.IMBALANCE, 1)

    def improve(self, budget: Budget, patience: int, target: int | None = None) -> Ints:
        """Search until `patience` steps in a row brought nothing; return the best places met.

        target: an imbalance that cannot be beaten; reaching it ends the search.
        """
        best_places, total, best, idle, step = self.ledger.places.copy(), 0, 0, 0, 0
        while self._movable.size and idle < patience:
            if step % STEPS_PER_ITERATION == 0 and self._pause(budget, target):
                break
            step, idle = step + 1, idle + 1
            change, block, partner, place = self._best_step(self._drawn(step), step)
            if total + change - best > self._dice.exponential(0.3) * self._tolerance:
                continue
            self._take(block, partner, place, step)
            total += change
            if total < best:
                best, best_places, idle = total, self.ledger.places.copy(), 0
        return best_places

    def _pause(self, budget: Budget, target: int | None) -> bool:
        """Look up whether the budget is used or the target reached, and which cells are off their quota now."""
        distances = self.ledger.distances()
        self._bad = np.argwhere(distances > 0)
        budget.spend(1)
        reached = target is not None and int(self.ledger.bins.arrays.cell_weight @ distances.sum(axis=1)) <= target
        return reached or budget.is_over()

    def _drawn(self, step: int) -> int:
        """Choose a person, most often one whose move could mend a quota."""
        if self._bad.size and self._dice.random() < 0.8:
            cell, place = self._bad[self._dice.integers(len(self._bad))]
            members = self._in_cell[cell]
            is_over = self.ledger.counts[cell, place] > self.ledger.bins.most[cell, place]
            members = members[(self.ledger.places[members] == place) == is_over]
            members = members[self._rest[members] <= step]
            if members.size:
                return int(members[self._dice.integers(members.size)])
        return int(self._movable[self._dice.integers(self._movable.size)])

    def _best_step(self, block: int, step: int) -> tuple[int, int, int, int]:
        """Find the cheapest move or exchange of a person: price, person, partner (-1: none), new bin."""
        moves = self.ledger.moves(block)
        place = int(np.argmin(moves))
        found = (int(moves[place]), block, -1, place)
        partners = self._movable
        if partners.size > SAMPLE:
            partners = partners[self._dice.integers(0, partners.size, SAMPLE)]
        partners = partners[self._rest[partners] <= step]
        if partners.size:
            exchanges = self.ledger.exchanges(block, partners)
            first = int(np.argmin(exchanges))
            if exchanges[first] < found[0]:
                partner = int(partners[first])
                found = (int(exchanges[first]), block, partner, int(self.ledger.places[partner]))
        return found if found[0] < NOWHERE // 2 else (NOWHERE, block, -1, place)

    def _take(self, block: int, partner: int, place: int, step: int) -> None:
        here = int(self.ledger.places[block])
        self.ledger.move(block, place)
        self._rest[block] = step + self._dice.integers(4, 14)
        if partner >= 0:
            self.ledger.move(partner, here)
            self._rest[partner] = step + self._dice.integers(4, 14)
