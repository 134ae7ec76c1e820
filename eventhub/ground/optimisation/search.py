"""Improve an allocation by moving people and by letting two of them change places.

Pairs who share a value (same_pairs) guide the search across the plateaus of the distance from the quota, so it should
be the last of the objectives handed in.
"""

import numpy as np

from eventhub.ground.optimisation.arrays import Ints
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.ledger import NOWHERE, Ledger
from eventhub.ground.optimisation.problem import Objective

SAMPLE = 1_000
STEPS_PER_ITERATION = 20
"""So many steps count as one iteration of the budget."""


class LocalSearch:
    """Tabu search over moves and exchanges of people; blocks change places with as many single people.

    focus: the objective that may get a little worse on the way to something better.
    """

    def __init__(self, ledger: Ledger, *, seed: int = 1, focus: Objective = Objective.IMBALANCE) -> None:
        self.ledger = ledger
        bins, places = ledger.bins, ledger.places
        self._dice = np.random.default_rng(seed)
        choices = bins.allowed.sum(axis=1)
        self._movable = np.flatnonzero((bins.rules.size == 1) & (choices > 1))
        self._in_cell = [
            self._movable[(self.ledger.cells[self._movable] == cell).any(axis=1)]
            for cell in range(self.ledger.counts.shape[0])
        ]
        self._rest = np.zeros(places.size, dtype=np.int64)
        self._bad: Ints = np.empty((0, 2), dtype=np.int64)
        self._troubled: Ints = np.empty(0, dtype=np.int64)
        self._tolerance = ledger.weight.get(focus, 1)
        self._blocks = np.flatnonzero((bins.rules.size > 1) & (choices > 1))
        self._share_of_blocks = min(0.2, self._blocks.size / max(1, places.size))

    def improve(self, budget: Budget, patience: int, target: int | None = None) -> Ints:
        """Search until `patience` steps in a row brought nothing; return the best places met.

        target: an imbalance that cannot be beaten; reaching it ends the search.
        """
        best_places, total, best, idle, step = self.ledger.places.copy(), 0, 0, 0, 0
        while self._movable.size and idle < patience:
            if step % STEPS_PER_ITERATION == 0 and self._pause(budget, target):
                break
            step, idle = step + 1, idle + 1
            limit = best - total + self._dice.exponential(0.3) * self._tolerance
            if self._blocks.size and self._dice.random() < self._share_of_blocks:
                total += self._shift_block(int(self._dice.choice(self._blocks)), limit)
            else:
                total += self._step(step, limit)
            if total < best:
                best, best_places, idle = total, self.ledger.places.copy(), 0
        return best_places

    def _step(self, step: int, limit: float) -> int:
        """Take the best step of one person unless it costs more than the limit; say what it cost."""
        change, block, partner, place = self._best_step(self._drawn(step), step)
        if change > limit:
            return 0
        self._take(block, partner, place, step)
        return change

    def _shift_block(self, block: int, limit: float) -> int:
        """Move a block and send single people the other way until sizes fit; take it back if it costs too much."""
        ledger, here = self.ledger, int(self.ledger.places[block])
        open_ = np.flatnonzero(ledger.linear[block] < NOWHERE)
        place = int(self._dice.choice(open_))
        if place == here:
            return 0
        change, moved = ledger.price(block, place), [(block, here)]
        ledger.move(block, place)
        while ledger.sizes[place] > ledger.bins.high[place] or ledger.sizes[here] < ledger.bins.low[here]:
            back = self._movable[ledger.places[self._movable] == place]
            prices = np.array([ledger.price(int(other), here) for other in back], dtype=np.int64)
            if not back.size or prices.min() >= NOWHERE // 2:
                change = NOWHERE
                break
            other = int(back[np.argmin(prices)])
            change += int(prices.min())
            ledger.move(other, here)
            moved.append((other, place))
        if change <= limit:
            return change
        for other, before in reversed(moved):
            ledger.move(other, before)
        return 0

    def _pause(self, budget: Budget, target: int | None) -> bool:
        """Look up whether the budget is used or the target reached, and which cells are off their quota now."""
        distances = self.ledger.distances()
        self._bad = np.argwhere(distances > 0)
        self._troubled = self.ledger.troubled(self._movable)
        budget.spend(1)
        reached = target is not None and int(self.ledger.bins.arrays.cell_weight @ distances.sum(axis=1)) <= target
        return reached or budget.is_over()

    def _drawn(self, step: int) -> int:
        """Choose a person, most often one who meets others again or whose move could mend a quota."""
        if self._troubled.size and self._dice.random() < 0.8:
            return int(self._troubled[self._dice.integers(self._troubled.size)])
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
        partners = self._partners(block)
        partners = partners[self._rest[partners] <= step]
        if partners.size:
            exchanges = self.ledger.exchanges(block, partners)
            first = int(np.argmin(exchanges))
            if exchanges[first] < found[0]:
                partner = int(partners[first])
                found = (int(exchanges[first]), block, partner, int(self.ledger.places[partner]))
        return found if found[0] < NOWHERE // 2 else (NOWHERE, block, -1, place)

    def _partners(self, block: int) -> Ints:
        """Say with whom a person might change places; in a large hall some only, mostly where it costs no wish."""
        everybody = self._movable
        if everybody.size <= SAMPLE:
            return everybody
        costs, places = self.ledger.linear[block], self.ledger.places
        if self._dice.random() < 0.8:
            near = everybody[costs[places[everybody]] <= costs[places[block]]]
            everybody = near if near.size > SAMPLE // 20 else everybody
        return everybody[self._dice.integers(0, everybody.size, min(SAMPLE, everybody.size))]

    def _take(self, block: int, partner: int, place: int, step: int) -> None:
        here = int(self.ledger.places[block])
        self.ledger.move(block, place)
        self._rest[block] = step + self._dice.integers(4, 14)
        if partner >= 0:
            self.ledger.move(partner, here)
            self._rest[partner] = step + self._dice.integers(4, 14)
