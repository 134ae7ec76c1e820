"""Somebody presses the button: the groups are sought in the background, and the best ones found become a draft."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from eventhub.allocation import queries, rules
from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.allocation.rules.facts import Facts
from eventhub.allocation.rules.moving import DUTY_REASONS
from eventhub.allocation.rules.options import Options, stored_options
from eventhub.allocation.rules.problem import Task, mark_of, rank_of, reason_of, state_problem
from eventhub.events.models import Event
from eventhub.ground import audit, work
from eventhub.ground.db import db
from eventhub.ground.optimisation.answers import Answer, Conflict
from eventhub.ground.optimisation.report import report_of
from eventhub.ground.work import Work

MAKE = "allocation.make"
KEPT_OF_REPORT = ("status", "objectives", "seconds", "seed", "ended_by")


def allocate(event: Event, options: Options, *, by: str, now: datetime) -> Work:
    """Ask for a draft; while one is being made, that is the answer. The caller commits; a worker does it.

    Raises NobodyToPlace or NoGroupsYet.
    """
    number, about = queries.next_number(event), f"event:{event.uid}"
    live = work.find_latest(MAKE, about)
    if live is not None and live.is_live:
        return live
    facts = queries.facts_of(event.id, None)
    if not facts.groups:
        raise rules.NoGroupsYet
    if not facts.seats:
        raise rules.NobodyToPlace
    allocation = Allocation(
        uid=uuid.uuid4(), event_id=event.id, number=number, options=options.stored(), report={}, made_at=now
    )
    db.session.add(allocation)
    audit.record("allocate", "allocation", allocation.uid, by=by, now=now, event_uid=event.uid)
    arguments = {"allocation": str(allocation.uid), "event": event.id}
    return work.put(MAKE, about=about, slot=f"{MAKE} {event.uid}", arguments=arguments, asked_by=by, now=now)


def stop(event: Event, *, now: datetime) -> None:
    """Be content with what has been found so far. Raises NotBeingSought. The caller commits."""
    live = work.find_latest(MAKE, f"event:{event.uid}")
    if live is None or not live.is_live:
        raise rules.NotBeingSought
    work.cancel(live, now)


def stated(event_id: int, options: Options) -> tuple[Facts, Task]:
    """State the problem that these options ask for, as things are now. At most six statements."""
    base = queries.find_allocation(event_id, options.base) if options.base is not None else None
    facts = queries.facts_of(event_id, base)
    coming = [seat for seat in facts.seats if seat.is_coming]
    locks = {
        seat.id: seat.assignment.focus_group_id
        for seat in facts.placed
        if seat.assignment and seat.assignment.is_locked and seat.assignment.reason not in DUTY_REASONS
    }
    previous = {seat.id: seat.group_id for seat in facts.placed if seat.group_id} if options.fewest_moves else {}
    return facts, state_problem(facts, coming, options, locks=locks, previous=previous)


def keep_answer(allocation: Allocation, task: Task, answer: Answer, *, now: datetime) -> bool:
    """Turn the engine's answer into a draft, or say why there is none; return whether people have groups now.

    Whoever has given up the place meanwhile is left out. Kept once: a second attempt changes nothing. The caller
    commits.
    """
    if allocation.report or allocation.state is not AllocationState.DRAFT:
        return allocation.state is AllocationState.DRAFT
    allocation.made_at = now
    allocation.report = _report(task, answer)
    if answer.assignment is None:
        allocation.state = AllocationState.DISCARDED
        return False
    facts, _task = stated(allocation.event_id, stored_options(allocation.options))
    db.session.add_all(_assignments(allocation, facts, task, answer.assignment[0]))
    return True


def discard(event: Event, allocation: Allocation, *, by: str, now: datetime) -> None:
    """Put a draft away. Raises OnlyDraftsChange. The caller commits."""
    rules.may_change(allocation)
    allocation.state = AllocationState.DISCARDED
    audit.record("discard", "allocation", allocation.uid, by=by, now=now, event_uid=event.uid)


def _assignments(allocation: Allocation, facts: Facts, task: Task, places: Any) -> Iterable[Assignment]:
    locked = {person for binding in task.bindings if len(binding.groups) == 1 for person in binding.people}
    groups = {group.id for group in facts.groups}
    for seat in facts.seats:
        group_id = int(places.get(str(seat.id), 0))
        if seat.is_coming and group_id in groups:
            yield Assignment(
                allocation_id=allocation.id,
                registration_id=seat.id,
                focus_group_id=group_id,
                is_locked=seat.id in locked,
                rank=rank_of(seat, group_id),
                reason=reason_of(seat, group_id, task.bindings),
            )


def _report(task: Task, answer: Answer) -> dict[str, Any]:
    told = report_of(answer)
    kept = {name: told[name] for name in KEPT_OF_REPORT}
    sentences = [*answer.conflicts, *(Conflict((), flaw.reason) for flaw in answer.flaws)]
    return {**kept, "mark": mark_of(task), "conflicts": [_conflict(task, each) for each in sentences]}


def _conflict(task: Task, conflict: Conflict) -> dict[str, Any]:
    return {
        "ru": conflict.reason.ru,
        "en": conflict.reason.en,
        "rules": [
            {
                "number": name.strip("{}").removeprefix("r:"),
                "why": binding.why.value,
                "kind": binding.kind.value,
                "people": list(binding.people),
                "groups": list(binding.groups),
                "rule": binding.rule,
            }
            for name in conflict.constraints
            if (binding := task.binding(name)) is not None
        ],
    }
