"""Allocate one round on two levels: people to topics with proof, then the people of a topic to its groups."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from eventhub.ground.optimisation.arrays import Flags, Ints
from eventhub.ground.optimisation.bins import Bins, bins_of
from eventhub.ground.optimisation.bounds import cheap_bound, reach
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.feasibility import admits
from eventhub.ground.optimisation.ledger import Ledger
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.search import LocalSearch
from eventhub.ground.optimisation.splitting import deal, split
from eventhub.ground.optimisation.stages import Impossible, RoundSearch

Told = Callable[[Ints, str], None]
LARGE = 20_000
"""Above so many (block, group) pairs a first answer is dealt out instead of computed."""
SMALL = 6_000
"""Up to so many (block, group) pairs the groups are solved exactly when dealing out cost something."""


class OneRound:
    """The search for the best places of one kind of round; places are groups per block.

    free_after: which groups are left to every block without spoiling an objective or those before it, where known.
    """

    def __init__(self, groups: Bins, limits: Mapping[Objective, int], *, seed: int) -> None:
        self.groups = groups
        self._limits = dict(limits)
        self.places: Ints = np.empty(0, dtype=np.int64)
        self.bounds: dict[Objective, int] = {}
        self.free_after: dict[Objective, Flags] = {}
        self._seed = seed
        self._done: list[Objective] = []

    def begin(self, given: Ints | None) -> Ints:
        """Take what is given if it is legal, else find something legal. Raises Impossible."""
        if self.groups.rules.torn is not None:
            raise Impossible
        if given is not None and self.groups.is_legal(given):
            self.places = given
        elif self.groups.allowed.size > LARGE:
            self.places = self._begin_large()
        else:
            self.places = RoundSearch(self.groups, Budget(), seed=self._seed).find_any()
        return self.places

    def _begin_large(self) -> Ints:
        """Deal people out one by one; ask for proof only when that fails."""
        for by_wishes in (True, False):
            if (dealt := deal(self.groups, by_wishes=by_wishes)) is not None:
                return dealt
        if not admits(self.groups.arrays, self.groups.rules):
            raise Impossible
        return RoundSearch(self.groups, Budget(), seed=self._seed).find_any()

    def run(self, objectives: list[Objective], budget: Budget, tell: Told) -> None:
        """Improve the places objective by objective and prove bounds on the way."""
        self.bounds = {objective: cheap_bound(self.groups, objective) for objective in objectives}
        if self.groups.arrays.topic_count < len(self.groups.arrays.groups):
            self._by_topic(objectives, budget, tell)
        else:
            self._by_group(objectives, budget, tell)

    def _by_group(self, objectives: list[Objective], budget: Budget, tell: Told) -> None:
        def better(places: Ints) -> None:
            self.places = places
            tell(places, str(search.stage))

        search = RoundSearch(self.groups, budget, on_better=better, limits=self._limits, seed=self._seed)
        search.begin_with(self.places)
        for objective in objectives:
            search.stage_of(objective, is_last=objective == objectives[-1], share=_share(objective, objectives))
            self.bounds[objective] = max(self.bounds[objective], search.bounds[objective])
            self.places = search.known_best()
            self.free_after[objective] = search.free.copy()
            tell(self.places, str(objective))

    def _topics(self) -> tuple[Bins, int]:
        """Prepare the topics, and say what imbalance people without a choice cause in the groups anyway.

        Quotas give way to those who must be in a group (or cannot be there), so that topics ask for nothing impossible.
        """
        must, can = reach(self.groups)
        most, least = np.maximum(self.groups.most, must), np.minimum(self.groups.least, can)
        excess = (most - self.groups.most + self.groups.least - least).sum(axis=1)
        numbers = replace(self.groups.arrays, least=least, most=most)
        topics = bins_of(numbers, self.groups.rules, by_topic=True, is_first_round=self._moves_matter())
        return topics, int(numbers.cell_weight @ excess)

    def _by_topic(self, objectives: list[Objective], budget: Budget, tell: Told) -> None:
        """Solve topics, deal out, polish; then see which bounds of the topics hold for what the groups reached."""
        topics, unavoidable = self._topics()
        limits = {name: most - unavoidable * (name == Objective.IMBALANCE) for name, most in self._limits.items()}
        search = RoundSearch(topics, budget.part(0.6, 1 << 40), limits=limits, seed=self._seed)
        search.begin_with(topics_of(self.groups, self.places))
        above: list[Objective] = [name for name in objectives if name != Objective.SAME_PAIRS]
        for objective in above:
            search.stage_of(objective, share=_share(objective, above))
        budget.spend(search.budget.spent)
        dealt = split(self.groups, search.known_best(), objectives, budget.part(0.5, 1 << 40), seed=self._seed)
        if dealt is not None and self.groups.is_legal(dealt):
            self._take(dealt, objectives, tell, "groups")
        self._polish(objectives, budget, tell)
        search.budget = budget
        self._adopt_bounds(search, above, unavoidable)
        if self._is_open(above) and self.groups.allowed.size <= SMALL and not budget.is_over():
            self._by_group(objectives, budget, tell)

    def _polish(self, objectives: list[Objective], budget: Budget, tell: Told) -> None:
        polishing = budget.part(0.3, 50_000)
        search = LocalSearch(Ledger(self.groups, self.places, objectives), seed=self._seed)
        self._take(search.improve(polishing, 1_000 + min(5_000, 10 * self.places.size)), objectives, tell, "groups")
        budget.spend(polishing.spent)

    def _take(self, places: Ints, objectives: list[Objective], tell: Told, stage: str) -> None:
        def judged(candidate: Ints) -> list[int]:
            return [self.groups.value(objective, candidate) for objective in objectives]

        fits = all(self.groups.value(name, places) <= limit for name, limit in self._limits.items())
        if fits and self.groups.is_legal(places) and judged(places) < judged(self.places):
            self.places = places
            tell(places, stage)

    def _adopt_bounds(self, search: RoundSearch, above: list[Objective], unavoidable: int) -> None:
        """Keep a bound of the topics as long as the groups reached the values it was proven under; else prove anew."""
        caps: dict[Objective, int] = {}
        holds = True
        for objective in above:
            extra = unavoidable if objective == Objective.IMBALANCE else 0
            bound = extra + (search.bounds[objective] if holds else search.bound_under(objective, caps))
            value = self.groups.value(objective, self.places)
            self.bounds[objective] = min(max(bound, self.bounds[objective]), value)
            holds = holds and value <= search.caps[objective] + extra
            caps[objective] = value - extra

    def _is_open(self, objectives: list[Objective]) -> bool:
        return any(self.bounds[name] < self.groups.value(name, self.places) for name in objectives)

    def _moves_matter(self) -> bool:
        return bool(self.groups.costs[Objective.MOVES].any())


def _share(objective: Objective, objectives: list[Objective]) -> float:
    """Let no objective use up the time of those after it; same_pairs at the end needs next to none."""
    decisive = objectives[:-1] if objectives[-1] == Objective.SAME_PAIRS else objectives
    return 0.6 if objective in decisive[:-1] else 1.0


def topics_of(groups: Bins, places: Ints) -> Ints:
    """Say to which topic each block's group belongs."""
    return np.asarray(groups.arrays.topic_of[places])
