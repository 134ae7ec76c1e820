"""Invent tiny problems with everything in them: blanks, shared topics, unequal rooms, locks, several rounds."""

import random
from fractions import Fraction

from eventhub.ground.optimisation.problem import Attribute, Constraint, Group, Kind, Objective, Person, Problem


def tiny_problem(dice: random.Random, *, rounds: int = 1, people_count: int | None = None) -> Problem:
    """Invent a problem small enough to try every allocation."""
    count = people_count or dice.randint(2, 6 if rounds == 1 else 4)
    group_count = dice.randint(2, 3 if rounds == 1 else 2)
    topics = [dice.choice(["", "x", "y"]) for _ in range(group_count)]
    groups = tuple(_group(f"G{index}", topic, count, dice) for index, topic in enumerate(topics))
    names = tuple(f"p{index}" for index in range(count))
    known = [*{group.subject for group in groups}, "unknown"]
    people = tuple(
        Person(
            name,
            {key: value for key in ("a", "b", "c") if (value := dice.choice(["", "1", "2", "3"]))},
            tuple(dice.choices(known, k=dice.choice([0, 1, 2, 3, 5]))),
            dice.choice([None, *(group.id for group in groups)]),
        )
        for name in names
    )
    weights = [Fraction(1), Fraction(2), Fraction(1, 2), Fraction(0)]
    attributes = tuple(Attribute(name, dice.choice(weights)) for name in ("a", "b", "c")[: dice.randint(0, 3)])
    objectives = dice.sample(list(Objective), dice.randint(1, 6))
    rules = tuple(_rule(f"c{index}", names, groups, rounds, dice) for index in range(dice.choice([0, 0, 1, 2, 3, 4])))
    costs = dice.choice([(0, 1, 3), (0, 2), (1,), (0, Fraction(1, 3), 5)])
    return Problem(
        people,
        groups,
        attributes,
        tuple(objectives),
        rules,
        rounds,
        tuple(map(Fraction, costs)),
        Fraction(dice.choice([10, 2])),
    )


def _group(name: str, topic: str, count: int, dice: random.Random) -> Group:
    low = dice.choice([0, 0, 1, count // 3])
    return Group(name, topic, low, dice.choice([None, count, max(low, (count + 1) // 2)]))


def _rule(
    name: str, people: tuple[str, ...], groups: tuple[Group, ...], rounds: int, dice: random.Random
) -> Constraint:
    kind = dice.choice(list(Kind))
    count = dice.randint(1, 2) if kind in (Kind.FIXED, Kind.ALLOWED, Kind.FORBIDDEN) else dice.randint(2, 3)
    where = [group.id for group in groups]
    named = dice.sample(where, 1 if kind is Kind.FIXED else dice.randint(1, len(where)))
    named = [] if kind in (Kind.TOGETHER, Kind.APART) else named
    when = dice.choice([None, dice.randint(1, rounds)])
    return Constraint(name, kind, tuple(dice.sample(people, min(count, len(people)))), tuple(named), when)
