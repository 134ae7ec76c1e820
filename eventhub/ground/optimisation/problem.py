"""State what is to be allocated: people, groups, rules and aims, as plain values.

Everything is frozen. Weights and costs are exact fractions, so that two programs that follow the same definitions
get the same numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Assignment = Sequence[Mapping[str, str]]
"""For each round, the group id of every person id."""


class Objective(StrEnum):
    """What an allocation is judged by; lower is better, the order is the organiser's."""

    MOVES = "moves"
    UNLISTED = "unlisted"
    IMBALANCE = "imbalance"
    RANK_COST = "rank_cost"
    REPEAT_PAIRS = "repeat_pairs"
    SAME_PAIRS = "same_pairs"


class Kind(StrEnum):
    """What a constraint demands of its people."""

    FIXED = "fixed"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True)
class Person:
    """A person to place. `preferences` are topics, most wanted first; a missing attribute is a blank value."""

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    preferences: tuple[str, ...] = ()
    previous: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Group:
    """A group with room for `minimum` to `maximum` people (None: no limit); a blank topic is the group's own id."""

    id: str
    topic: str = ""
    minimum: int = 0
    maximum: int | None = None
    name: str = ""

    @property
    def subject(self) -> str:
        """The topic that wishes refer to."""
        return self.topic or self.id


@dataclass(frozen=True)
class Attribute:
    """A balanced attribute: every group should mirror the whole in it."""

    name: str
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Constraint:
    """A rule that must hold in its round (counted from 1), or in every round when `round` is None."""

    id: str
    kind: Kind
    people: tuple[str, ...]
    groups: tuple[str, ...] = ()
    round: int | None = None
    note: str = ""

    def holds_in(self, round_number: int) -> bool:
        """Whether the rule concerns this round, counted from 1."""
        return self.round is None or self.round == round_number


@dataclass(frozen=True)
class Problem:
    """Everything the engine needs to know."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    attributes: tuple[Attribute, ...] = ()
    objectives: tuple[Objective, ...] = tuple(Objective)
    constraints: tuple[Constraint, ...] = ()
    rounds: int = 1
    rank_costs: tuple[Fraction, ...] = (Fraction(0), Fraction(1), Fraction(3))
    unlisted_cost: Fraction = Fraction(10)

    def wishes_of(self, person: Person) -> tuple[str, ...]:
        """The person's list without unknown topics and repeats, in order."""
        topics = {group.subject for group in self.groups}
        return tuple(dict.fromkeys(topic for topic in person.preferences if topic in topics))

    def cost_of_rank(self, rank: int) -> Fraction:
        """What it costs to obtain the wish of this rank, counted from 0; beyond the list of costs one more each."""
        if rank < len(self.rank_costs):
            return self.rank_costs[rank]
        return self.rank_costs[-1] + rank - len(self.rank_costs) + 1
