"""What is asked about allocations that are being made, compared and changed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.allocation.models import Allocation, AllocationState, Assignment, MoveByHand
from eventhub.events.models import Event
from eventhub.ground.db import db
from eventhub.ground.files import StoredFile
from eventhub.registration.models import Registration


def allocations_of(event_id: int) -> list[tuple[Allocation, bool]]:
    """List an event's allocations, the latest first, each with whether a move can be undone. One statement."""
    moved = sa.exists().where(MoveByHand.allocation_id == Allocation.id)
    rows = db.session.execute(
        sa.select(Allocation, moved).where(Allocation.event_id == event_id).order_by(Allocation.number.desc())
    )
    return [(allocation, bool(has_moves)) for allocation, has_moves in rows]


def find_allocation(event_id: int, number: int) -> Allocation | None:
    """Find an allocation of an event by its number."""
    asked = sa.select(Allocation).where(Allocation.event_id == event_id, Allocation.number == number)
    return db.session.scalar(asked)


def find_by_uid(uid: uuid.UUID, *, to_write: bool = False) -> Allocation | None:
    """Find an allocation by its public id. to_write: wait for others who write it, and keep them waiting."""
    asked = sa.select(Allocation).where(Allocation.uid == uid)
    return db.session.scalar(asked.with_for_update() if to_write else asked)


def find_published(event_id: int) -> Allocation | None:
    """Find the allocation that people have been told of."""
    is_published = Allocation.state == AllocationState.PUBLISHED
    return db.session.scalar(sa.select(Allocation).where(Allocation.event_id == event_id, is_published))


def next_number(event: Event) -> int:
    """Return the number of the next allocation of an event; whoever else asks waits. Two statements."""
    db.session.execute(sa.select(Event.id).where(Event.id == event.id).with_for_update())
    most = db.session.scalar(sa.select(sa.func.max(Allocation.number)).where(Allocation.event_id == event.id))
    return (most or 0) + 1


def take_version(allocation: Allocation, seen: int) -> bool:
    """Count one more change of a draft, if it is still at the version that was seen. One statement."""
    taken = db.session.execute(
        sa.update(Allocation)
        .where(Allocation.id == allocation.id, Allocation.version == seen, Allocation.state == AllocationState.DRAFT)
        .values(version=seen + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(allocation)
    return bool(taken.rowcount)  # type: ignore[attr-defined]  # an UPDATE knows how many rows it met


def places_of(allocation: Allocation) -> Sequence[Assignment]:
    """List who is in which group in the first round, each with the registration, by name. One statement."""
    return db.session.scalars(
        sa.select(Assignment)
        .join(Assignment.registration)
        .options(contains_eager(Assignment.registration))
        .where(Assignment.allocation_id == allocation.id, Assignment.round == 1)
        .order_by(Registration.name_sort, Registration.id)
    ).all()


def find_place(allocation: Allocation, person: Registration) -> Assignment | None:
    """Find the place of a person in an allocation, in the first round."""
    return db.session.scalar(
        sa.select(Assignment).where(
            Assignment.allocation_id == allocation.id,
            Assignment.registration_id == person.id,
            Assignment.round == 1,
        )
    )


def find_file(uid: uuid.UUID) -> StoredFile | None:
    """Find a printed file by its public id."""
    return db.session.scalar(sa.select(StoredFile).where(StoredFile.uid == uid))


def count_placed(allocation: Allocation) -> int:
    """Count the people whom an allocation puts into groups. One statement."""
    counted = sa.select(sa.func.count()).select_from(Assignment).where(Assignment.allocation_id == allocation.id)
    return db.session.scalar(counted) or 0


def all_places(allocations: Iterable[Allocation]) -> dict[int, dict[int, int]]:
    """Return by allocation the group of each registration in the first round. One statement."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    wanted = [allocation.id for allocation in allocations]
    rows = db.session.execute(
        sa.select(Assignment.allocation_id, Assignment.registration_id, Assignment.focus_group_id).where(
            Assignment.allocation_id.in_(wanted), Assignment.round == 1
        )
    )
    for allocation_id, registration_id, group_id in rows:
        found[allocation_id][registration_id] = group_id
    return dict(found)


def last_moves(allocation: Allocation) -> Sequence[MoveByHand]:
    """List the moves that were made together last, each with its assignment. One statement."""
    last = sa.select(sa.func.max(MoveByHand.version)).where(MoveByHand.allocation_id == allocation.id)
    return db.session.scalars(
        sa.select(MoveByHand)
        .join(MoveByHand.assignment)
        .options(contains_eager(MoveByHand.assignment))
        .where(MoveByHand.allocation_id == allocation.id, MoveByHand.version == last.scalar_subquery())
    ).all()
