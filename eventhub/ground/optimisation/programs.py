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


@dataclass(frozen=True)
class Placement:
    """A program together with the meaning of its columns: first block and bin, then the distances in `spare`.

    spare numbers the distances that may be other than 0: 2 * (bin * cells + cell), one more for too many people.
    """

    program: Program
    block: Ints
    bin: Ints
    spare: Ints

    def places(self, x: Floats, block_count: int) -> Ints:
        """Read where every block goes out of an integral solution."""
        chosen = np.flatnonzero(x[: self.block.size] > 0.5)
        places = np.full(block_count, -1, dtype=np.int64)
        places[self.block[chosen]] = self.bin[chosen]
        return places

    def start(self, places: Ints, bins: Bins) -> Floats:
        """Write known places as a starting solution, distances included."""
        x = np.zeros(self.program.cost.size)
        x[: self.block.size] = places[self.block] == self.bin
        if self.spare.size:
            x[self.block.size :] = distances(bins, places)[self.spare]
        return x


def placement(
    bins: Bins, columns: Flags, objective: Objective, caps: Mapping[Objective, int], spare: Flags | None = None
) -> Placement:
    """Write the program that minimises one objective over these (block, bin) columns while the `caps` hold.

    spare: which distances from the quotas may be other than 0 (all of them, if nothing is said).
    """
    block, place = (index.astype(np.int64) for index in np.nonzero(columns))
    count, used = block.size, np.empty(0, dtype=np.int64)
    if objective == Objective.IMBALANCE or caps.get(Objective.IMBALANCE, 0) > 0:
        used = np.arange(2 * bins.least.size) if spare is None else np.flatnonzero(spare)
    weights = bins.arrays.cell_weight[used // 2 % max(1, bins.arrays.cell_weight.size)].astype(np.float64)
    parts = [_one_place_each(bins, block), _sizes(bins, block, place), *_apart(bins, block, place)]
    if used.size or objective == Objective.IMBALANCE or Objective.IMBALANCE in caps:
        parts.append(_quotas(bins, block, place, used))
    for capped in caps:
        if capped == Objective.IMBALANCE and used.size:
            parts.append(_row(np.concatenate([np.zeros(count), weights]), caps[capped]))
        elif capped in bins.costs:
            parts.append(_row(bins.costs[capped][block, place].astype(np.float64), caps[capped]))
    costs = np.zeros(count + used.size)
    if objective == Objective.IMBALANCE:
        costs[count:] = weights
    else:
        costs[:count] = bins.costs[objective][block, place]
    return Placement(_program(parts, costs, count, len(bins.arrays.people)), block, place, used)


def _program(parts: list[Rows], costs: Floats, count: int, most: int) -> Program:
    total = costs.size
    padded = [sparse.coo_array((m.data, m.coords), shape=(m.shape[0], total)) for m, _, _ in parts]
    upper = np.ones(total)
    upper[count:] = most
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


def _quotas(bins: Bins, block: Ints, place: Ints, spare: Ints) -> Rows:
    """One row per bin and cell, numbered bin by bin; spare columns measure too few (even) and too many (odd)."""
    cell_count = bins.arrays.cell_weight.size
    chosen = sparse.coo_array(bins.block_cells[block])
    column, cell = chosen.coords
    rows = np.concatenate([place[column] * cell_count + cell, spare // 2])
    columns = np.concatenate([column, block.size + np.arange(spare.size)])
    entries = np.concatenate([chosen.data.astype(np.float64), 1.0 - 2.0 * (spare % 2)])
    matrix = sparse.coo_array((entries, (rows, columns)), shape=(bins.least.size, block.size + spare.size))
    return _without_idle_rows(matrix, bins.least.T.ravel().astype(float), bins.most.T.ravel().astype(float))


def _without_idle_rows(matrix: sparse.coo_array, low: Floats, high: Floats) -> Rows:
    """Drop the rows that no choice of people can break."""
    reach = np.bincount(matrix.coords[0], weights=np.maximum(matrix.data, 0), minlength=low.size)
    busy = np.flatnonzero((low > 0) | (reach > high))
    if busy.size == low.size:
        return matrix, low, high
    return sparse.coo_array(sparse.csr_array(matrix)[busy]), low[busy], high[busy]


def _row(entries: Floats, cap: int) -> Rows:
    used = np.flatnonzero(entries)
    matrix = sparse.coo_array((entries[used], (np.zeros(used.size, dtype=np.int64), used)), shape=(1, entries.size))
    return matrix, np.array([-np.inf]), np.array([float(cap)])


def distances(bins: Bins, places: Ints) -> Ints:
    """Too few and too many people per bin and cell, numbered like `Placement.spare`."""
    counts = bins.counted(places)
    both = np.stack([np.maximum(bins.least - counts, 0), np.maximum(counts - bins.most, 0)], axis=1)
    return np.asarray(both.reshape(2 * counts.shape[0], counts.shape[1]).T.ravel())
