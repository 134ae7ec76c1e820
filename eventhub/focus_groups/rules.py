"""How a programme folds: groups that meet at the same time become one stretch of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from eventhub.events.models import AgendaItem, AgendaKind
from eventhub.focus_groups.models import FocusGroup


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
