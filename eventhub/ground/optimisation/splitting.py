"""Deal people out to groups: from their topic to one of its groups, or a part of an allocation anew.

A part is some bins with everybody who is in them. Its limits and quotas are those of the whole, so a better part makes
a better whole.
"""

from dataclasses import replace

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.bounds import imbalance_bound
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.ledger import Ledger
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.rules import Rules
from eventhub.ground.optimisation.search import LocalSearch
from eventhub.ground.optimisation.stages import Impossible, RoundSearch

SEEDS = 3
SMALL_PART = 3_000
"""Up to so many (block, group) pairs of a topic its groups are balanced by a program when exchanges do not suffice."""


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
    return places if part.count == 1 else _balanced(part, places, objectives, budget, seed)


def _balanced(part: Bins, places: Ints, objectives: list[Objective], budget: Budget, seed: int) -> Ints:
    """Let people change places, from several seeds if need be; a stubborn small part is solved as a program."""
    target = imbalance_bound(part)
    for attempt in range(SEEDS):
        if attempt and (part.value(Objective.IMBALANCE, places) <= target or Objective.IMBALANCE not in objectives):
            return places
        local = LocalSearch(Ledger(part, places, objectives), seed=seed + attempt)
        places = local.improve(budget.part(0.3, 10_000), 4_000, target)
    if part.allowed.size <= SMALL_PART and part.value(Objective.IMBALANCE, places) > target:
        search = RoundSearch(part, budget.part(0.3, 1 << 40), limits=_kept(part, places, objectives), seed=seed)
        search.begin_with(places)
        search.stage_of(Objective.IMBALANCE)
        places = search.known_best()
    return places


def _kept(part: Bins, places: Ints, objectives: list[Objective]) -> dict[Objective, int]:
    """What comes before balance keeps its value."""
    earlier = objectives[: objectives.index(Objective.IMBALANCE)]
    return {name: part.value(name, places) for name in earlier if name in part.costs}


def deal(bins: Bins, *, by_wishes: bool = False) -> Ints | None:
    """Deal blocks out one by one, the least free first, each to the bin that suits it; None when that fails.

    by_wishes: prefer what a block wants to what balances; otherwise bins that are short of people come first.
    """
    places = np.full(bins.rules.block_count, -1, dtype=np.int64)
    sizes = np.zeros(bins.count, dtype=np.int64)
    counts = np.zeros_like(bins.least)
    rules_of_block = _rules_of_block(bins)
    cells, weight, wishes = bins.block_cells, bins.arrays.cell_weight, bins.costs[Objective.RANK_COST]
    left = int(bins.rules.size.sum())
    for block in np.lexsort((-bins.rules.size, bins.allowed.sum(axis=1))):
        size = int(bins.rules.size[block])
        short = sizes < bins.low
        open_ = (
            bins.allowed[block] & (sizes + size <= bins.high) & ~_barred(bins, places, rules_of_block.get(block, []))
        )
        if left - size < np.maximum(bins.low - sizes, 0).sum():
            open_ &= short
        if not open_.any():
            return None
        chosen = slice(cells.indptr[block], cells.indptr[block + 1])
        own, times = cells.indices[chosen], cells.data[chosen]
        price = (weight[own] @ counts[own]) * 1000 + 10 * sizes
        price += 1_000_000 * wishes[block] if by_wishes else -100_000 * short
        place = int(np.argmin(np.where(open_, price, 1 << 60)))
        places[block], left = place, left - size
        sizes[place] += size
        counts[own, place] += times
    return places if bins.is_legal(places) else None


def _rules_of_block(bins: Bins) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, blocks in enumerate(bins.rules.apart):
        for block in blocks:
            found.setdefault(int(block), []).append(number)
    return found


def _barred(bins: Bins, places: Ints, numbers: list[int]) -> Flags:
    """The bins that other blocks of these apart rules fill already."""
    barred = np.zeros(bins.count, dtype=bool)
    for number in numbers:
        there = places[bins.rules.apart[number]]
        barred |= np.bincount(there[there >= 0], minlength=bins.count) >= bins.room[number]
    return barred
