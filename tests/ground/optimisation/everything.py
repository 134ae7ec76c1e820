"""Try every allocation of a tiny problem: slow, but nobody can doubt it."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from eventhub.ground.optimisation.objectives import broken, values
from eventhub.ground.optimisation.problem import Objective, Problem

Values = tuple[Fraction, ...]


def all_values(problem: Problem) -> list[Values]:
    """The values of every legal allocation, in the order of the objectives."""
    return [tuple(values(problem, rounds).values()) for rounds in legal(problem)]


def legal(problem: Problem) -> Iterator[tuple[dict[str, str], ...]]:
    """Every allocation that breaks nothing."""
    people, groups = [person.id for person in problem.people], [group.id for group in problem.groups]
    rounds = [dict(zip(people, places, strict=True)) for places in product(groups, repeat=len(people))]
    for chosen in product(rounds, repeat=problem.rounds):
        if not broken(problem, chosen):
            yield chosen


def true_bounds(found: list[Values], reached: Values) -> list[Fraction]:
    """For each objective the least value any allocation has that is as good as `reached` in all the earlier ones."""
    return [
        min(
            one[index]
            for one in found
            if all(mine <= theirs for mine, theirs in zip(one[:index], reached[:index], strict=True))
        )
        for index in range(len(reached))
    ]


def objectives_of(problem: Problem) -> tuple[Objective, ...]:
    return problem.objectives
