"""Bounds that need no solver: what even the best allocation cannot get below."""

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.problem import Objective


def cheap_bound(bins: Bins, objective: Objective) -> int:
    """Bound an objective of one round without a solver."""
    if objective == Objective.IMBALANCE:
        return imbalance_bound(bins)
    return same_pairs_bound(bins) if objective == Objective.SAME_PAIRS else 0


def imbalance_bound(bins: Bins) -> int:
    """Bound the imbalance of a round by people who have no choice and by blocks that are too alike."""
    return int(bins.arrays.cell_weight @ cell_bounds(bins))


def cell_bounds(bins: Bins) -> Ints:
    """Bound the distance of every cell from its quotas, the better of two bounds.

    In each bin the people who must be there, or who can be there, against the quota; for each block with more people of
    the cell than any quota allows, the excess.
    """
    return np.maximum(_bound_to_bins(bins), _alike(bins))


def same_pairs_bound(bins: Bins) -> int:
    """Bound same_pairs: put every cell as evenly as limits and fixed people permit (greedy is exact, it is convex)."""
    least, most = reach(bins)
    totals = np.asarray(bins.block_cells.sum(axis=0), dtype=np.int64)
    pairs = [_even_pairs(int(total), low, high) for total, low, high in zip(totals, least, most, strict=True)]
    return int(bins.arrays.cell_weight @ np.array(pairs, dtype=np.int64))


def even_split(total: int, least: Ints, most: Ints) -> Ints:
    """Spread a total over places as evenly as limits permit: always add where there are fewest."""
    counts = least.astype(np.int64).copy()
    for _ in range(total - int(counts.sum())):
        room = np.flatnonzero(counts < most)
        if not room.size:
            break
        counts[room[np.argmin(counts[room])]] += 1
    return counts


def repeat_pairs_bound(sizes_low: Ints, sizes_high: Ints, people_count: int, rounds: int) -> int:
    """Bound the repeated meetings of several rounds over groups of these limits.

    Two rounds: the people of every group of one are spread evenly over the groups of the other. Any number of rounds:
    more meetings than there are pairs must repeat some.
    """
    if rounds < 2 or people_count == 0:
        return 0
    sizes = even_split(people_count, sizes_low, sizes_high)
    meetings = int((sizes * (sizes - 1) // 2).sum())
    by_count = rounds * meetings - people_count * (people_count - 1) // 2
    group_count = int((sizes_high > 0).sum())
    again = sum(_pairs_spread(int(size), group_count) for size in sizes)
    return max(0, by_count, again * (rounds - 1) if rounds == 2 else again)


def bound_meetings_of_bound(first: Flags, second: Flags) -> int:
    """Bound the repeated meetings of two rounds by people who have one group left in both ([person, group] each).

    Everybody else is spread as evenly as can be over the pairs of groups.
    """
    lonely = (first.sum(axis=1) == 1) & (second.sum(axis=1) == 1)
    count = first.shape[1]
    pairs = first[lonely].argmax(axis=1) * count + second[lonely].argmax(axis=1)
    least = np.bincount(pairs, minlength=count * count).astype(np.int64)
    counts = even_split(first.shape[0], least, np.full(count * count, first.shape[0], dtype=np.int64))
    return int((counts * (counts - 1) // 2).sum())


def _pairs_spread(total: int, places: int) -> int:
    low, more = divmod(total, places)
    return (places - more) * (low * (low - 1) // 2) + more * ((low + 1) * low // 2)


def _even_pairs(total: int, least: Ints, most: Ints) -> int:
    counts = even_split(total, least, most)
    return int((counts * (counts - 1) // 2).sum())


def reach(bins: Bins) -> tuple[Ints, Ints]:
    """Per cell and bin: how many people must be there, and how many can be."""
    lonely = bins.allowed & (bins.allowed.sum(axis=1) == 1)[:, None]
    must = np.asarray(bins.block_cells.T @ lonely.astype(np.int64), dtype=np.int64)
    can = np.asarray(bins.block_cells.T @ bins.allowed.astype(np.int64), dtype=np.int64)
    return must, np.minimum(can, np.maximum(bins.high[None, :], must))


def _bound_to_bins(bins: Bins) -> Ints:
    must, can = reach(bins)
    excess = np.maximum(must - bins.most, 0) + np.maximum(bins.least - can, 0)
    return np.asarray(excess.sum(axis=1), dtype=np.int64)


def _alike(bins: Bins) -> Ints:
    found = np.zeros(bins.arrays.cell_weight.size, dtype=np.int64)
    highest = bins.most.max(axis=1, initial=0)
    entries = bins.block_cells.tocoo()
    np.add.at(found, entries.coords[1], np.maximum(entries.data - highest[entries.coords[1]], 0))
    return found
