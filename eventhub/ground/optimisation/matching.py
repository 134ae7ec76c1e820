"""Match any people to any places at least cost: mentors to schools, reviewers to models.

A thin use of the same linear core: limits on both sides, forbidden pairs, any number of partners.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.linear import Program, solve

Limits = Mapping[str, tuple[int, int]]
"""Per name the least and the most partners."""


@dataclass(frozen=True)
class Matching:
    """The chosen pairs, their total cost, and a bound that no other choice can get below."""

    pairs: tuple[tuple[str, str], ...]
    cost: float
    bound: float


def matched(
    costs: Mapping[tuple[str, str], float], left: Limits, right: Limits, *, seconds: float | None = None
) -> Matching | None:
    """Choose among the possible pairs (those with a cost) so that all limits hold; None when they cannot.

    A negative cost makes a pair worth choosing beyond what the limits demand.
    """
    pairs = sorted(pair for pair in costs if pair[0] in left and pair[1] in right)
    if not pairs:
        return None if any(low > 0 for low, _ in [*left.values(), *right.values()]) else Matching((), 0.0, 0.0)
    names = [*(("left", name) for name in left), *(("right", name) for name in right)]
    row = {name: number for number, name in enumerate(names)}
    rows = [number for one, other in pairs for number in (row["left", one], row["right", other])]
    columns = np.repeat(np.arange(len(pairs)), 2)
    limits = np.array([*left.values(), *right.values()], dtype=np.float64)
    program = Program(
        cost=np.array([costs[pair] for pair in pairs], dtype=np.float64),
        lower=np.zeros(len(pairs)),
        upper=np.ones(len(pairs)),
        matrix=sparse.csc_array((np.ones(len(rows)), (rows, columns)), shape=(len(names), len(pairs))),
        row_lower=limits[:, 0],
        row_upper=limits[:, 1],
        integer=np.ones(len(pairs), dtype=bool),
    )
    answer = solve(program, Budget(seconds), gap=1e-6)
    if answer.x is None:
        return None
    chosen = tuple(pair for pair, used in zip(pairs, answer.x > 0.5, strict=True) if used)
    return Matching(chosen, answer.value, answer.bound)
