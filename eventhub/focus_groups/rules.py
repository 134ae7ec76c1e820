"""What a group must be, and how a programme folds: groups that meet at the same time become one stretch of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from eventhub.events.models import AgendaItem, AgendaKind, Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy

MOST_PARTS = 9
MOST_PEOPLE = 500
MOST_QUESTION = 1000


class SizesCross(Refusal):
    """From more than to."""

    words = lazy("The largest size of a group is not below its smallest. Check “from” and “to”.")


class GroupStays(Refusal):
    """A group that people have been told of."""

    words = lazy("The event has been published, so its groups stay. Give the group another question instead.")


class GuideStays(Refusal):
    """What a group records refers to the questions of its guide."""

    words = lazy("The event has begun; what the group records refers to this question, so it stays.")


class ItemTaken(Refusal):
    """One item of the programme, one group."""

    words = lazy("Another group meets in this item of the programme, or this group does already. Choose another one.")


class NoGroups(Refusal):
    """Nobody to arrange meetings for."""

    words = lazy("Every group has this part already, or there are no groups yet.")


class Slot(NamedTuple):
    """A point of the programme; where a group meets, also the group and which of its parts this is."""

    item: AgendaItem
    group: FocusGroup | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A stretch of the programme: one item, or all focus groups that meet at the same time, folded into one."""

    items: Sequence[AgendaItem]
    groups: Sequence[tuple[AgendaItem, FocusGroup]] = ()
    part: int | None = None

    @property
    def first(self) -> AgendaItem:
        """The item that stands for the whole stretch."""
        return self.items[0]


def folded(slots: Iterable[Slot]) -> list[Meeting]:
    """Fold parallel focus groups into one stretch each; slots come in the order of the day."""
    meetings: list[Meeting] = []
    for (_starts, _ends, is_group, _item), together in groupby(slots, key=_together):
        slots_here = list(together)
        items = [slot.item for slot in slots_here]
        groups = [(slot.item, slot.group) for slot in slots_here if slot.group is not None]
        meetings.append(Meeting(items, groups if is_group else (), slots_here[0].part))
    return meetings


def by_day(meetings: Iterable[Meeting], zone: ZoneInfo) -> list[tuple[date, list[Meeting]]]:
    """Part the programme by the days on which things begin, as the event's clock has it."""
    return [
        (day, list(today))
        for day, today in groupby(meetings, key=lambda meeting: meeting.first.starts_at.astimezone(zone).date())
    ]


def has_several_parts(meetings: Iterable[Meeting]) -> bool:
    """Tell whether the groups meet more than once, so that the parts want numbers."""
    return len({meeting.part for meeting in meetings if meeting.groups}) > 1


def _together(slot: Slot) -> tuple[datetime, datetime, bool, int]:
    is_group = slot.group is not None and slot.item.kind is AgendaKind.FOCUS_GROUP
    return slot.item.starts_at, slot.item.ends_at, is_group, 0 if is_group else slot.item.id


def sizes_are_in_order(min_size: int, capacity: int | None) -> None:
    """Ask whether a group may be from so many to so many people; no capacity is no limit. Raises SizesCross."""
    if capacity is not None and capacity < max(min_size, 1):
        raise SizesCross


def group_may_go(event: Event) -> None:
    """Ask whether a group may be removed: only from a draft. Raises GroupStays."""
    if event.is_public:
        raise GroupStays


def question_may_go(event: Event, now: datetime) -> None:
    """Ask whether a question may be removed from a guide. Raises GuideStays once a public event has begun."""
    if event.is_public and now >= event.starts_at:
        raise GuideStays


def is_too_large(group: FocusGroup) -> bool:
    """Tell whether more people may be in a group than its room has seats; without both figures nobody knows."""
    seats = group.room.seats if group.room else None
    return seats is not None and group.capacity is not None and group.capacity > seats
