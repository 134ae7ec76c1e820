"""Two sessions: the group of the other session is one more attribute, spread evenly over this one's groups.

People of one group who are spread evenly meet again as seldom as possible, so a round with this attribute is an
ordinary round for the stages. It only proposes; whether the proposal is better is decided by counting.
"""

from dataclasses import replace
from math import ceil

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.stages import RoundSearch

HEAVY = 1_000
"""By how much one of balance and meetings outweighs the other when both are distances from quotas."""


def proposed(
    groups: Bins,
    blocks: Ints,
    other_session: Ints,
    objectives: list[Objective],
    budget: Budget,
    *,
    free: Flags | None,
    seed: int,
) -> Ints:
    """Propose new places of blocks in one session, given the group of every person in the other.

    Objectives before repeat_pairs keep the values that `blocks` has; free: the groups that can do so, where known.
    """
    position = objectives.index(Objective.REPEAT_PAIRS)
    before, after = objectives[:position], objectives[position + 1 :]
    kept = {name: groups.value(name, blocks) for name in before if name in groups.costs}
    mixed = _with_other_session(groups, other_session, is_balance_first=Objective.IMBALANCE in before)
    search = RoundSearch(mixed, budget, limits=kept, free=free, seed=seed)
    search.begin_with(blocks)
    search.stage_of(Objective.IMBALANCE)
    for objective in (name for name in after if name in groups.costs):
        search.stage_of(objective)
    return search.known_best()


def _with_other_session(groups: Bins, other_session: Ints, *, is_balance_first: bool) -> Bins:
    numbers = groups.arrays
    count, cell_count = len(numbers.groups), numbers.cell_weight.size
    sizes = np.bincount(other_session, minlength=count)
    balance, meetings = (HEAVY, 1) if is_balance_first else (1, HEAVY)
    weights = np.concatenate([balance * numbers.cell_weight, np.full(count, meetings, dtype=np.int64)])
    cells = np.column_stack([numbers.cells, cell_count + other_session])
    least = np.repeat((sizes // max(1, count))[:, None], count, axis=1)
    most = np.repeat(np.array([ceil(size / count) for size in sizes], dtype=np.int64)[:, None], count, axis=1)
    return replace(
        groups,
        arrays=replace(numbers, cells=cells, cell_weight=weights),
        least=np.vstack([groups.least, least]),
        most=np.vstack([groups.most, most]),
    )
