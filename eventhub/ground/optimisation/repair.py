"""Repair an allocation after cancellations and walk-ins with the fewest moves, and offer what more moves bring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from eventhub.ground.optimisation.answers import Answer
from eventhub.ground.optimisation.board import Board, Cost
from eventhub.ground.optimisation.engine import solve
from eventhub.ground.optimisation.explanation import best_swaps
from eventhub.ground.optimisation.problem import Constraint, Kind, Objective, Problem


@dataclass(frozen=True)
class NextStep:
    """A further change worth offering: so many more people would move, and this is what it would bring."""

    cost: Cost
    moves: int


@dataclass(frozen=True)
class Repair:
    """A repaired allocation and the steps that could follow it, the most useful first."""

    answer: Answer
    next_steps: tuple[NextStep, ...]


def repair(
    problem: Problem,
    previous: Mapping[str, str],
    *,
    seconds: float | None,
    iterations: int | None = None,
    seed: int = 1,
    should_stop: Callable[[], bool] | None = None,
) -> Repair:
    """Allocate anew with as few people as possible leaving their previous group.

    previous: the group of everybody who had one; people and groups that are gone are passed over.
    """
    changed = rerun(problem, previous)
    answer = solve(changed, seconds=seconds, iterations=iterations, seed=seed, should_stop=should_stop)
    return Repair(answer, next_steps(changed, answer))


def rerun(problem: Problem, previous: Mapping[str, str]) -> Problem:
    """State the same problem as a re-run: `moves` first, everybody's previous group known."""
    groups = {group.id for group in problem.groups}
    people = tuple(
        replace(person, previous=previous[person.id] if previous.get(person.id) in groups else None)
        for person in problem.people
    )
    others = tuple(objective for objective in problem.objectives if objective != Objective.MOVES)
    return replace(problem, people=people, objectives=(Objective.MOVES, *others))


def locked(problem: Problem, places: Mapping[str, str], round_number: int | None = None) -> Problem:
    """State the same problem with these people locked where they are, as constraints `lock:PERSON`."""
    known = {person.id for person in problem.people}
    locks = tuple(
        Constraint(f"lock:{person}", Kind.FIXED, (person,), (group,), round_number)
        for person, group in places.items()
        if person in known
    )
    return replace(problem, constraints=(*problem.constraints, *locks))


def next_steps(problem: Problem, answer: Answer, most: int = 3) -> tuple[NextStep, ...]:
    """Find single moves and exchanges that cost moves but make the first objective after `moves` that can be better so.

    Looks at the people whose groups are off their quotas or who got none of their wishes; at most some hundred.
    """
    if answer.assignment is None:
        return ()
    board = Board(problem, answer.assignment)
    found: list[NextStep] = []
    for person in _worth_a_look(board)[:100]:
        options = [cost for cost in board.table(person) if not cost.breaks]
        options += best_swaps(board, person, None)[:1]
        found += [NextStep(cost, int(cost.changes[Objective.MOVES])) for cost in options if _is_gain(cost)]
    unique = {frozenset(step.cost.steps): step for step in found}
    return tuple(sorted(unique.values(), key=lambda step: _gain(step.cost))[:most])


def _worth_a_look(board: Board) -> list[str]:
    numbers, places, counts = board.numbers, board.places[0], board.counts[0]
    off = (counts > numbers.most) | (counts < numbers.least)
    people = []
    for position, person in enumerate(numbers.people):
        cells = numbers.cells[position]
        unlucky = numbers.unlisted[position, numbers.topic_of[places[position]]] > 0
        if unlucky or bool(off[cells[cells >= 0], places[position]].any()):
            people.append(person)
    return people


def _is_gain(cost: Cost) -> bool:
    return cost.changes[Objective.MOVES] > 0 and _gain(cost) < (Fraction(0),) * (len(cost.changes) - 1)


def _gain(cost: Cost) -> tuple[Fraction, ...]:
    return tuple(change for objective, change in cost.changes.items() if objective != Objective.MOVES)
