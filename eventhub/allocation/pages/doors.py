"""Lists for the doors of the rooms: names for those who stand before them, never published."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventhub.allocation import queries
from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.wording import full_name_of, place_of, room_of
from eventhub.events.models import AgendaItem, Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import formats
from eventhub.ground.i18n import _, language, ngettext


@dataclass(frozen=True, slots=True)
class DoorList:
    """One page: whose door it is, when the group meets, and who comes."""

    number: int
    title: str
    room: str
    times: list[str]
    people: list[tuple[str, str]]
    people_words: str


@dataclass(frozen=True, slots=True)
class DoorLists:
    """The whole document."""

    title: str
    organiser: str
    event: str
    lists: list[DoorList]


def door_lists(event: Event, allocation: Allocation) -> DoorLists:
    """Lay out a list for each group, by name. Six statements."""
    facts, meetings = queries.facts_of(event.id, allocation), queries.meetings(event.id)
    people = {
        group.id: [
            (full_name_of(seat.registration), place_of(event, seat.registration))
            for seat in facts.placed
            if seat.group_id == group.id
        ]
        for group in facts.groups
    }
    return DoorLists(
        title=_("Door lists"),
        organiser=event.organiser.words(language(), event.main_language),
        event=event.title.words(language(), event.main_language),
        lists=[_list(event, group, meetings.get(group.id, []), people[group.id]) for group in facts.groups],
    )


def file_name(event: Event, allocation: Allocation) -> str:
    """Call the file."""
    return f"{event.slug}-door-lists-{allocation.number}.pdf"


def _list(event: Event, group: FocusGroup, meetings: Sequence[AgendaItem], people: list[tuple[str, str]]) -> DoorList:
    zone = event.zone
    return DoorList(
        number=group.number,
        title=group.title.words(language(), event.main_language),
        room=room_of(event, group),
        times=[
            f"{formats.short_day(item.starts_at, zone)}, {formats.times(item.starts_at, item.ends_at, zone)}"
            for item in meetings
        ],
        people=people,
        people_words=ngettext("%(count)s participant", "%(count)s participants", len(people)),
    )
