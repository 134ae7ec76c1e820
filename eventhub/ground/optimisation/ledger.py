"""Keep the counts of an allocation and the price of every single change, while people change places.

`up` and `down` say what one person more or less of a cell costs a bin, all objectives weighted into one whole number:
the smallest change of an earlier objective outweighs every change that one exchange can make to the later ones.
"""

from collections.abc import Iterable

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.problem import Objective

NOWHERE = 1 << 55
"""What it costs to go where one may not."""


class Ledger:
    """The state of a local search: places of blocks, counts of bins, prices of changes."""

    def __init__(self, bins: Bins, places: Ints, objectives: list[Objective]) -> None:
        self.bins = bins
        self.places = places.copy()
        self.weight = _weights(bins, objectives)
        self.cells = np.full((places.size, bins.arrays.cells.shape[1]), -1, dtype=np.int64)
        self.cells[bins.rules.block_of] = bins.arrays.cells
        self.sizes = bins.sizes(places)
        self.counts = bins.counted(places)
        self._sets = [(blocks, room) for blocks, room in zip(bins.rules.apart, bins.room, strict=True)]
        self._sets_of: dict[int, list[int]] = {}
        for number, (blocks, _) in enumerate(self._sets):
            for member in blocks:
                self._sets_of.setdefault(int(member), []).append(number)
        self._base = self._linear()
        self.linear = self._base.copy()
        self.up = np.zeros((self.counts.shape[0] + 1, bins.count), dtype=np.int64)
        self.down = np.zeros_like(self.up)
        self.leaving = np.zeros(places.size, dtype=np.int64)
        self._bar(range(len(self._sets)))
        self._rate(np.arange(bins.count))

    def troubled(self, blocks: Ints) -> Ints:
        """Those of the blocks whose place is bad for a reason that counts do not show; here nobody."""
        return blocks[:0]

    def distances(self) -> Ints:
        """How far every cell of every bin is from its quota."""
        return np.asarray(np.maximum(np.maximum(self.bins.least - self.counts, self.counts - self.bins.most), 0))

    def moves(self, block: int) -> Ints:
        """Price the move of a single person to every bin; NOWHERE or more where it is not possible."""
        here = self.places[block]
        prices = self.leaving[block] + self.entering(block)
        full = self.sizes >= self.bins.high
        prices[full] += NOWHERE
        prices[here] = NOWHERE
        return prices if self.sizes[here] > self.bins.low[here] else np.full_like(prices, NOWHERE)

    def exchanges(self, block: int, partners: Ints) -> Ints:
        """Price the exchange of a single person with each of the partners; NOWHERE or more where not possible."""
        here, there = self.places[block], self.places[partners]
        theirs = self.cells[partners]
        prices = self.leaving[block] + self.entering(block)[there] + self.leaving[partners]
        prices += self.linear[partners, here] + self.up[theirs, here].sum(axis=1)
        for column, cell in enumerate(self.cells[block]):
            if cell >= 0:
                counted_twice = self.up[cell] + self.down[cell] + self.up[cell, here] + self.down[cell, here]
                prices -= np.where(theirs[:, column] == cell, counted_twice[there], 0)
        prices[there == here] = NOWHERE
        return np.asarray(prices)

    def entering(self, block: int) -> Ints:
        """Price the arrival of a single person in every bin."""
        return np.asarray(self.linear[block] + self.up[self.cells[block]].sum(axis=0))

    def price(self, block: int, place: int) -> int:
        """Price the move of a block of any size, whether or not there is room."""
        here = int(self.places[block])
        own = self.bins.block_cells[[block]].toarray()[0]
        total = int(self.linear[block, place] - self._base[block, here])
        for bin_, sign in ((here, -1), (place, 1)):
            total += self._worth(bin_, sign * own) - self._worth(bin_, 0 * own)
        return total

    def _worth(self, place: int, more: Ints) -> int:
        """What the counts of a bin cost with so many more of each cell."""
        counts = self.counts[:, place] + more
        off = np.maximum(np.maximum(self.bins.least[:, place] - counts, counts - self.bins.most[:, place]), 0)
        far, near = self.weight.get(Objective.IMBALANCE, 0), self.weight.get(Objective.SAME_PAIRS, 0)
        return int(self.bins.arrays.cell_weight @ (far * off + near * (counts * (counts - 1) // 2)))

    def move(self, block: int, place: int) -> None:
        """Put a block into another bin."""
        here = int(self.places[block])
        own = self.bins.block_cells[[block]].toarray()[0] if self.bins.rules.size[block] > 1 else None
        for bin_, sign in ((here, -1), (place, 1)):
            self.sizes[bin_] += sign * self.bins.rules.size[block]
            if own is None:
                cells = self.cells[block]
                self.counts[cells[cells >= 0], bin_] += sign
            else:
                self.counts[:, bin_] += sign * own
        self.places[block] = place
        self._bar(self._sets_of.get(block, []))
        self._rate(np.array([here, place]))

    def _rate(self, bins: Ints) -> None:
        """Price anew what these bins would pay for one person more or less."""
        counts, least, most = self.counts[:, bins], self.bins.least[:, bins], self.bins.most[:, bins]
        weight = self.bins.arrays.cell_weight[:, None]
        far, near = weight * self.weight.get(Objective.IMBALANCE, 0), weight * self.weight.get(Objective.SAME_PAIRS, 0)
        self.up[:-1, bins] = far * ((counts >= most).astype(np.int64) - (counts < least)) + near * counts
        self.down[:-1, bins] = far * ((counts <= least).astype(np.int64) - (counts > most)) - near * (counts - 1)
        affected = np.flatnonzero(np.isin(self.places, bins))
        there = self.places[affected]
        self.leaving[affected] = (
            self.down[self.cells[affected], there[:, None]].sum(axis=1) - self._base[affected, there]
        )

    def _linear(self) -> Ints:
        total = np.zeros(self.bins.allowed.shape, dtype=np.int64)
        for objective, costs in self.bins.costs.items():
            total += self.weight.get(objective, 0) * costs
        total[~self.bins.allowed] = NOWHERE
        return total

    def _bar(self, numbers: Iterable[int]) -> None:
        """Close bins to the people of apart rules as long as others of the rule fill them."""
        for block in {int(block) for number in numbers for block in self._sets[number][0]}:
            closed: Flags = np.zeros(self.bins.count, dtype=bool)
            for number in self._sets_of[block]:
                blocks, room = self._sets[number]
                others = self.places[blocks[blocks != block]]
                closed |= np.bincount(others, minlength=self.bins.count) >= room
            self.linear[block] = self._base[block] + NOWHERE * closed


def _weights(bins: Bins, objectives: list[Objective]) -> dict[Objective, int]:
    """Weigh the objectives, last first, so that one exchange cannot trade an earlier one for later ones."""
    weights: dict[Objective, int] = {}
    heaviest = int(bins.arrays.cell_weight.max(initial=0)) * max(1, bins.arrays.cells.shape[1])
    outweighed = 0
    for objective in reversed(objectives):
        weights[objective] = outweighed + 1
        if objective in bins.costs:
            costs = bins.costs[objective]
            change = 2 * int(costs.max(initial=0) - costs.min(initial=0))
        elif objective == Objective.REPEAT_PAIRS:
            change = 4 * int(bins.high.max(initial=0))
        else:
            change = 4 * heaviest * (int(bins.high.max(initial=0)) if objective == Objective.SAME_PAIRS else 1)
        outweighed += weights[objective] * change
    return weights
