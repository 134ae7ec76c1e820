"""An organiser moves people between groups by hand, locks them, and takes moves back."""

from datetime import datetime

from eventhub.allocation import queries, rules
from eventhub.allocation.models import Allocation, Assignment, MoveByHand, Reason
from eventhub.allocation.rules.facts import Seat
from eventhub.allocation.rules.moving import Table, lay
from eventhub.allocation.rules.options import stored_options
from eventhub.allocation.rules.problem import rank_of
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.registration.models import Registration


def move(
    event: Event,
    allocation: Allocation,
    person: Registration,
    group: FocusGroup,
    other: Registration | None = None,
    *,
    seen: int,
    by: str,
    now: datetime,
) -> None:
    """Move a person to a group, or exchange two people; whoever has no group yet gets this one. The caller commits.

    seen: the version that the page showed. Raises OnlyDraftsChange, IsLocked, BreaksRules or MovedMeanwhile.
    """
    rules.may_change(allocation)
    table = lay(queries.facts_of(event.id, allocation), stored_options(allocation.options))
    seat, partner = _seat(table, person), None if other is None else _seat(table, other)
    _may_move(table, seat, group, partner)
    _take(allocation, seen)
    here = seat.group_id
    _put(event, allocation, seat, group.id, by=by, now=now)
    if partner is not None and here is not None:
        _put(event, allocation, partner, here, by=by, now=now)


def lock(
    event: Event, allocation: Allocation, assignment: Assignment, is_locked: bool, *, seen: int, by: str, now: datetime
) -> None:
    """Lock a person in the group, or unlock. Raises OnlyDraftsChange or MovedMeanwhile. The caller commits."""
    rules.may_change(allocation)
    _take(allocation, seen)
    before, after = audit.change(assignment, {"is_locked": is_locked})
    uid = assignment.registration.uid
    audit.record("lock", "assignment", uid, by=by, now=now, event_uid=event.uid, before=before, after=after)


def undo(event: Event, allocation: Allocation, *, seen: int, by: str, now: datetime) -> None:
    """Take the last move or exchange back. Raises OnlyDraftsChange, MovedMeanwhile or NothingToUndo.

    The caller commits.
    """
    rules.may_change(allocation)
    moves = queries.last_moves(allocation)
    if not moves:
        raise rules.NothingToUndo
    _take(allocation, seen)
    seats = {seat.id: seat for seat in queries.facts_of(event.id, allocation).seats}
    for made in moves:
        _take_back(made, seats)
    audit.record("undo_move", "allocation", allocation.uid, by=by, now=now, event_uid=event.uid)


def _seat(table: Table, person: Registration) -> Seat:
    found = next((seat for seat in table.facts.seats if seat.id == person.id and seat.is_coming), None)
    if found is None:
        raise rules.MovedMeanwhile
    return found


def _may_move(table: Table, seat: Seat, group: FocusGroup, partner: Seat | None) -> None:
    if any(each.assignment and each.assignment.is_locked for each in (seat, partner) if each):
        raise rules.IsLocked
    if seat.group_id == group.id or (partner is not None and partner.group_id != group.id):
        raise rules.MovedMeanwhile
    if table.breaks(seat, group.id, partner):
        raise rules.BreaksRules


def _take(allocation: Allocation, seen: int) -> None:
    if not queries.take_version(allocation, seen):
        raise rules.MovedMeanwhile


def _put(event: Event, allocation: Allocation, seat: Seat, group_id: int, *, by: str, now: datetime) -> None:
    made, known = seat.assignment, seat.assignment is not None
    if made is None:
        made = Assignment(allocation_id=allocation.id, registration_id=seat.id, reason=Reason.BY_HAND)
    before = (made.focus_group_id, made.reason.value) if known else (None, "")
    made.focus_group_id, made.rank, made.reason = group_id, rank_of(seat, group_id), Reason.BY_HAND
    db.session.add(made)
    db.session.flush()
    own = {"version": allocation.version, "assignment_id": made.id}
    db.session.add(MoveByHand(allocation_id=allocation.id, **own, from_group_id=before[0], from_reason=before[1]))
    audit.record(
        "move",
        "assignment",
        seat.uid,
        by=by,
        now=now,
        event_uid=event.uid,
        before={"group": before[0]},
        after={"group": group_id},
    )


def _take_back(made: MoveByHand, seats: dict[int, Seat]) -> None:
    assignment = made.assignment
    db.session.delete(made)
    db.session.flush()
    if made.from_group_id is None:
        db.session.delete(assignment)
        return
    assignment.focus_group_id, assignment.reason = made.from_group_id, Reason(made.from_reason)
    seat = seats.get(assignment.registration_id)
    assignment.rank = rank_of(seat, made.from_group_id) if seat else None
