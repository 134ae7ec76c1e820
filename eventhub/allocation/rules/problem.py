"""State an event's people, groups and rules as the engine wants them, and judge what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from eventhub.allocation.models import Reason
from eventhub.allocation.rules.binding import Binding, Why, bindings
from eventhub.allocation.rules.facts import Facts, Seat
from eventhub.allocation.rules.options import Options
from eventhub.ground.optimisation.objectives import values
from eventhub.ground.optimisation.problem import Attribute, Group, Objective, Person, Problem

OF_DUTY = {
    Why.FACILITATOR: Reason.FACILITATOR,
    Why.SECRETARY: Reason.SECRETARY,
    Why.AUTHOR: Reason.MODEL_AUTHOR,
    Why.ORGANISER: Reason.BY_HAND,
}


@dataclass(frozen=True)
class Task:
    """A problem for the engine, with the rules behind its constraints, in their order (numbered from 1)."""

    problem: Problem
    bindings: tuple[Binding, ...]

    def binding(self, name: str) -> Binding | None:
        """Return the rule behind a constraint; nothing for the size of a group."""
        number = name.strip("{}").removeprefix("r:")
        return self.bindings[int(number) - 1] if number.isdigit() else None


def state_problem(
    facts: Facts,
    seats: Iterable[Seat],
    options: Options,
    *,
    locks: Mapping[int, int] | None = None,
    previous: Mapping[int, int] | None = None,
) -> Task:
    """State the problem of putting these people into the groups.

    locks, previous: the group of everybody who is locked in one, and of everybody who had one before. People and
    groups are called `{p:key}` and `{g:key}` in what the engine says; pages replace that by names.
    """
    people, groups = tuple(seats), {group.id for group in facts.groups}
    bound = bindings(Facts(facts.groups, people, facts.presenters, facts.ruled), locks or {})
    before = {person: group for person, group in (previous or {}).items() if group in groups}
    problem = Problem(
        people=tuple(_person(seat, options, before.get(seat.id)) for seat in people),
        groups=tuple(
            Group(str(group.id), minimum=group.min_size, maximum=group.capacity, name=f"{{g:{group.id}}}")
            for group in facts.groups
        ),
        attributes=tuple(Attribute(trait.value) for trait in options.traits),
        objectives=options.objectives,
        constraints=tuple(binding.constraint(number) for number, binding in enumerate(bound, start=1)),
    )
    return Task(problem, bound)


def _person(seat: Seat, options: Options, previous: int | None) -> Person:
    chosen = {trait.value for trait in options.traits}
    return Person(
        str(seat.id),
        attributes={name: value for name, value in seat.traits.items() if name in chosen},
        preferences=tuple(str(group) for group in seat.wishes),
        previous=None if previous is None else str(previous),
        name=f"{{p:{seat.id}}}",
    )


def mark_of(task: Task) -> str:
    """Return a mark that changes whenever people, groups or rules do; bounds hold only while it stays.

    Locks and earlier groups are left out: they belong to one press, not to the event.
    """
    problem = task.problem
    people = sorted((p.id, sorted(p.attributes.items()), p.preferences) for p in problem.people)
    groups = sorted((g.id, g.minimum, g.maximum) for g in problem.groups)
    rules = sorted((b.kind.value, b.people, b.groups) for b in task.bindings if b.why is not Why.LOCK)
    return sha256(repr((people, groups, rules, problem.attributes)).encode()).hexdigest()[:16]


def values_of(problem: Problem, places: Mapping[int, int]) -> dict[Objective, Fraction]:
    """Count what an arrangement of all the people of a problem is worth. places: group by registration."""
    if not problem.people:
        return dict.fromkeys(problem.objectives, Fraction(0))
    return values(problem, [{str(person): str(group) for person, group in places.items()}])


def rank_of(seat: Seat, group_id: int) -> int | None:
    """Say which wish a group meets, counted from 1: 0 for none of the list, nothing without a list."""
    if not seat.wishes:
        return None
    return seat.wishes.index(group_id) + 1 if group_id in seat.wishes else 0


def reason_of(seat: Seat, group_id: int, bound: Iterable[Binding]) -> Reason:
    """Say in a word why somebody has been put into a group."""
    mine = {binding.why for binding in bound if seat.id in binding.people and group_id in binding.groups}
    for why, reason in OF_DUTY.items():
        if why in mine:
            return reason
    rank = rank_of(seat, group_id)
    if Why.STEP_FREE in mine and rank != 1:
        return Reason.STEP_FREE
    if rank is None:
        return Reason.NO_PREFERENCE
    return Reason.PREFERENCE if rank else Reason.BALANCE
