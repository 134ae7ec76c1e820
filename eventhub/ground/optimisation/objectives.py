"""Count what an allocation is worth, straight from the definitions.

Written for being believed, not for speed: the solver's own bookkeeping is never used here, every reported value is
counted by this module.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations

from eventhub.ground.optimisation.problem import Assignment, Constraint, Kind, Objective, Person, Problem
from eventhub.ground.optimisation.quotas import quotas

Counts = dict[tuple[str, str, str], int]
"""People by (attribute, value, group)."""


def values(problem: Problem, assignment: Assignment) -> dict[Objective, Fraction]:
    """Count every objective of the problem, in the organiser's order."""
    counting: dict[Objective, Callable[[Problem, Assignment], Fraction | int]] = {
        Objective.MOVES: moves,
        Objective.UNLISTED: unlisted,
        Objective.IMBALANCE: imbalance,
        Objective.RANK_COST: rank_cost,
        Objective.REPEAT_PAIRS: repeat_pairs,
        Objective.SAME_PAIRS: same_pairs,
    }
    return {objective: Fraction(counting[objective](problem, assignment)) for objective in problem.objectives}


def moves(problem: Problem, assignment: Assignment) -> int:
    """Count the people whose group in the first round is not their previous one."""
    first = assignment[0]
    return sum(person.previous is not None and first[person.id] != person.previous for person in problem.people)


def unlisted(problem: Problem, assignment: Assignment) -> int:
    """Count, over the rounds, the people with a list who got none of it."""
    return sum(rank == -1 for placed in assignment for rank in ranks(problem, placed).values())


def rank_cost(problem: Problem, assignment: Assignment) -> Fraction:
    """Add up, over the rounds, what the obtained ranks cost."""
    cost = Fraction(0)
    for placed in assignment:
        for rank in ranks(problem, placed).values():
            if rank is not None:
                cost += problem.unlisted_cost if rank == -1 else problem.cost_of_rank(rank)
    return cost


def ranks(problem: Problem, placed: Mapping[str, str]) -> dict[str, int | None]:
    """Say which wish each person got: rank from 0, -1 for none of the list, None for people without a list."""
    topics = {group.id: group.subject for group in problem.groups}
    known = set(topics.values())
    return {person.id: _rank(person, topics[placed[person.id]], known) for person in problem.people}


def imbalance(problem: Problem, assignment: Assignment) -> Fraction:
    """Add up, over the rounds, the weighted distances of the counts from their quotas."""
    weights = {attribute.name: attribute.weight for attribute in problem.attributes}
    limits = quotas(problem)
    return sum(
        (
            weights[quota.attribute] * quota.distance(counted.get((quota.attribute, quota.value, quota.group), 0))
            for placed in assignment
            for counted in [counts(problem, placed)]
            for quota in limits
        ),
        Fraction(0),
    )


def counts(problem: Problem, placed: Mapping[str, str]) -> Counts:
    """Count the people of one round by attribute, value and group; blank values belong nowhere."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for person in problem.people:
        for attribute in problem.attributes:
            if value := person.attributes.get(attribute.name, ""):
                counted[attribute.name, value, placed[person.id]] += 1
    return dict(counted)


def same_pairs(problem: Problem, assignment: Assignment) -> Fraction:
    """Add up, over the rounds, the weighted pairs of people in one group who share a value."""
    weights = {attribute.name: attribute.weight for attribute in problem.attributes}
    return sum(
        (
            weights[attribute] * (number * (number - 1) // 2)
            for placed in assignment
            for (attribute, _, _), number in counts(problem, placed).items()
        ),
        Fraction(0),
    )


def repeat_pairs(problem: Problem, assignment: Assignment) -> int:
    """Count how often two people meet again after their first meeting."""
    if len(assignment) < 2:
        return 0
    together: Counter[tuple[str, str]] = Counter()
    for placed in assignment:
        members = defaultdict(list)
        for person in sorted(placed):
            members[placed[person]].append(person)
        for group in members.values():
            together.update(combinations(group, 2))
    return sum(times - 1 for times in together.values())


def broken(problem: Problem, assignment: Assignment) -> list[str]:
    """Name everything hard that an allocation breaks: ids of constraints, `size:GROUP`, `person:ID`."""
    found = []
    for number, placed in enumerate(assignment, start=1):
        sizes = Counter(placed.values())
        known = {group.id for group in problem.groups}
        found += [f"person:{p.id}" for p in problem.people if placed.get(p.id) not in known]
        found += [
            f"size:{g.id}"
            for g in problem.groups
            if sizes[g.id] < g.minimum or (g.maximum is not None and sizes[g.id] > g.maximum)
        ]
        found += [c.id for c in problem.constraints if c.holds_in(number) and not _is_kept(c, dict(placed))]
    return list(dict.fromkeys(found))


def _is_kept(constraint: Constraint, placed: dict[str, str]) -> bool:
    people = dict.fromkeys(constraint.people)
    where = [placed.get(person) for person in people]
    match constraint.kind:
        case Kind.FIXED | Kind.ALLOWED:
            return all(group in constraint.groups for group in where)
        case Kind.FORBIDDEN:
            return not any(group in constraint.groups for group in where)
        case Kind.TOGETHER:
            return len(set(where)) <= 1
        case Kind.APART:
            return len(set(where)) == len(where)


def _rank(person: Person, topic: str, known: set[str]) -> int | None:
    wishes = list(dict.fromkeys(wish for wish in person.preferences if wish in known))
    if not wishes:
        return None
    return wishes.index(topic) if topic in wishes else -1
