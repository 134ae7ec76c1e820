"""What happens with the meetings of groups: one by one, or for all groups at the same time."""

from datetime import datetime

from eventhub.accounts.models import User
from eventhub.events import queries as events
from eventhub.events.models import AgendaItem, AgendaKind, Event
from eventhub.events.rules import next_code, times_are_in_order
from eventhub.focus_groups import letters, queries, rules
from eventhub.focus_groups.actions.describing import record
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db


def arrange_meetings(
    event: Event, part: int, starts_at: datetime, ends_at: datetime, *, by: User, now: datetime
) -> int:
    """Let every group that has no such part yet meet at the same time, each in its room; return how many do.

    Each meeting becomes an item of the programme. Raises EndsTooEarly or NoGroups. The caller commits.
    """
    times_are_in_order(starts_at, ends_at)
    have = {slot.focus_group_id for slot in queries.slots_of(event.id) if slot.part == part}
    groups = [group for group in queries.of_event(event.id) if group.id not in have]
    if not groups:
        raise rules.NoGroups
    codes = list(events.codes_of(AgendaItem, event.id))
    for group in groups:
        codes.append(next_code("PR", codes))
        item = AgendaItem(
            event_id=event.id,
            code=codes[-1],
            position=len(codes),
            kind=AgendaKind.FOCUS_GROUP,
            title=letters.meeting_title(group, part),
            starts_at=starts_at,
            ends_at=ends_at,
            room_id=group.room_id,
            revised_at=now,
        )
        db.session.add(GroupSlot(focus_group_id=group.id, agenda_item=item, part=part))
        group.revise(now)
        record("arrange meeting", group, event, by=by, now=now, after={"part": part})
    db.session.flush()
    return len(groups)


def meet(event: Event, group: FocusGroup, part: int, item: AgendaItem, *, by: User, now: datetime) -> None:
    """Let a group meet in an item of the programme, as one of its parts. Raises ItemTaken. The caller commits."""
    slots = queries.slots_of(event.id)
    if any(slot.agenda_item_id == item.id or (slot.focus_group_id, slot.part) == (group.id, part) for slot in slots):
        raise rules.ItemTaken
    db.session.add(GroupSlot(focus_group_id=group.id, agenda_item_id=item.id, part=part))
    group.revise(now)
    item.revise(now)
    record("arrange meeting", group, event, by=by, now=now, after={"part": part})


def part_ways(event: Event, group: FocusGroup, part: int, *, by: User, now: datetime) -> None:
    """Let a group no longer meet in a part; the item stays in the programme. The caller commits."""
    for slot in queries.slots_of(event.id):
        if (slot.focus_group_id, slot.part) == (group.id, part):
            slot.agenda_item.revise(now)
            group.revise(now)
            record("cancel meeting", group, event, by=by, now=now, before={"part": part})
            db.session.delete(slot)
