"""Deal people out to groups: from their topic to one of its groups, or a part of an allocation anew.

A part is some bins with everybody who is in them. Its limits and quotas are those of the whole, so a better part makes
a better whole.
"""

from dataclasses import replace

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.rules import Rules
from eventhub.ground.optimisation.search import LocalSearch
from eventhub.ground.optimisation.stages import Impossible, RoundSearch


def split(groups: Bins, topics: Ints, objectives: list[Objective], budget: Budget, *, seed: int = 1) -> Ints | None:
    """Deal the blocks of every topic out to its groups; None when the rules of some topic's groups do not allow it."""
    places = np.full(topics.size, -1, dtype=np.int64)
    for topic in range(groups.arrays.topic_count):
        blocks = np.flatnonzero(topics == topic)
        chosen = np.flatnonzero(groups.arrays.topic_of == topic)
        dealt = _dealt(part_of(groups, blocks, chosen), objectives, budget, seed)
        if dealt is None:
            return None
        places[blocks] = chosen[dealt]
    return places


def part_of(bins: Bins, blocks: Ints, chosen: Ints) -> Bins:
    """Cut out some bins together with all the blocks that are in them."""
    number = np.full(bins.rules.block_count, -1, dtype=np.int64)
    number[blocks] = np.arange(blocks.size)
    people = np.flatnonzero(number[bins.rules.block_of] >= 0)
    apart = [(number[rule][number[rule] >= 0], room) for rule, room in zip(bins.rules.apart, bins.room, strict=True)]
    apart = [(rule, room[chosen]) for rule, room in apart if rule.size > 1]
    allowed = bins.allowed[np.ix_(blocks, chosen)]
    rules = Rules(
        number[bins.rules.block_of[people]], bins.rules.size[blocks], allowed, tuple(rule for rule, _ in apart)
    )
    arrays = replace(
        bins.arrays,
        people=tuple(bins.arrays.people[person] for person in people),
        groups=tuple(bins.arrays.groups[group] for group in chosen) if bins.are_groups else bins.arrays.groups,
        cells=bins.arrays.cells[people],
    )
    return Bins(
        arrays=arrays,
        rules=rules,
        bin_of=np.arange(chosen.size, dtype=np.int64),
        low=bins.low[chosen],
        high=bins.high[chosen],
        least=bins.least[:, chosen],
        most=bins.most[:, chosen],
        allowed=allowed,
        room=np.array([room for _, room in apart], dtype=np.int64).reshape(len(apart), chosen.size),
        costs={objective: costs[np.ix_(blocks, chosen)] for objective, costs in bins.costs.items()},
    )


def _dealt(part: Bins, objectives: list[Objective], budget: Budget, seed: int) -> Ints | None:
    if not part.rules.block_count:
        return np.empty(0, dtype=np.int64) if not part.low.any() else None
    places = deal(part)
    if places is None:
        try:
            places = RoundSearch(part, budget, seed=seed).find_any()
        except Impossible:
            return None
    if part.count == 1:
        return places
    return LocalSearch(part, places, objectives, seed=seed).improve(budget.part(0.5, 10_000), 400)


def deal(bins: Bins) -> Ints | None:
    """Deal blocks out one by one, the least free first, each to the bin that lacks most; None when that fails."""
    places = np.full(bins.rules.block_count, -1, dtype=np.int64)
    sizes = np.zeros(bins.count, dtype=np.int64)
    counts = np.zeros_like(bins.least)
    cells = bins.block_cells
    order = np.lexsort((-bins.rules.size, bins.allowed.sum(axis=1)))
    for block in order:
        size = bins.rules.size[block]
        open_ = bins.allowed[block] & (sizes + size <= bins.high) & ~_barred(bins, places, int(block))
        if not open_.any():
            return None
        own = cells[[int(block)]].toarray()[0]
        kin = (own > 0) @ (bins.arrays.cell_weight[:, None] * counts)
        price = np.where(open_, 1000 * kin + 10 * sizes - 100_000 * (sizes < bins.low), 1 << 60)
        place = int(np.argmin(price))
        places[block] = place
        sizes[place] += size
        counts[:, place] += own
    return places if bins.is_legal(places) else None


def _barred(bins: Bins, places: Ints, block: int) -> Flags:
    barred = np.zeros(bins.count, dtype=bool)
    for rule, room in zip(bins.rules.apart, bins.room, strict=True):
        if block in rule:
            there = places[rule]
            barred |= np.bincount(there[there >= 0], minlength=bins.count) >= room
    return barred
