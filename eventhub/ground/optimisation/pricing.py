"""Price columns that a program left out, so that very large rounds are solved with few columns and bounds still hold.

With the dual values of the rows every block takes its cheapest bin: that is a bound for all columns (Lagrange),
whichever were in the program.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from eventhub.ground.optimisation.arrays import Flags
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.linear import Floats, Outcome, Relaxed, relax
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.programs import Placement, placement

CLEAN = 1e-11
COLUMNS_A_TURN = 3
FIRST_COLUMNS = 60_000
HUGE = 400_000
MANY_COLUMNS = 20_000
MOST_TURNS = 6


@dataclass(frozen=True)
class RelaxedRound:
    """The relaxation of a round. `bound` holds for every answer over the columns asked for.

    dearer[block, bin] (and dearer_spare): by how much an answer that uses the column exceeds the bound at least;
    infinite where the column may not be used.
    """

    placement: Placement
    x: Floats
    bound: float
    dearer: Floats
    dearer_spare: Floats


def relaxed_round(
    bins: Bins,
    columns: Flags,
    objective: Objective,
    caps: Mapping[Objective, int],
    spare: Flags | None,
    budget: Budget,
) -> RelaxedRound | None:
    """Relax a round over these columns; None when the budget does not suffice.

    Very many columns are not all written down: the program begins with the cheapest of every block and takes in those
    that its dual values ask for.
    """
    if columns.sum() <= HUGE:
        program = placement(bins, columns, objective, caps, spare)
        relaxed = relax(program.program, budget, interior=program.block.size > MANY_COLUMNS)
        if relaxed.outcome != Outcome.OPTIMAL:
            return None
        count = program.block.size
        dearer = np.full(columns.shape, np.inf)
        dearer[program.block, program.bin] = relaxed.reduced[:count]
        return RelaxedRound(program, relaxed.x, relaxed.bound, dearer, relaxed.reduced[count:])
    return _generated(bins, columns, objective, caps, spare, budget)


def _generated(
    bins: Bins,
    columns: Flags,
    objective: Objective,
    caps: Mapping[Objective, int],
    spare: Flags | None,
    budget: Budget,
) -> RelaxedRound | None:
    some = columns & cheapest_columns(bins, FIRST_COLUMNS)
    best: RelaxedRound | None = None
    for _ in range(MOST_TURNS):
        program = placement(bins, some, objective, caps, spare)
        relaxed = relax(program.program, budget, interior=True)
        if relaxed.outcome != Outcome.OPTIMAL:
            break
        found = _priced(bins, columns, program, relaxed, objective, caps)
        if best is None or found.bound > best.bound:
            best = found
        more = _asked_for(found, some)
        if not more.any() or budget.is_over():
            break
        some |= more
    return best


def _priced(
    bins: Bins,
    columns: Flags,
    written: Placement,
    relaxed: Relaxed,
    objective: Objective,
    caps: Mapping[Objective, int],
) -> RelaxedRound:
    """Price every column by the duals of a relaxation that had only some of them."""
    program, duals = written.program, np.where(np.abs(relaxed.duals) < CLEAN, 0.0, relaxed.duals)
    duals = np.where((duals > 0) & np.isneginf(program.row_lower), 0.0, duals)
    duals = np.where((duals < 0) & np.isposinf(program.row_upper), 0.0, duals)
    duals[: bins.rules.block_count] = 0.0  # every block goes somewhere: that is kept, not priced
    prices = _prices(bins, written, duals, objective, caps)
    prices[~columns] = np.inf
    cheapest = prices.min(axis=1)
    sides = np.where(duals > 0, program.row_lower, program.row_upper)
    rows = float(duals[duals != 0] @ sides[duals != 0])
    rest = (program.cost - program.matrix.T @ duals)[written.block.size :]
    others = float(np.minimum(rest, 0.0) @ program.upper[written.block.size :])
    bound = rows + float(cheapest.sum()) + others
    return RelaxedRound(written, relaxed.x, bound, prices - cheapest[:, None], np.maximum(rest, 0.0))


def _asked_for(found: RelaxedRound, some: Flags) -> Flags:
    """Choose columns that would improve the relaxation: for every block the few cheapest it has not got."""
    known = np.where(some, found.dearer, np.inf).min(axis=1)
    better = np.where(found.dearer < known[:, None] - 1e-6, found.dearer, np.inf)
    chosen = np.argpartition(better, COLUMNS_A_TURN, axis=1)[:, :COLUMNS_A_TURN]
    more = np.zeros_like(some)
    np.put_along_axis(more, chosen, True, axis=1)
    return more & np.isfinite(better)


def _prices(
    bins: Bins, written: Placement, duals: Floats, objective: Objective, caps: Mapping[Objective, int]
) -> Floats:
    """The cost of every column less what its rows are worth."""
    blocks, count = bins.rules.block_count, bins.count
    prices = np.zeros((blocks, count))
    if objective in bins.costs:
        prices += bins.costs[objective]
    prices -= bins.rules.size[:, None] * duals[None, blocks : blocks + count]
    row = blocks + count
    for members in bins.rules.apart:
        prices[members] -= duals[row : row + count]
        row += count
    worth = np.zeros(bins.least.size)
    worth[written.quota_rows] = duals[row : row + written.quota_rows.size]
    row += written.quota_rows.size
    prices -= bins.block_cells @ worth.reshape(count, -1).T
    for name in written.cap_rows:
        if name in bins.costs:
            prices -= duals[row] * bins.costs[name]
        row += 1
    prices[~bins.allowed] = np.inf
    return prices


def cheapest_columns(bins: Bins, limit: int) -> Flags:
    """Choose the cheapest bins of every block by wishes, spreading equal ones, so that about `limit` pairs remain."""
    each = max(5, limit // max(1, bins.rules.block_count))
    if each >= bins.count:
        return bins.allowed.copy()
    spread = (np.arange(bins.count)[None, :] - 7 * np.arange(bins.rules.block_count)[:, None]) % bins.count
    prices = bins.costs[Objective.RANK_COST] * bins.count + spread
    prices[~bins.allowed] = prices.max() + 1
    columns = np.zeros_like(bins.allowed)
    chosen = np.argpartition(prices, each, axis=1)[:, :each]
    np.put_along_axis(columns, chosen, True, axis=1)
    return columns & bins.allowed
