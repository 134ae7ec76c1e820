"""Write one round as a program: a column per block and bin, rows for sizes, apart rules, quotas and earlier aims."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.linear import Floats, Program
from eventhub.ground.optimisation.problem import Objective

Rows = tuple[sparse.coo_array, Floats, Floats]
MOST_TANGENTS = 12_000
"""Pairs are counted in a program only where that takes no more rows than this."""


@dataclass(frozen=True)
class Placement:
    """A program together with the meaning of its columns: block and bin, then distances, then pairs.

    spare numbers the distances that may be other than 0: 2 * (bin * cells + cell), one more for too many people.
    pairs numbers the counts of people who share a value: bin * cells + cell. Rows are blocks, bins, apart rules (a row
    per bin each), quotas (quota_rows: which bin * cells + cell), tangents of pairs, caps (cap_rows).
    """

    program: Program
    block: Ints
    bin: Ints
    spare: Ints
    pairs: Ints
    quota_rows: Ints
    cap_rows: tuple[Objective, ...]

    def places(self, x: Floats, block_count: int) -> Ints:
        """Read where every block goes out of an integral solution."""
        chosen = np.flatnonzero(x[: self.block.size] > 0.5)
        places = np.full(block_count, -1, dtype=np.int64)
        places[self.block[chosen]] = self.bin[chosen]
        return places

    def start(self, places: Ints, bins: Bins) -> Floats:
        """Write known places as a starting solution, distances and pairs included."""
        counts = bins.counted(places).T.ravel()
        together = (counts * (counts - 1) // 2)[self.pairs]
        return np.concatenate(
            [places[self.block] == self.bin, distances(bins, places)[self.spare], together], dtype=float
        )


def placement(
    bins: Bins, columns: Flags, objective: Objective, caps: Mapping[Objective, int], spare: Flags | None = None
) -> Placement:
    """Write the program that minimises one objective over these (block, bin) columns while the `caps` hold.

    spare: which distances from the quotas may be other than 0 (all of them, if nothing is said).
    """
    block, place = (index.astype(np.int64) for index in np.nonzero(columns))
    concerned = {objective, *caps}
    used, pairs = _no_columns(), _no_columns()
    if objective == Objective.IMBALANCE or caps.get(Objective.IMBALANCE, 0) > 0:
        used = np.arange(2 * bins.least.size) if spare is None else np.flatnonzero(spare)
    if Objective.SAME_PAIRS in concerned and counts_pairs(bins):
        pairs = np.arange(bins.least.size)
    parts = [_one_place_each(bins, block), _sizes(bins, block, place), *_apart(bins, block, place)]
    quota_rows = _no_columns()
    if Objective.IMBALANCE in concerned:
        quotas, quota_rows = _quotas(bins, block, place, used)
        parts.append(quotas)
    if pairs.size:
        parts.append(_tangents(bins, block, place, used.size))
    costs = {name: _costs(bins, name, (block, place), used, pairs) for name in concerned}
    cap_rows = tuple(name for name in caps if costs[name].any())
    parts += [_row(costs[name], caps[name]) for name in cap_rows]
    program = _program(parts, costs[objective], block.size, len(bins.arrays.people))
    return Placement(program, block, place, used, pairs, quota_rows, cap_rows)


def counts_pairs(bins: Bins) -> bool:
    """Whether the program is small enough to count pairs who share a value."""
    return int(bins.least.size * bins.high.max(initial=0)) <= MOST_TANGENTS


def _no_columns() -> Ints:
    return np.empty(0, dtype=np.int64)


def _costs(bins: Bins, objective: Objective, chosen: tuple[Ints, Ints], spare: Ints, pairs: Ints) -> Floats:
    """What every column adds to an objective."""
    weight, count = bins.arrays.cell_weight, max(1, bins.arrays.cell_weight.size)
    costs = np.zeros(chosen[0].size + spare.size + pairs.size)
    if objective in bins.costs:
        costs[: chosen[0].size] = bins.costs[objective][chosen]
    elif objective == Objective.IMBALANCE:
        costs[chosen[0].size : chosen[0].size + spare.size] = weight[spare // 2 % count]
    elif objective == Objective.SAME_PAIRS and pairs.size:
        costs[chosen[0].size + spare.size :] = weight[pairs % count]
    return costs


def _program(parts: list[Rows], costs: Floats, count: int, most: int) -> Program:
    total = costs.size
    padded = [sparse.coo_array((m.data, m.coords), shape=(m.shape[0], total)) for m, _, _ in parts]
    upper = np.ones(total)
    upper[count:] = most * most
    integer = np.zeros(total, dtype=bool)
    integer[:count] = True
    return Program(
        cost=costs,
        lower=np.zeros(total),
        upper=upper,
        matrix=sparse.csc_array(sparse.vstack(padded)).astype(np.float64),
        row_lower=np.concatenate([low for _, low, _ in parts]),
        row_upper=np.concatenate([high for _, _, high in parts]),
        integer=integer,
    )


def _one_place_each(bins: Bins, block: Ints) -> Rows:
    ones = np.ones(bins.rules.block_count)
    shape = (bins.rules.block_count, block.size)
    return sparse.coo_array((np.ones(block.size), (block, np.arange(block.size))), shape=shape), ones, ones


def _sizes(bins: Bins, block: Ints, place: Ints) -> Rows:
    entries = bins.rules.size[block].astype(np.float64)
    matrix = sparse.coo_array((entries, (place, np.arange(block.size))), shape=(bins.count, block.size))
    return matrix, bins.low.astype(np.float64), bins.high.astype(np.float64)


def _apart(bins: Bins, block: Ints, place: Ints) -> list[Rows]:
    rows = []
    for blocks, room in zip(bins.rules.apart, bins.room, strict=True):
        member = np.flatnonzero(np.isin(block, blocks) & (room[place] < blocks.size))
        shape = (bins.count, block.size)
        matrix = sparse.coo_array((np.ones(member.size), (place[member], member)), shape=shape)
        rows.append((matrix, np.full(bins.count, -np.inf), room.astype(np.float64)))
    return rows


def _quotas(bins: Bins, block: Ints, place: Ints, spare: Ints) -> tuple[Rows, Ints]:
    """One row per bin and cell, numbered bin by bin; spare columns measure too few (even) and too many (odd)."""
    cell_count = bins.arrays.cell_weight.size
    chosen = sparse.coo_array(bins.block_cells[block])
    column, cell = chosen.coords
    rows = np.concatenate([place[column] * cell_count + cell, spare // 2])
    columns = np.concatenate([column, block.size + np.arange(spare.size)])
    entries = np.concatenate([chosen.data.astype(np.float64), 1.0 - 2.0 * (spare % 2)])
    matrix = sparse.coo_array((entries, (rows, columns)), shape=(bins.least.size, block.size + spare.size))
    return _without_idle_rows(matrix, bins.least.T.ravel().astype(float), bins.most.T.ravel().astype(float))


def _tangents(bins: Bins, block: Ints, place: Ints, spare_count: int) -> Rows:
    """Hold pairs ≥ k·n - k(k + 1)/2 for every k: exact at every whole number n of people of the cell in the bin."""
    cell_count, row_count = bins.arrays.cell_weight.size, bins.least.size
    chosen = sparse.coo_array(bins.block_cells[block])
    column, cell = chosen.coords
    entries = (chosen.data.astype(np.float64), (place[column] * cell_count + cell, column))
    counts = sparse.csr_array(sparse.coo_array(entries, shape=(row_count, block.size)))
    reach = np.minimum(counts.sum(axis=1), np.repeat(bins.high, cell_count)).astype(np.int64)
    number = np.repeat(np.arange(row_count), np.maximum(reach - 1, 0))
    slope = 1.0 + np.arange(number.size) - np.searchsorted(number, number)
    left = sparse.coo_array(counts[number] * -slope[:, None])
    own = block.size + spare_count + number
    rows = np.concatenate([left.coords[0], np.arange(number.size)])
    columns = np.concatenate([left.coords[1], own])
    data = np.concatenate([left.data, np.ones(number.size)])
    matrix = sparse.coo_array((data, (rows, columns)), shape=(number.size, block.size + spare_count + row_count))
    return matrix, -slope * (slope + 1) / 2, np.full(number.size, np.inf)


def _without_idle_rows(matrix: sparse.coo_array, low: Floats, high: Floats) -> tuple[Rows, Ints]:
    """Drop the rows that no choice of people can break; say which remain."""
    reach = np.bincount(matrix.coords[0], weights=np.maximum(matrix.data, 0), minlength=low.size)
    busy = np.flatnonzero((low > 0) | (reach > high))
    return (sparse.coo_array(sparse.csr_array(matrix)[busy]), low[busy], high[busy]), busy


def _row(entries: Floats, cap: int) -> Rows:
    used = np.flatnonzero(entries)
    matrix = sparse.coo_array((entries[used], (np.zeros(used.size, dtype=np.int64), used)), shape=(1, entries.size))
    return matrix, np.array([-np.inf]), np.array([float(cap)])


def distances(bins: Bins, places: Ints) -> Ints:
    """Too few and too many people per bin and cell, numbered like `Placement.spare`."""
    counts = bins.counted(places)
    both = np.stack([np.maximum(bins.least - counts, 0), np.maximum(counts - bins.most, 0)], axis=1)
    return np.asarray(both.reshape(2 * counts.shape[0], counts.shape[1]).T.ravel())
