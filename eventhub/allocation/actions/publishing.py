"""A draft becomes what people are told; what was told before stays as the past."""

import uuid
from datetime import datetime

from eventhub.allocation import letters, queries, rules
from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.events.models import Event
from eventhub.focus_groups import queries as focus_groups
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.registration.models import RegistrationState


def publish(event: Event, allocation: Allocation, *, seen: int, by: str, now: datetime) -> int:
    """Tell everybody their group by letter, page and calendar; return to how many a letter goes. The caller commits.

    Only those whose group is another one than they were told before get a letter. Whoever has given up the place is
    left out of the lists. Raises OnlyDraftsChange, NotComplete, EventDoesNotWait or MovedMeanwhile.
    """
    rules.may_publish(event, allocation, queries.count_placed(allocation), now)
    if not queries.take_version(allocation, seen):
        raise rules.MovedMeanwhile
    earlier = queries.find_published(event.id)
    told = queries.all_places([earlier]).get(earlier.id, {}) if earlier else {}
    if earlier is not None:
        earlier.state = AllocationState.SUPERSEDED
        db.session.flush()
    allocation.state, allocation.published_at = AllocationState.PUBLISHED, now
    audit.record("publish", "allocation", allocation.uid, by=by, now=now, event_uid=event.uid)
    return _tell(event, allocation, told, now)


def draft_from(event: Event, allocation: Allocation, *, by: str, now: datetime) -> Allocation:
    """Make a draft that begins as an allocation stands, to be changed by hand. The caller commits."""
    made = Allocation(
        uid=uuid.uuid4(),
        event_id=event.id,
        number=queries.next_number(event),
        options={**allocation.options, "base": allocation.number, "fewest_moves": False},
        report={**allocation.report, "copied_from": allocation.number},
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        Assignment(
            allocation_id=made.id,
            registration_id=known.registration_id,
            focus_group_id=known.focus_group_id,
            is_locked=known.is_locked,
            rank=known.rank,
            reason=known.reason,
        )
        for known in queries.places_of(allocation)
    )
    audit.record("copy", "allocation", made.uid, by=by, now=now, event_uid=event.uid)
    return made


def _tell(event: Event, allocation: Allocation, told: dict[int, int], now: datetime) -> int:
    groups = {group.id: group for group in focus_groups.of_event(event.id)}
    meetings, count = queries.meetings(event.id), 0
    for place in queries.places_of(allocation):
        if place.registration.state is not RegistrationState.CONFIRMED:
            db.session.delete(place)
        elif told.get(place.registration_id) != place.focus_group_id:
            group = groups[place.focus_group_id]
            letters.group_published(event, allocation, place.registration, group, meetings.get(group.id, []), now=now)
            count += 1
    return count
