"""Allocate one round, one objective after another, each with a bound proven while the earlier ones keep theirs.

An objective is first relaxed to a linear program. Columns whose reduced cost exceeds what is still to be gained are
left out, the rest is solved in integers; if the answer lies within the threshold, it is optimal over all columns.
"""

from collections.abc import Callable, Mapping
from math import ceil, gcd, inf, isfinite

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.bounds import cell_bounds, cheap_bound
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.ledger import Ledger
from eventhub.ground.optimisation.linear import solve
from eventhub.ground.optimisation.pricing import FIRST_COLUMNS, RelaxedRound, cheapest_columns, relaxed_round
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.programs import Placement, counts_pairs, distances, placement
from eventhub.ground.optimisation.search import LocalSearch

Told = Callable[[Ints], None]
ROUNDING = 1e-6
FEW_COLUMNS = 100
DIVING_COLUMNS = 2_000


class Impossible(Exception):
    """The hard constraints of the round admit no allocation."""


class RoundSearch:
    """The search for one round's allocation to bins."""

    def __init__(
        self,
        bins: Bins,
        budget: Budget,
        *,
        on_better: Told | None = None,
        limits: Mapping[Objective, int] | None = None,
        free: Flags | None = None,
        seed: int = 1,
    ) -> None:
        self.bins = bins
        self.budget = budget
        self.bounds: dict[Objective, int] = {}
        self.caps: dict[Objective, int] = dict(limits or {})
        self._limits = dict(self.caps)
        self.stage = ""
        self._best: Ints | None = None
        self.free = bins.allowed.copy() if free is None else free & bins.allowed
        self._spare = np.ones(2 * bins.least.size, dtype=bool)
        self._on_better = on_better
        self._seed = seed

    def begin_with(self, places: Ints) -> None:
        """Start from known places if they are legal for these bins."""
        self._offer(places)

    def find_any(self) -> Ints:
        """Find a legal answer, cheap by wishes, without looking at quotas. Raises Impossible."""
        if not self.bins.rules.block_count and not self.bins.low.any():
            self._offer(np.empty(0, dtype=np.int64))
            return self.known_best()
        few = cheapest_columns(self.bins, FIRST_COLUMNS)
        for columns in [few, self.free] if few.sum() < self.free.sum() else [self.free]:
            program = placement(self.bins, columns, Objective.RANK_COST, {})
            answer = solve(program.program, Budget(), gap=inf, seed=self._seed)
            if answer.x is not None:
                self._offer(program.places(answer.x, self.bins.rules.block_count))
                return self.known_best()
        raise Impossible

    def known_best(self) -> Ints:
        """The best places so far; finds some if there are none yet."""
        return self.find_any() if self._best is None else self._best

    def value(self, objective: Objective) -> int:
        """The value of the best answer so far."""
        return self.bins.value(objective, self.known_best())

    def stage_of(self, objective: Objective, *, is_last: bool = False, share: float = 1.0) -> None:
        """Minimise one objective while the earlier ones keep their values; what time does not prove stays open.

        is_last: nothing comes after it; then same_pairs only breaks ties and is worth a program in small cases only.
        share: how much of what is left of the budget the stage may use.
        """
        whole, self.budget = self.budget, self.budget.part(share, 1 << 40)
        self._stage(objective, is_last)
        whole.spend(self.budget.spent)
        self.budget = whole

    def _stage(self, objective: Objective, is_last: bool) -> None:
        self.known_best()
        self.stage = str(objective)
        self.bounds[objective] = cheap_bound(self.bins, objective)
        relaxed = None
        if objective in (Objective.IMBALANCE, Objective.SAME_PAIRS):
            self._exchange(objective)
        if self._is_open(objective) and self._is_worth_a_program(objective, is_last) and not self.budget.is_over():
            relaxed = self._relaxed(objective)
            if relaxed is not None and self._is_open(objective):
                self._widen(objective, relaxed)
        self._settle(objective, relaxed)

    def bound_under(self, objective: Objective, caps: Mapping[Objective, int]) -> int:
        """Prove a bound for an objective while others stay within `caps`, by relaxation alone."""
        bound = cheap_bound(self.bins, objective)
        if objective == Objective.SAME_PAIRS and not counts_pairs(self.bins):
            return bound
        found = relaxed_round(self.bins, self.bins.allowed, objective, caps, None, self.budget)
        return bound if found is None else max(bound, self._rounded(objective, found.bound))

    def _is_worth_a_program(self, objective: Objective, is_last: bool) -> bool:
        if objective != Objective.SAME_PAIRS:
            return True
        return counts_pairs(self.bins) and (not is_last or self.free.sum() <= FEW_COLUMNS)

    def _exchange(self, objective: Objective) -> None:
        """Let people change places as long as that helps; balance needs little more."""
        if self._is_open(objective) and not self.budget.is_over():
            best = self.known_best()
            guides = [*self.caps, objective, *({Objective.SAME_PAIRS} - {objective})]
            target = self.bounds[objective] if objective == Objective.IMBALANCE else None
            search = LocalSearch(Ledger(self.bins, best, guides), seed=self._seed)
            exchanging = self.budget.part(0.2, 20_000)
            self._offer(search.improve(exchanging, 1_000 + min(20_000, 10 * best.size), target))
            self.budget.spend(exchanging.spent)

    def _relaxed(self, objective: Objective) -> RelaxedRound | None:
        found = relaxed_round(self.bins, self.free, objective, self.caps, self._spare, self.budget)
        if found is not None:
            self._raise_bound(objective, found.bound)
        return found

    def _widen(self, objective: Objective, relaxed: RelaxedRound) -> None:
        """Solve in integers over the columns of small reduced cost; widen until nothing left out could be better."""
        step = self._step(objective)
        narrow = max(float(step), relaxed.bound / 200)
        if objective != Objective.IMBALANCE and relaxed.placement.block.size > DIVING_COLUMNS:
            self._dive(objective, relaxed, self.free & (relaxed.dearer <= narrow + ROUNDING))
        for width in (narrow, inf):
            needed = self.value(objective) - step - relaxed.bound
            if not self._is_open(objective) or self.budget.is_over():
                break
            left_out = inf if width >= needed else relaxed.bound + width
            self._solve(objective, self.free & (relaxed.dearer <= min(width, needed) + ROUNDING), left_out)

    def _dive(self, objective: Objective, relaxed: RelaxedRound, columns: Flags) -> None:
        """Keep whom the relaxation has placed entirely and solve for the others only: quick and nearly as good."""
        block, place = relaxed.placement.block, relaxed.placement.bin
        entire = np.flatnonzero(relaxed.x[: block.size] > 1 - ROUNDING)
        columns[block[entire]] = False
        columns[block[entire], place[entire]] = True
        self._solve(objective, columns, -inf, self.budget.part(0.3, 1 << 40))

    def _solve(self, objective: Objective, columns: Flags, left_out: float, budget: Budget | None = None) -> None:
        """Solve over some columns; `left_out` is what an answer with any other column must exceed."""
        best = self.known_best()
        start = bool(columns[np.arange(best.size), best].all())
        if left_out > -inf:
            columns[np.arange(best.size), best] = True
            start = True
        program = self._program(objective, columns)
        answer = solve(
            program.program,
            budget or self.budget,
            start=program.start(best, self.bins) if start else None,
            gap=self._step(objective) - 1e-3,
            on_found=lambda x, _bound: self._offer(program.places(x, best.size)),
            seed=self._seed,
        )
        if answer.x is not None:
            self._offer(program.places(answer.x, best.size))
        self._raise_bound(objective, min(answer.bound, left_out, float(self.value(objective))))

    def _settle(self, objective: Objective, relaxed: RelaxedRound | None) -> None:
        """Keep the value for the later objectives and drop the columns that would spoil it."""
        value = self.value(objective)
        self.bounds[objective] = min(self.bounds[objective], value)
        self.caps[objective] = value
        if objective == Objective.IMBALANCE:
            self._close_spare(value)
        if relaxed is not None:
            room = value - relaxed.bound + ROUNDING
            self.free &= relaxed.dearer <= room
            best = self.known_best()
            self.free[np.arange(best.size), best] = True
            if objective == Objective.IMBALANCE:
                self._spare[relaxed.placement.spare[relaxed.dearer_spare[: relaxed.placement.spare.size] > room]] = (
                    False
                )
                self._spare |= distances(self.bins, best) > 0

    def _close_spare(self, value: int) -> None:
        """Close the distances of cells that could not be worse than their bound without spoiling the value."""
        least, weight = cell_bounds(self.bins), self.bins.arrays.cell_weight
        affordable = value - int(weight @ least) + weight * least
        self._spare &= np.tile(np.repeat(affordable >= weight, 2), self.bins.count)

    def _program(self, objective: Objective, columns: Flags) -> Placement:
        return placement(self.bins, columns, objective, self.caps, self._spare)

    def _offer(self, places: Ints) -> None:
        """Take a legal answer if it is better in the objectives so far, in their order."""
        if (places < 0).any() or not self.bins.is_legal(places):
            return
        if any(self.bins.value(name, places) > limit for name, limit in self._limits.items()):
            return
        if self._best is None or self._judged(places) < self._judged(self._best):
            self._best = places
            if self._on_better is not None:
                self._on_better(places)

    def _judged(self, places: Ints) -> list[int]:
        return [self.bins.value(objective, places) for objective in self.bounds]

    def _is_open(self, objective: Objective) -> bool:
        return self.bounds[objective] < self.value(objective)

    def _raise_bound(self, objective: Objective, bound: float) -> None:
        if isfinite(bound):
            self.bounds[objective] = max(self.bounds[objective], self._rounded(objective, bound))

    def _rounded(self, objective: Objective, bound: float) -> int:
        """Round a bound up to the next value that the objective can take."""
        step = self._step(objective)
        return step * ceil((bound - ROUNDING * max(1.0, abs(bound))) / step)

    def _step(self, objective: Objective) -> int:
        """The greatest number that divides every value of the objective."""
        entries = self.bins.arrays.cell_weight
        if objective in self.bins.costs:
            entries = self.bins.costs[objective][self.bins.allowed]
        return max(1, gcd(*(int(entry) for entry in np.unique(entries))))
