"""Turn the hard constraints of one round into blocks of people and the groups each block may go to."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from eventhub.ground.optimisation.arrays import Arrays, Flags, Ints
from eventhub.ground.optimisation.problem import Constraint, Kind


@dataclass(frozen=True)
class Rules:
    """The hard side of one round. Blocks are people who stay together; most have one member.

    allowed is [block, group]; apart holds positions of blocks. `torn` names an apart rule whose people are together.
    """

    block_of: Ints
    size: Ints
    allowed: Flags
    apart: tuple[Ints, ...]
    torn: str | None = None

    @property
    def block_count(self) -> int:
        """How many blocks there are."""
        return int(self.size.size)

    def members(self) -> list[Ints]:
        """The people of every block."""
        order = np.argsort(self.block_of, kind="stable")
        return np.split(order, np.cumsum(self.size)[:-1]) if self.size.size else []


def rules_of(arrays: Arrays, constraints: Iterable[Constraint]) -> Rules:
    """Merge what must stay together (union–find), then apply everything else to the blocks."""
    rules = tuple(constraints)
    block_of = _blocks(arrays, [rule for rule in rules if rule.kind == Kind.TOGETHER])
    size = np.bincount(block_of, minlength=block_of.max(initial=-1) + 1).astype(np.int64)
    allowed = arrays.maximum[None, :] >= size[:, None]
    apart, torn = [], None
    for rule in rules:
        blocks = block_of[[arrays.person_at[person] for person in dict.fromkeys(rule.people)]]
        named = np.zeros(len(arrays.groups), dtype=bool)
        named[[arrays.group_at[group] for group in rule.groups]] = True
        if rule.kind in (Kind.FIXED, Kind.ALLOWED):
            allowed[blocks] &= named
        elif rule.kind == Kind.FORBIDDEN:
            allowed[blocks] &= ~named
        elif rule.kind == Kind.APART and len(blocks) > 1:
            torn = rule.id if len(set(blocks.tolist())) < len(blocks) else torn
            apart.append(np.unique(blocks))
    apart.sort(key=lambda blocks: (len(blocks), blocks.tolist()))  # whatever the order of the rules
    return Rules(block_of, size, allowed, tuple(apart), torn)


def _blocks(arrays: Arrays, together: list[Constraint]) -> Ints:
    """Number the blocks in the order of their first person."""
    parent = list(range(len(arrays.people)))

    def root(person: int) -> int:
        while parent[person] != person:
            parent[person] = parent[parent[person]]
            person = parent[person]
        return person

    for rule in together:
        roots = {root(arrays.person_at[person]) for person in rule.people}
        for other in roots:
            parent[other] = min(roots)
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(root(p), len(numbers)) for p in range(len(parent))], dtype=np.int64)
