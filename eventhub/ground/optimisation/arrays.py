"""Turn a problem into arrays of whole numbers, in an order that does not depend on the order of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from eventhub.ground.optimisation.order import people_and_groups_in_order
from eventhub.ground.optimisation.problem import Objective, Problem
from eventhub.ground.optimisation.quotas import cell_sizes, quotas

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BLANK = -1


@dataclass(frozen=True)
class Arrays:
    """The problem in numbers: people, groups, topics and cells are positions; weights and costs scaled to integers.

    cells[person, attribute] is a cell or BLANK, attributes of no weight left out; least, most are [cell, group];
    rank_cost, unlisted [person, topic].
    """

    problem: Problem
    attributes: tuple[str, ...]
    people: tuple[str, ...]
    groups: tuple[str, ...]
    topic_of: Ints
    minimum: Ints
    maximum: Ints
    cells: Ints
    cell_weight: Ints
    least: Ints
    most: Ints
    rank_cost: Ints
    unlisted: Ints
    previous: Ints
    weight_scale: int
    cost_scale: int

    @cached_property
    def person_at(self) -> dict[str, int]:
        """The position of every person id."""
        return {person: position for position, person in enumerate(self.people)}

    @cached_property
    def group_at(self) -> dict[str, int]:
        """The position of every group id."""
        return {group: position for position, group in enumerate(self.groups)}

    @property
    def topic_count(self) -> int:
        """How many different topics the groups have."""
        return int(self.topic_of.max(initial=-1)) + 1

    @cached_property
    def person_called(self) -> dict[str, str]:
        """What sentences call every person: the name, or the id of people without one."""
        return {person.id: person.name or person.id for person in self.problem.people}

    @cached_property
    def group_called(self) -> dict[str, str]:
        """What sentences call every group."""
        return {group.id: group.name or group.id for group in self.problem.groups}

    def scale(self, objective: Objective) -> int:
        """By how much the integers of this objective are larger than its true value."""
        if objective in (Objective.IMBALANCE, Objective.SAME_PAIRS):
            return self.weight_scale
        return self.cost_scale if objective == Objective.RANK_COST else 1

    def positions(self, placed: Mapping[str, str]) -> Ints:
        """The group positions of a round, person by person."""
        return np.array([self.group_at[placed[person]] for person in self.people], dtype=np.int64)

    def names(self, places: Ints) -> dict[str, str]:
        """The group ids of a round, by person id."""
        return {person: self.groups[place] for person, place in zip(self.people, places, strict=True)}


def arrays(problem: Problem) -> Arrays:
    """Count a valid problem into arrays."""
    people, groups = people_and_groups_in_order(problem)
    topics = {topic: number for number, topic in enumerate(dict.fromkeys(group.subject for group in groups))}
    group_at = {group.id: position for position, group in enumerate(groups)}
    weight_scale = _common_denominator(attribute.weight for attribute in problem.attributes)
    cells, cell_weight, least, most = _cells(problem, [p.id for p in people], group_at, weight_scale)
    cost_scale = _common_denominator([*problem.rank_costs, problem.unlisted_cost])
    rank_cost = np.zeros((len(people), len(topics)), dtype=np.int64)
    unlisted = np.zeros((len(people), len(topics)), dtype=np.int64)
    prices = [int(problem.cost_of_rank(rank) * cost_scale) for rank in range(len(topics))]
    for row, person in enumerate(people):
        wishes = [topics[wish] for wish in dict.fromkeys(person.preferences) if wish in topics]
        if wishes:
            rank_cost[row], unlisted[row] = int(problem.unlisted_cost * cost_scale), 1
            rank_cost[row, wishes], unlisted[row, wishes] = prices[: len(wishes)], 0
    return Arrays(
        problem=problem,
        attributes=tuple(attribute.name for attribute in problem.attributes if attribute.weight),
        people=tuple(person.id for person in people),
        groups=tuple(group_at),
        topic_of=np.array([topics[group.subject] for group in groups], dtype=np.int64),
        minimum=np.array([min(group.minimum, len(people) + 1) for group in groups], dtype=np.int64),
        maximum=np.array([_most(group.maximum, len(people)) for group in groups], dtype=np.int64),
        cells=cells,
        cell_weight=cell_weight,
        least=least,
        most=most,
        rank_cost=rank_cost,
        unlisted=unlisted,
        previous=np.array([group_at.get(p.previous or "", -1) for p in people], dtype=np.int64),
        weight_scale=weight_scale,
        cost_scale=cost_scale,
    )


def _cells(
    problem: Problem, people: list[str], group_at: dict[str, int], weight_scale: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Number the cells; leave people without a value in BLANK."""
    weights = {each.name: int(each.weight * weight_scale) for each in problem.attributes if each.weight}
    weighty = [cell for cell in cell_sizes(problem) if cell[0] in weights]
    numbers = {cell: number for number, cell in enumerate(weighty)}
    by_id = {person.id: person for person in problem.people}
    cells = np.full((len(people), len(weights)), BLANK, dtype=np.int64)
    for row, person in enumerate(people):
        for column, name in enumerate(weights):
            cells[row, column] = numbers.get((name, by_id[person].attributes.get(name, "")), BLANK)
    least = np.zeros((len(numbers), len(group_at)), dtype=np.int64)
    most = np.zeros((len(numbers), len(group_at)), dtype=np.int64)
    for quota in quotas(problem):
        if quota.attribute not in weights:
            continue
        cell, group = numbers[quota.attribute, quota.value], group_at[quota.group]
        least[cell, group], most[cell, group] = min(quota.least, len(people)), min(quota.most, len(people))
    return cells, np.array([weights[name] for name, _ in numbers], dtype=np.int64), least, most


def _common_denominator(numbers: Iterable[Fraction]) -> int:
    return lcm(1, *(number.denominator for number in numbers))


def _most(maximum: int | None, people_count: int) -> int:
    return people_count if maximum is None else min(maximum, people_count)
