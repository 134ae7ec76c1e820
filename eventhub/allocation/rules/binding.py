"""Which rules bind people to groups: their duties, the way to the room, the organiser's own rules, and locks."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventhub.allocation.models import RuleKind
from eventhub.allocation.rules.facts import Facts, Seat
from eventhub.ground.optimisation.problem import Constraint, Kind


class Why(enum.StrEnum):
    """Where a rule comes from."""

    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    AUTHOR = "author"
    STEP_FREE = "step_free"
    ORGANISER = "organiser"
    LOCK = "lock"


DUTIES = (Why.FACILITATOR, Why.SECRETARY, Why.AUTHOR)


@dataclass(frozen=True, slots=True)
class Binding:
    """One hard rule: whom it binds, to which groups, and why. `rule`: public id of the organiser's own."""

    why: Why
    kind: Kind
    people: tuple[int, ...]
    groups: tuple[int, ...] = ()
    rule: str = ""

    def constraint(self, number: int) -> Constraint:
        """Say it to the engine; its sentences then name the rule by `{r:number}`."""
        return Constraint(rule_id(number), self.kind, _ids(self.people), _ids(self.groups))


def rule_id(number: int) -> str:
    """Return what the engine calls a rule: a mark that pages replace by a link."""
    return f"{{r:{number}}}"


def bindings(facts: Facts, locks: Mapping[int, int]) -> tuple[Binding, ...]:
    """List all hard rules for the people who come. locks: the group of everybody who is locked in one."""
    coming = tuple(seat for seat in facts.seats if seat.is_coming)
    return (*_of_duties(facts, coming), *_of_steps(facts, coming), *_of_organiser(facts, coming), *_of(locks, coming))


def _of_duties(facts: Facts, coming: tuple[Seat, ...]) -> Iterator[Binding]:
    free = {person for ruled in facts.ruled if ruled.rule.kind is RuleKind.FREE for person in ruled.people}
    for seat in coming:
        if seat.id in free:
            continue
        person = seat.registration.person_id
        for group in facts.groups:
            if group.facilitator_id == person:
                yield Binding(Why.FACILITATOR, Kind.FIXED, (seat.id,), (group.id,))
            if group.secretary_id == person:
                yield Binding(Why.SECRETARY, Kind.FIXED, (seat.id,), (group.id,))
        if groups := facts.presenters.get(person):
            kind = Kind.FIXED if len(groups) == 1 else Kind.ALLOWED
            yield Binding(Why.AUTHOR, kind, (seat.id,), tuple(sorted(groups)))


def _of_steps(facts: Facts, coming: tuple[Seat, ...]) -> Iterator[Binding]:
    """Rooms that are not known to be step-free are not."""
    open_ = tuple(group.id for group in facts.groups if group.room is not None and group.room.step_free)
    closed = tuple(group.id for group in facts.groups if group.id not in open_)
    for seat in coming:
        if seat.needs_step_free and closed:
            kind, groups = (Kind.ALLOWED, open_) if open_ else (Kind.FORBIDDEN, closed)
            yield Binding(Why.STEP_FREE, kind, (seat.id,), groups)


def _of_organiser(facts: Facts, coming: tuple[Seat, ...]) -> Iterator[Binding]:
    known = {seat.id for seat in coming}
    for ruled in facts.ruled:
        people = tuple(person for person in ruled.people if person in known)
        if people and ruled.rule.kind is not RuleKind.FREE:
            groups = (ruled.rule.focus_group_id,) if ruled.rule.focus_group_id else ()
            yield Binding(Why.ORGANISER, Kind(ruled.rule.kind.value), people, groups, str(ruled.rule.uid))


def _of(locks: Mapping[int, int], coming: tuple[Seat, ...]) -> Iterator[Binding]:
    for seat in coming:
        if seat.id in locks:
            yield Binding(Why.LOCK, Kind.FIXED, (seat.id,), (locks[seat.id],))


def _ids(keys: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(key) for key in keys)
