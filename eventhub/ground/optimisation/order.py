"""Put people and groups into an order that depends on what they are, not on their ids or on the order of rows.

Colour refinement: things start with what is known of them alone and are told apart by their neighbours' colours, a few
times over. Ids decide only between things that look alike in every respect, so renaming people or groups leaves the
result the same.
"""

from collections import defaultdict
from hashlib import blake2b

from eventhub.ground.optimisation.problem import Constraint, Group, Person, Problem

ROUNDS_OF_REFINEMENT = 3


def people_and_groups_in_order(problem: Problem) -> tuple[list[Person], list[Group]]:
    """Sort by structure first, by id last."""
    people = {p.id: _colour("person", sorted(p.attributes.items()), len(p.preferences)) for p in problem.people}
    groups = {g.id: _colour("group", g.minimum, g.maximum) for g in problem.groups}
    for _ in range(ROUNDS_OF_REFINEMENT):
        people, groups = _refined(problem, people, groups)
    return (
        sorted(problem.people, key=lambda person: (people[person.id], person.id)),
        sorted(problem.groups, key=lambda group: (groups[group.id], group.id)),
    )


def _refined(problem: Problem, people: dict[str, str], groups: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    members = defaultdict(list)
    for group in problem.groups:
        members[group.subject].append(groups[group.id])
    topics = {topic: _colour("topic", sorted(colours)) for topic, colours in members.items()}
    ruled_people, ruled_groups = _ruled(problem.constraints, people, groups)
    wanted = defaultdict(list)
    for person in problem.people:
        for rank, wish in enumerate(person.preferences):
            wanted[wish].append(f"{rank}:{people[person.id]}")
        wanted[f"previous:{person.previous}"].append(people[person.id])
    new_people = {
        person.id: _colour(
            people[person.id],
            [topics.get(wish, "") for wish in person.preferences],
            groups.get(person.previous or "", ""),
            sorted(ruled_people[person.id]),
        )
        for person in problem.people
    }
    popular = {topic: _colour(sorted(wanted[topic])) for topic in topics}
    new_groups = {
        group.id: _colour(
            groups[group.id],
            topics[group.subject],
            popular[group.subject],
            sorted(wanted[f"previous:{group.id}"]),
            sorted(ruled_groups[group.id]),
        )
        for group in problem.groups
    }
    return new_people, new_groups


def _ruled(
    constraints: tuple[Constraint, ...], people: dict[str, str], groups: dict[str, str]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    ruled_people, ruled_groups = defaultdict(list), defaultdict(list)
    for rule in constraints:
        colour = _colour(
            rule.kind, rule.round, sorted(people[p] for p in rule.people), sorted(groups[g] for g in rule.groups)
        )
        for person in rule.people:
            ruled_people[person].append(colour)
        for group in rule.groups:
            ruled_groups[group].append(colour)
    return ruled_people, ruled_groups


def _colour(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=10).hexdigest()
