"""Decide whether hard constraints can hold at all, without looking at wishes or balance.

People with the same freedom are counted together, so the program stays small however many people there are.
"""

from collections.abc import Iterable
from math import inf

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from eventhub.ground.optimisation.arrays import Arrays, Flags, Ints
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.linear import Program, solve
from eventhub.ground.optimisation.problem import Constraint
from eventhub.ground.optimisation.rules import Rules, rules_of


def is_feasible(arrays: Arrays, constraints: Iterable[Constraint]) -> bool:
    """Whether one round with these constraints has an allocation."""
    return admits(arrays, rules_of(arrays, constraints))


def admits(arrays: Arrays, rules: Rules) -> bool:
    """Whether these blocks can be placed. Exact."""
    count = len(arrays.people)
    if rules.torn is not None or not arrays.minimum.sum() <= count <= arrays.maximum.sum():
        return False
    if not rules.allowed.any(axis=1).all():
        return False
    if not rules.block_count:
        return True
    return solve(_program(arrays, rules), Budget(), gap=inf).x is not None


def crowd(arrays: Arrays, rules: Rules) -> tuple[Ints, Ints] | None:
    """Find people who may only go to groups with too few places for them (Hall): people and groups, or None."""
    masks, members = _alike(rules.allowed[rules.block_of])
    reached = _cut(members, masks, arrays.maximum)
    if reached is None:
        return None
    classes, groups = reached
    return np.flatnonzero(np.isin(_class_of(rules, masks), np.flatnonzero(classes))), np.flatnonzero(groups)


def desert(arrays: Arrays, rules: Rules) -> tuple[Ints, Ints] | None:
    """Find groups that need more people than may come to them: the people who may, and the groups; or None."""
    masks, members = _alike(rules.allowed[rules.block_of])
    reached = _cut(arrays.minimum, masks.T, members)
    if reached is None:
        return None
    groups, classes = reached
    return np.flatnonzero(np.isin(_class_of(rules, masks), np.flatnonzero(classes))), np.flatnonzero(groups)


def _cut(supply: Ints, links: Flags, demand: Ints) -> tuple[Flags, Flags] | None:
    """Send all supply along links within demand; when that fails, the suppliers and takers of the minimum cut."""
    left, right = supply.size, demand.size
    source, sink = left + right, left + right + 1
    capacity = sparse.lil_array((left + right + 2, left + right + 2), dtype=np.int32)
    capacity[source, :left] = supply
    capacity[left : left + right, [sink]] = demand[:, None]
    capacity[:left, left : left + right] = links * np.int32(max(1, int(supply.sum())))
    network = sparse.csr_array(capacity)
    flow = csgraph.maximum_flow(network, source, sink)
    if flow.flow_value == supply.sum():
        return None
    residual = sparse.csr_array(network - flow.flow)
    residual.data = np.maximum(residual.data, 0)
    residual.eliminate_zeros()
    nodes = csgraph.breadth_first_order(residual, source, return_predecessors=False)
    reached = np.zeros(left + right + 2, dtype=bool)
    reached[nodes] = True
    return reached[:left], reached[left : left + right]


def _alike(allowed: Flags) -> tuple[Flags, Ints]:
    masks, members = np.unique(allowed, axis=0, return_counts=True)
    return masks, members.astype(np.int64)


def _class_of(rules: Rules, masks: Flags) -> Ints:
    numbers = {mask.tobytes(): number for number, mask in enumerate(masks)}
    per_block = np.array([numbers[mask.tobytes()] for mask in rules.allowed], dtype=np.int64)
    return np.asarray(per_block[rules.block_of])


def _program(arrays: Arrays, rules: Rules) -> Program:
    """Write the program of classes of blocks: same size, same groups allowed, apart from nobody in particular."""
    own = np.zeros(rules.block_count, dtype=np.int64)
    named = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *rules.apart]))
    own[named] = 1 + np.arange(named.size)
    keys = np.column_stack([own, rules.size, rules.allowed])
    classes, first, class_of, members = np.unique(
        keys, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    class_of = class_of.ravel()
    kind, group = np.nonzero(rules.allowed[first])
    columns = np.arange(kind.size)
    shape = (len(classes), kind.size)
    once = sparse.coo_array((np.ones(kind.size), (kind, columns)), shape=shape)
    sizes = sparse.coo_array(
        (rules.size[first][kind].astype(float), (group, columns)), shape=(len(arrays.groups), kind.size)
    )
    apart = []
    for blocks in rules.apart:
        member = np.flatnonzero(np.isin(kind, class_of[blocks]))
        apart.append(
            sparse.coo_array((np.ones(member.size), (group[member], member)), shape=(len(arrays.groups), kind.size))
        )
    apart_rows = len(rules.apart) * len(arrays.groups)
    return Program(
        cost=np.zeros(kind.size),
        lower=np.zeros(kind.size),
        upper=members[kind].astype(float),
        matrix=sparse.csc_array(sparse.vstack([once, sizes, *apart])),
        row_lower=np.concatenate([members, arrays.minimum, np.full(apart_rows, -np.inf)]).astype(float),
        row_upper=np.concatenate([members, arrays.maximum, np.ones(apart_rows)]).astype(float),
        integer=np.ones(kind.size, dtype=bool),
    )
