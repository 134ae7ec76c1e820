"""Say where the blocks of one round can go and what it costs: to groups, or to topics that several groups share.

At the level of topics sizes and quotas are summed. That is a relaxation, so its bounds hold for the groups too.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from eventhub.ground.optimisation.arrays import BLANK, Arrays, Flags, Ints
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.rules import Rules

LINEAR = (Objective.MOVES, Objective.UNLISTED, Objective.RANK_COST)
NOWHERE = 1 << 40
"""A cost that stands for: not allowed."""


@dataclass(frozen=True)
class Bins:
    """Blocks and bins. low, high are per bin; least, most [cell, bin]; allowed and each of costs [block, bin].

    room[apart rule, bin] is how many of the rule's blocks fit into the bin: its number of groups.
    """

    arrays: Arrays
    rules: Rules
    bin_of: Ints
    low: Ints
    high: Ints
    least: Ints
    most: Ints
    allowed: Flags
    room: Ints
    costs: dict[Objective, Ints]

    @property
    def count(self) -> int:
        """How many bins there are."""
        return int(self.low.size)

    @property
    def are_groups(self) -> bool:
        """Whether every bin is one group."""
        return self.count == len(self.arrays.groups)

    @cached_property
    def block_cells(self) -> sparse.csr_array:
        """How many members of each block belong to each cell."""
        people, attributes = np.nonzero(self.arrays.cells != BLANK)
        cells = self.arrays.cells[people, attributes]
        shape = (self.rules.block_count, self.arrays.cell_weight.size)
        ones = np.ones(people.size, dtype=np.int64)
        return sparse.csr_array(sparse.coo_array((ones, (self.rules.block_of[people], cells)), shape=shape))

    def sizes(self, places: Ints) -> Ints:
        """How many people each bin holds."""
        return np.bincount(places, weights=self.rules.size, minlength=self.count).astype(np.int64)

    def counted(self, places: Ints) -> Ints:
        """How many people of each cell each bin holds, as [cell, bin]."""
        shape = (self.rules.block_count, self.count)
        ones = np.ones(places.size, dtype=np.int64)
        chosen = sparse.csr_array((ones, (np.arange(places.size), places)), shape=shape)
        return np.asarray((self.block_cells.T @ chosen).toarray(), dtype=np.int64)

    def value(self, objective: Objective, places: Ints) -> int:
        """Count one objective of one round in scaled integers."""
        if objective in self.costs:
            return int(self.costs[objective][np.arange(places.size), places].sum())
        if objective == Objective.REPEAT_PAIRS:
            return 0
        counts, weight = self.counted(places), self.arrays.cell_weight
        if objective == Objective.SAME_PAIRS:
            return int(weight @ (counts * (counts - 1) // 2).sum(axis=1))
        distance = np.maximum(np.maximum(self.least - counts, counts - self.most), 0)
        return int(weight @ distance.sum(axis=1))

    def is_legal(self, places: Ints) -> bool:
        """Whether every block may be where it is and no limit is broken."""
        sizes = self.sizes(places)
        fits = bool(((sizes >= self.low) & (sizes <= self.high)).all())
        allowed = bool(self.allowed[np.arange(places.size), places].all())
        return (
            fits
            and allowed
            and all(
                bool((np.bincount(places[blocks], minlength=self.count) <= room).all())
                for blocks, room in zip(self.rules.apart, self.room, strict=True)
            )
        )


def bins_of(arrays: Arrays, rules: Rules, *, by_topic: bool, is_first_round: bool) -> Bins:
    """Prepare the groups, or the topics, of one round."""
    count = arrays.topic_count if by_topic else len(arrays.groups)
    bin_of = arrays.topic_of if by_topic else np.arange(len(arrays.groups), dtype=np.int64)
    to_bin = np.zeros((len(arrays.groups), count), dtype=np.int64)
    to_bin[np.arange(len(arrays.groups)), bin_of] = 1
    return Bins(
        arrays=arrays,
        rules=rules,
        bin_of=bin_of,
        low=arrays.minimum @ to_bin,
        high=arrays.maximum @ to_bin,
        least=arrays.least @ to_bin,
        most=arrays.most @ to_bin,
        allowed=(rules.allowed @ to_bin) > 0 if by_topic else rules.allowed,
        room=np.tile(to_bin.sum(axis=0), (len(rules.apart), 1)),
        costs=_costs(arrays, rules, bin_of, count, is_first_round),
    )


def _costs(arrays: Arrays, rules: Rules, bin_of: Ints, count: int, is_first_round: bool) -> dict[Objective, Ints]:
    topic_of_bin = np.zeros(count, dtype=np.int64)
    topic_of_bin[bin_of] = arrays.topic_of
    rank_cost = np.zeros((rules.block_count, arrays.topic_count), dtype=np.int64)
    unlisted = np.zeros_like(rank_cost)
    np.add.at(rank_cost, rules.block_of, arrays.rank_cost)
    np.add.at(unlisted, rules.block_of, arrays.unlisted)
    costs = {Objective.RANK_COST: rank_cost[:, topic_of_bin], Objective.UNLISTED: unlisted[:, topic_of_bin]}
    movers = np.zeros((rules.block_count, count), dtype=np.int64)
    if is_first_round and (arrays.previous >= 0).any():
        movers = _moves(arrays, rules, bin_of, count)
    return {Objective.MOVES: movers, **costs}


def _moves(arrays: Arrays, rules: Rules, bin_of: Ints, count: int) -> Ints:
    """Count per block and bin the people who would change, at the best group of the bin."""
    known = np.flatnonzero(arrays.previous >= 0)
    stay = np.zeros(rules.allowed.shape, dtype=np.int64)
    np.add.at(stay, (rules.block_of[known], arrays.previous[known]), 1)
    stay[~rules.allowed] = 0
    movable = np.bincount(rules.block_of[known], minlength=rules.block_count)
    best = np.zeros((rules.block_count, count), dtype=np.int64)
    for group, place in enumerate(bin_of):
        best[:, place] = np.maximum(best[:, place], stay[:, group])
    return np.asarray(movable[:, None] - best, dtype=np.int64)
