"""Make small problems for tests."""

from fractions import Fraction

from eventhub.ground.optimisation.problem import Attribute, Constraint, Group, Kind, Person, Problem


def make_person(name: str, *wishes: str, previous: str | None = None, **attributes: str) -> Person:
    return Person(name, {key: value for key, value in attributes.items() if value}, wishes, previous)


def make_rule(name: str, kind: str, people: str, groups: str = "", round_number: int | None = None) -> Constraint:
    """Make a rule out of words: people and groups parted by blanks."""
    return Constraint(name, Kind(kind), tuple(people.split()), tuple(groups.split()), round_number)


def make_groups(*limits: tuple[int, int | None]) -> tuple[Group, ...]:
    """Make groups A, B, C … with these limits, each its own topic."""
    return tuple(Group(chr(65 + index), minimum=low, maximum=high) for index, (low, high) in enumerate(limits))


def make_problem(people: list[Person], groups: tuple[Group, ...], *rules: Constraint, **options: object) -> Problem:
    """Make a problem that balances every attribute its people have, each with weight 1."""
    names = sorted({name for person in people for name in person.attributes})
    attributes = tuple(Attribute(name, Fraction(1)) for name in names)
    return Problem(tuple(people), groups, **{"attributes": attributes, "constraints": rules, **options})  # type: ignore[arg-type]  # by name
