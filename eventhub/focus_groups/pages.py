"""What the pages of groups show before the day."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from eventhub.events.models import Event, TeamRole
from eventhub.events.rules import ROLE_WORDS
from eventhub.focus_groups import queries, rules
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground import formats
from eventhub.ground.i18n import _, language
from eventhub.ground.texts import Spoken


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group in the list: where it meets, how large it may be, who leads it, what is missing."""

    number: int
    title: Spoken
    address: str
    room: str
    size: str
    times: list[str]
    leaders: list[str]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Leader:
    """One part in a group: the role, who has it, and where it is taken away."""

    role: str
    name: str
    email: str
    removal: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of a group."""

    part: int
    when: str
    title: Spoken
    removal: str


def group_rows(event: Event) -> list[GroupRow]:
    """Lay out the groups of an event. Three statements."""
    groups = queries.with_leaders(event.id)
    slots = queries.slots_of(event.id)
    guides = queries.questions_of(group.id for group in groups)
    return [
        _row(event, group, [slot for slot in slots if slot.focus_group_id == group.id], bool(guides.get(group.id)))
        for group in groups
    ]


def leaders(event: Event, group: FocusGroup) -> list[Leader]:
    """Say who leads a group."""
    people = {TeamRole.FACILITATOR: group.facilitator, TeamRole.SECRETARY: group.secretary}
    return [
        Leader(
            role=str(ROLE_WORDS[role]),
            name=person.full_name if person else "",
            email=(person.email or "") if person else "",
            removal=url_for("focus_groups.dismiss", slug=event.slug, number=group.number, role=role.value),
        )
        for role, person in people.items()
    ]


def meeting_rows(event: Event, group: FocusGroup) -> list[MeetingRow]:
    """Say when a group meets. One statement."""
    return [
        MeetingRow(
            part=slot.part,
            when=_when(event, slot),
            title=slot.agenda_item.title.spoken(language(), event.main_language),
            removal=url_for("focus_groups.part_ways", slug=event.slug, number=group.number, part=slot.part),
        )
        for slot in queries.slots_of(event.id)
        if slot.focus_group_id == group.id
    ]


def _row(event: Event, group: FocusGroup, slots: Sequence[GroupSlot], has_guide: bool) -> GroupRow:
    people = (group.facilitator, group.secretary)
    return GroupRow(
        number=group.number,
        title=group.title.spoken(language(), event.main_language),
        address=url_for("focus_groups.group", slug=event.slug, number=group.number),
        room=group.room.name.words(language(), event.main_language) if group.room else "",
        size=_size(group),
        times=[_when(event, slot) for slot in slots],
        leaders=[person.short_name for person in people if person],
        missing=_missing(group, bool(slots), has_guide),
    )


def _missing(group: FocusGroup, meets: bool, has_guide: bool) -> list[str]:
    lacks = {
        _("no room"): group.room_id is None,
        _("no meeting"): not meets,
        _("no question"): not has_guide,
        _("no facilitator"): group.facilitator_id is None,
        _("more people than seats"): rules.is_too_large(group),
    }
    return [words for words, is_so in lacks.items() if is_so]


def _size(group: FocusGroup) -> str:
    if group.capacity is None:
        return _("from %(least)s", least=group.min_size) if group.min_size else _("any size")
    if group.min_size:
        return _("from %(least)s to %(most)s", least=group.min_size, most=group.capacity)
    return _("up to %(most)s", most=group.capacity)


def _when(event: Event, slot: GroupSlot) -> str:
    item = slot.agenda_item
    day, times = formats.short_day(item.starts_at, event.zone), formats.times(item.starts_at, item.ends_at, event.zone)
    return f"{day}, {times}"
