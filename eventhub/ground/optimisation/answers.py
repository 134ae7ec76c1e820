"""What the engine answers: an allocation with values, bounds and proofs, or the reasons why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.quotas import Quota
from eventhub.ground.optimisation.sentences import Sentence


class Status(StrEnum):
    """Whether there is an allocation and how good it is known to be."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    INVALID = "invalid"


@dataclass(frozen=True)
class Achieved:
    """What was reached in one objective, and what nobody gets below while the earlier ones keep their values."""

    objective: Objective
    value: Fraction
    bound: Fraction

    @property
    def is_proven(self) -> bool:
        """Whether no better value exists."""
        return self.value == self.bound

    @property
    def gap_percent(self) -> float:
        """How far the value may be from the best, in per cent of the bound."""
        return float(100 * (self.value - self.bound) / max(Fraction(1), self.bound))


@dataclass(frozen=True)
class Progress:
    """How far a search has come. `assignment` is the best allocation so far, one mapping per round."""

    stage: str
    seconds: float
    objectives: tuple[Achieved, ...]
    assignment: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Flaw:
    """Something wrong with the input: in which of its parts, in which entry (counted from 0), and why."""

    part: str
    entry: int | None
    reason: Sentence


@dataclass(frozen=True)
class Conflict:
    """A minimal set of constraints, by id, that cannot hold together, and the sentence that says why."""

    constraints: tuple[str, ...]
    reason: Sentence


@dataclass(frozen=True)
class Answer:
    """The engine's last word; without a legal allocation `assignment` is None.

    ended_by: `proof`, `seconds`, `iterations`, `stopped`, or `exhausted` when nothing more was tried.
    """

    status: Status
    assignment: tuple[Mapping[str, str], ...] | None = None
    objectives: tuple[Achieved, ...] = ()
    quotas: tuple[Quota, ...] = ()
    counts: tuple[Mapping[tuple[str, str, str], int], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    warnings: tuple[Sentence, ...] = ()
    seconds: float = 0.0
    seed: int = 1
    ended_by: str = "proof"
    first_legal_after: float | None = field(default=None)


def is_proven_optimal(objectives: tuple[Achieved, ...]) -> bool:
    """Whether every objective is proven; same_pairs at the end only breaks ties and may stay open."""
    decisive = objectives[:-1] if objectives and objectives[-1].objective == Objective.SAME_PAIRS else objectives
    return all(achieved.is_proven for achieved in decisive)
