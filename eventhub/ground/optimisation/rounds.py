"""Allocate all the rounds: those with the same rules are solved once, then people are spread so that few meet again."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

import numpy as np

from eventhub.ground.optimisation.answers import Achieved, Progress
from eventhub.ground.optimisation.arrays import Arrays, Flags, Ints
from eventhub.ground.optimisation.bins import Bins, bins_of
from eventhub.ground.optimisation.bounds import bound_meetings_of_bound, cheap_bound, repeat_pairs_bound
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.levels import OneRound
from eventhub.ground.optimisation.meetings import Search, repeated, spread
from eventhub.ground.optimisation.problem import Assignment, Objective
from eventhub.ground.optimisation.rules import rules_of
from eventhub.ground.optimisation.sessions import proposed


class Rounds:
    """All the rounds of a problem, their best places so far (groups per person) and their bounds."""

    def __init__(
        self,
        arrays: Arrays,
        budget: Budget,
        *,
        seed: int,
        within: Mapping[Objective, Fraction],
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.arrays = arrays
        self.budget = budget
        self.first_legal_after: float | None = None
        self._on_progress = on_progress
        self._seed = seed
        self._kind_of, kinds = _kinds(arrays)
        limits = {name: int(most * arrays.scale(name) / arrays.problem.rounds) for name, most in within.items()}
        self._searches = [OneRound(bins, limits, seed=seed) for bins in kinds]
        self._places: list[Ints] = []

    def run(self, start: Assignment | None) -> None:
        """Solve everything. Raises Impossible when the hard constraints of some round cannot hold."""
        firsts = [search.begin(self._given(start, kind)) for kind, search in enumerate(self._searches)]
        self._places = [firsts[kind][self._searches[kind].groups.rules.block_of] for kind in self._kind_of]
        self.first_legal_after = self.budget.elapsed
        self._tell("first")
        separable: list[Objective] = [name for name in self.arrays.problem.objectives if name != Objective.REPEAT_PAIRS]
        for kind, search in enumerate(self._searches):
            share = self.budget.part(self._share() / (len(self._searches) - kind), 1 << 40)
            search.run(separable, share, partial(self._keep, kind))
            self.budget.spend(share.spent)
        if self._people_meet_again():
            self._spread()
        self.budget.is_over()
        self._tell("end")

    def _people_meet_again(self) -> bool:
        return len(self._places) > 1 and Objective.REPEAT_PAIRS in self.arrays.problem.objectives

    def _share(self) -> float:
        """How much of the budget goes to the rounds one by one: half, if meetings between rounds matter too."""
        return 0.5 if self._people_meet_again() else 1.0

    def _spread(self) -> None:
        """Let people meet new people, round by round."""

        def better(rounds: list[Ints]) -> None:
            self._places = list(rounds)
            self._tell(str(Objective.REPEAT_PAIRS))

        groups = [self._searches[kind].groups for kind in self._kind_of]
        if len(groups) == 2:
            for number in (1, 0):
                self._propose(groups[number], number)
        search = Search(self.budget, self._seed, self._still_open, better)
        spread(groups, self._places, list(self.arrays.problem.objectives), search)

    def _propose(self, groups: Bins, number: int) -> None:
        """Solve one of two sessions anew with the other as one more attribute, and take it if it counts as better."""
        if not self._still_open() or self.budget.is_over():
            return
        order, before = list(self.arrays.problem.objectives), self._places
        share = self.budget.part(0.4, 1 << 40)
        free = self._free_before_meetings(self._searches[self._kind_of[number]])
        own = _blocks(groups, before[number])
        blocks = proposed(groups, own, before[1 - number], order, share, free=free, seed=self._seed)
        self.budget.spend(share.spent)
        known = [self._value(name) for name in order]
        self._places = [*before]
        self._places[number] = blocks[groups.rules.block_of]
        if [self._value(name) for name in order] < known:
            self._tell(str(Objective.REPEAT_PAIRS))
        else:
            self._places = before

    def _still_open(self) -> list[Objective]:
        """The objectives from repeat_pairs on that may still get better; a tie-breaking same_pairs is not counted."""
        order, bounds = self.arrays.problem.objectives, self.bounds()
        rest = order[order.index(Objective.REPEAT_PAIRS) :]
        rest = rest[:-1] if rest[-1] == Objective.SAME_PAIRS else rest
        return [name for name in rest if bounds[name] < self._value(name)]

    def assignment(self) -> tuple[Mapping[str, str], ...]:
        """The best allocation so far, by ids."""
        return tuple(self.arrays.names(places) for places in self._places)

    def bounds(self) -> dict[Objective, Fraction]:
        """What each objective cannot get below while the earlier ones keep their values.

        The rounds were bounded one by one, each under its own values. With several rounds that says something of the
        sum only while the earlier sums are least themselves; after that only bounds that need no other objective hold.
        """
        found: dict[Objective, Fraction] = {}
        is_least = True
        for objective in self.arrays.problem.objectives:
            bound = self._bound(objective, is_least)
            found[objective] = Fraction(bound, self.arrays.scale(objective))
            if len(self._kind_of) > 1 and objective != Objective.REPEAT_PAIRS:
                is_least = is_least and self._value(objective) == found[objective]
        return found

    def _bound(self, objective: Objective, is_least: bool) -> int:
        if objective == Objective.REPEAT_PAIRS:
            return self._meetings_bound()
        searches = [self._searches[kind] for kind in self._kind_of]
        if is_least:
            return sum(search.bounds.get(objective, 0) for search in searches)
        return sum(cheap_bound(search.groups, objective) for search in searches)

    def _meetings_bound(self) -> int:
        """Bound the repeated meetings by sizes and, in two sessions, by people who have no choice left in either."""
        rounds, count = len(self._kind_of), len(self.arrays.people)
        bound = repeat_pairs_bound(self.arrays.minimum, self.arrays.maximum, count, rounds)
        if rounds != 2 or not self._earlier_are_proven():
            return bound
        left = [self._left_to_people(number) for number in range(2)]
        return max(bound, bound_meetings_of_bound(*left))

    def _left_to_people(self, number: int) -> Flags:
        """Which groups every person can be in without spoiling what comes before repeat_pairs."""
        search = self._searches[self._kind_of[number]]
        free = self._free_before_meetings(search)
        return (search.groups.allowed if free is None else free)[search.groups.rules.block_of]

    def _free_before_meetings(self, search: OneRound) -> Flags | None:
        order = self.arrays.problem.objectives
        earlier = [name for name in order[: order.index(Objective.REPEAT_PAIRS)] if name in search.free_after]
        return search.free_after[earlier[-1]] if earlier else None

    def _earlier_are_proven(self) -> bool:
        order = self.arrays.problem.objectives
        earlier = order[: order.index(Objective.REPEAT_PAIRS)]
        return all(
            search.bounds.get(name, 0) == search.groups.value(name, search.places)
            for search in self._searches
            for name in earlier
        )

    def _given(self, start: Assignment | None, kind: int) -> Ints | None:
        """Read the blocks' groups of the first round of this kind out of a given allocation, where it has them."""
        if start is None:
            return None
        placed = start[min(self._kind_of.index(kind), len(start) - 1)]
        if any(placed.get(person) not in self.arrays.group_at for person in self.arrays.people):
            return None
        people, rules = self.arrays.positions(placed), self._searches[kind].groups.rules
        blocks = np.zeros(rules.block_count, dtype=np.int64)
        blocks[rules.block_of] = people
        return blocks if bool((blocks[rules.block_of] == people).all()) else None

    def _keep(self, kind: int, places: Ints, stage: str) -> None:
        people = places[self._searches[kind].groups.rules.block_of]
        self._places = [people if own == kind else old for own, old in zip(self._kind_of, self._places, strict=True)]
        self._tell(stage)

    def _tell(self, stage: str) -> None:
        if self._on_progress is not None:
            bounds = self.bounds()
            achieved = tuple(
                Achieved(name, value, min(value, bounds[name]))
                for name in self.arrays.problem.objectives
                for value in [self._value(name)]
            )
            self._on_progress(Progress(stage, self.budget.elapsed, achieved, self.assignment()))

    def _value(self, objective: Objective) -> Fraction:
        if objective == Objective.REPEAT_PAIRS:
            return Fraction(repeated(self._places) if len(self._places) > 1 else 0)
        total = sum(
            self._searches[kind].groups.value(objective, _blocks(self._searches[kind].groups, places))
            for kind, places in zip(self._kind_of, self._places, strict=True)
        )
        return Fraction(total, self.arrays.scale(objective))


def _kinds(arrays: Arrays) -> tuple[list[int], list[Bins]]:
    """Number the kinds of rounds: same constraints, same interest in moves."""
    numbers: dict[tuple[object, ...], int] = {}
    kind_of: list[int] = []
    kinds: list[Bins] = []
    reruns = bool((arrays.previous >= 0).any())
    for number in range(1, arrays.problem.rounds + 1):
        rules = tuple(rule for rule in arrays.problem.constraints if rule.holds_in(number))
        key = (tuple(rule.id for rule in rules), reruns and number == 1)
        if key not in numbers:
            numbers[key] = len(kinds)
            merged = rules_of(arrays, rules)
            kinds.append(bins_of(arrays, merged, by_topic=False, is_first_round=number == 1))
        kind_of.append(numbers[key])
    return kind_of, kinds


def _blocks(groups: Bins, people: Ints) -> Ints:
    blocks = np.zeros(groups.rules.block_count, dtype=np.int64)
    blocks[groups.rules.block_of] = people
    return blocks
