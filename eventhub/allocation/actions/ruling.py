"""The organiser lays down who goes together, who is kept apart, and who belongs where."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eventhub.allocation import queries, rules
from eventhub.allocation.models import AllocationRule, RuledPerson, RuleKind
from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.registration.models import Registration


@dataclass(frozen=True)
class RuleDetails:
    """A rule as it is typed: its kind, a person to a line (number or name), and a group for the kinds that want one."""

    kind: RuleKind
    lines: tuple[str, ...]
    group_id: int | None
    key: uuid.UUID


def add_rule(event: Event, details: RuleDetails, *, by: str, now: datetime) -> AllocationRule:
    """Lay down a rule; it holds from the next press on. Sent twice, it is made once. The caller commits.

    Raises NobodyOfThisName, SeveralOfThisName, NamesNoPeople, NamesTooMany or NamesNoGroup.
    """
    known = queries.find_rule_by_key(details.key)
    if known is not None:
        return known
    people = _found(queries.confirmed_people(event.id), details.lines)
    rules.may_rule(details.kind, len(people), details.group_id is not None)
    group_id = details.group_id if details.kind in rules.NAMES_A_GROUP else None
    return _made(event, details.kind, people, group_id, details.key, by=by, now=now)


def release(event: Event, person: Registration, *, by: str, now: datetime) -> AllocationRule:
    """Let a person's duties no longer bind them to a group. The caller commits."""
    return _made(event, RuleKind.FREE, [person.id], None, None, by=by, now=now)


def remove_rule(event: Event, rule: AllocationRule, *, by: str, now: datetime) -> None:
    """Take a rule back. The caller commits."""
    before = {"kind": rule.kind.value}
    audit.record("remove", "allocation_rule", rule.uid, by=by, now=now, event_uid=event.uid, before=before)
    db.session.delete(rule)


def _made(
    event: Event,
    kind: RuleKind,
    people: Sequence[int],
    group_id: int | None,
    key: uuid.UUID | None,
    *,
    by: str,
    now: datetime,
) -> AllocationRule:
    rule = AllocationRule(uid=uuid.uuid4(), event_id=event.id, kind=kind, focus_group_id=group_id, submission_key=key)
    db.session.add(rule)
    db.session.flush()
    db.session.add_all(RuledPerson(rule_id=rule.id, registration_id=person) for person in people)
    after = {"kind": kind.value, "people": len(people)}
    audit.record("add", "allocation_rule", rule.uid, by=by, now=now, event_uid=event.uid, after=after)
    return rule


def _found(people: Sequence[Registration], lines: Sequence[str]) -> list[int]:
    """Find whom each line means: a number, or a whole name, or the beginning of one."""
    found: dict[int, None] = {}
    for line in lines:
        wanted, number = fold(line), line.strip("№ #")
        fitting = [
            person for person in people if str(person.number) == number or fold(person.full_name).startswith(wanted)
        ]
        exact = [person for person in fitting if fold(person.full_name) == wanted]
        fitting = exact or fitting
        if not fitting:
            raise rules.NobodyOfThisName(line=line)
        if len(fitting) > 1:
            who = "; ".join(f"{person.number} {person.full_name}" for person in fitting[:5])
            raise rules.SeveralOfThisName(line=line, who=who)
        found[fitting[0].id] = None
    return list(found)
