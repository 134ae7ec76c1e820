"""Invent allocation problems in the shape of the demo, from fixed seeds.

Skewed municipalities, six roles, three ranked wishes with unequal popularity, two fixed people per group, pairs who
stay together and sets who are kept apart.
"""

import random
from dataclasses import replace

from eventhub.ground.optimisation.problem import Attribute, Constraint, Group, Kind, Objective, Person, Problem

ROLES = {"head": 38, "methodologist": 32, "team": 24, "teacher": 20, "institute": 12, "university": 6}
EXPERIENCE = {"novice": 2, "skilled": 5, "veteran": 4}
SETTLEMENT = {"town": 5, "village": 4}

WISHES_FIRST = (Objective.UNLISTED, Objective.RANK_COST, Objective.IMBALANCE, Objective.SAME_PAIRS)
BALANCE_FIRST = (Objective.IMBALANCE, Objective.UNLISTED, Objective.RANK_COST, Objective.SAME_PAIRS)
AS_NUMBERED = (Objective.UNLISTED, Objective.IMBALANCE, Objective.RANK_COST, Objective.SAME_PAIRS)


def hall(
    people_count: int,
    group_count: int,
    *,
    topic_count: int | None = None,
    objectives: tuple[Objective, ...] = BALANCE_FIRST,
    seed: int = 1,
) -> Problem:
    """Invent a full event; with fewer topics than groups several groups share a topic."""
    dice = random.Random(seed * 1_000_003 + people_count)  # noqa: S311 - a seed makes it repeatable
    topics = [f"T{number:03}" for number in range(1, (topic_count or group_count) + 1)]
    groups = tuple(_group(number, topics, people_count / group_count) for number in range(group_count))
    people = tuple(_person(number, topics, people_count, dice) for number in range(people_count))
    constraints = _constraints(people, groups, dice)
    attributes = tuple(Attribute(name) for name in ("municipality", "role", "experience", "settlement"))
    return Problem(people, groups, attributes, objectives, constraints)


def sessions(problem: Problem, rounds: int, objectives: tuple[Objective, ...]) -> Problem:
    """Hold the same event in several rounds."""
    return replace(problem, rounds=rounds, objectives=objectives)


def strangers(group_count: int, size: int, rounds: int) -> Problem:
    """Seat people without any wishes or attributes so that nobody meets anybody twice."""
    people = tuple(Person(f"P{number:03}") for number in range(group_count * size))
    groups = tuple(Group(f"G{number:02}", minimum=size, maximum=size) for number in range(group_count))
    return Problem(people, groups, objectives=(Objective.REPEAT_PAIRS,), rounds=rounds)


def _group(number: int, topics: list[str], mean: float) -> Group:
    spare = (1, 0, 2, 1)[number % 4]
    topic = topics[number % len(topics)]
    return Group(f"G{number + 1:03}", topic, minimum=max(1, int(mean) - 2), maximum=int(mean) + 1 + spare)


def _person(number: int, topics: list[str], people_count: int, dice: random.Random) -> Person:
    municipality_count = min(44, max(6, people_count // 3))
    municipalities = [f"M{index:02}" for index in range(1, municipality_count + 1)]
    weights = [24, 8, 6, 5, 5, *[1 + index % 4 for index in range(municipality_count - 5)]]
    attributes = {
        "municipality": dice.choices(municipalities, weights)[0],
        "role": _drawn(ROLES, dice),
        "experience": _drawn(EXPERIENCE, dice),
        "settlement": _drawn(SETTLEMENT, dice),
    }
    popularity = {topic: 1 + (index * 7 % 5) / 2 for index, topic in enumerate(topics)}
    length = dice.choices((0, 2, 3), (2, 5, 93))[0]
    wishes: list[str] = []
    while len(wishes) < min(length, len(topics)):
        wish = _drawn(popularity, dice)
        if wish not in wishes:
            wishes.append(wish)
    return Person(f"P{number + 1:05}", attributes, tuple(wishes))


def _drawn(weights: dict[str, int] | dict[str, float], dice: random.Random) -> str:
    return dice.choices(list(weights), list(weights.values()))[0]


def _constraints(people: tuple[Person, ...], groups: tuple[Group, ...], dice: random.Random) -> tuple[Constraint, ...]:
    hosts = {person.id: group for person, group in zip(people, groups + groups, strict=False)}
    rules = [Constraint(f"fixed-{who}", Kind.FIXED, (who,), (group.id,)) for who, group in hosts.items()]
    guests = [person.id for person in people[2 * len(groups) :]]
    dice.shuffle(guests)
    pair_count = max(1, len(people) // 40)
    pairs = [Constraint(f"pair-{number}", Kind.TOGETHER, (guests.pop(), guests.pop())) for number in range(pair_count)]
    apart = [
        Constraint(f"apart-{number}", Kind.APART, (guests.pop(), guests.pop(), guests.pop()))
        for number in range(pair_count)
    ]
    return (*rules, *pairs, *apart)
