"""The programme as its team sees it: with groups, speakers, and warnings about whatever is booked twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for

from eventhub.consents.queries import may_be_named
from eventhub.events import queries as events
from eventhub.events.forms.programme import KIND_WORDS
from eventhub.events.models import AgendaItem, Event
from eventhub.focus_groups import queries as groups
from eventhub.focus_groups.models import FocusGroup
from eventhub.focus_groups.rules import Slot
from eventhub.ground import formats
from eventhub.ground.i18n import _, language
from eventhub.ground.texts import Spoken
from eventhub.people.models import Person
from eventhub.preparation.queries import publishing_document
from eventhub.preparation.rules import Booking, Clash, clashes


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme of an event with everybody who is needed there, and what is booked twice."""

    slots: Sequence[Slot]
    people: Mapping[int, list[Person]]
    clashes: list[Clash]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: when, what, where, who, and its warnings."""

    times: str
    kind: str
    title: Spoken
    address: str
    speakers_address: str
    room: str
    people: list[str]
    warnings: list[str]
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who speaks in an item, and whether strangers may read the name."""

    name: str
    email: str
    removal: str
    consent: str
    is_named: bool


def programme_of(event: Event) -> Programme:
    """Read the programme of an event and find what is booked twice. Three statements."""
    slots = groups.agenda(event.id)
    leaders = {group.id: _leaders(group) for group in groups.with_leaders(event.id)}
    speakers = events.speakers_of(event.id)
    people = {
        slot.item.id: _once([*speakers.get(slot.item.id, []), *(leaders[slot.group.id] if slot.group else [])])
        for slot in slots
    }
    return Programme(
        slots, people, clashes(_booking(slot.item, people[slot.item.id]) for slot in slots if _counts(slot))
    )


def item_rows(event: Event) -> list[tuple[str, list[ItemRow]]]:
    """Lay the programme out by days. Three statements."""
    programme = programme_of(event)
    warnings = _warnings(event, programme)
    days = groupby(programme.slots, key=lambda slot: _day(slot.item, event))
    return [
        (formats.full_day(day), [_row(event, slot.item, programme, warnings.get(slot.item.id, [])) for slot in slots])
        for day, slots in days
    ]


def speaker_rows(event: Event, item: AgendaItem) -> list[SpeakerRow]:
    """Say who speaks in an item. Three statements."""
    people = events.speakers_of(event.id).get(item.id, [])
    named = may_be_named(event.id, [person.id for person in people])
    can_consent = publishing_document(event.id) is not None
    where: dict[str, Any] = {"slug": event.slug, "uid": item.uid}
    return [
        SpeakerRow(
            name=person.full_name,
            email=person.email or "",
            removal=url_for("preparation.remove_speaker", person_uid=person.uid, **where),
            consent=url_for("preparation.speaker_agrees", person_uid=person.uid, **where) if can_consent else "",
            is_named=person.id in named,
        )
        for person in people
    ]


def _counts(slot: Slot) -> bool:
    return not slot.item.is_cancelled


def _day(item: AgendaItem, event: Event) -> date:
    return item.starts_at.astimezone(event.zone).date()


def _leaders(group: FocusGroup) -> list[Person]:
    return [person for person in (group.facilitator, group.secretary) if person]


def _once(people: list[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def _booking(item: AgendaItem, people: list[Person]) -> Booking:
    rooms = frozenset([item.room_id] if item.room_id else [])
    return Booking(item.id, item.starts_at, item.ends_at, rooms, frozenset(person.id for person in people))


def _warnings(event: Event, programme: Programme) -> dict[int, list[str]]:
    """Say at both items of a clash what or who is needed there twice."""
    items = {slot.item.id: slot.item for slot in programme.slots}
    names = {person.id: person.short_name for people in programme.people.values() for person in people}
    said: dict[int, list[str]] = {}
    for clash in programme.clashes:
        for here, there in ((clash.first, clash.second), (clash.second, clash.first)):
            times = formats.times(items[there].starts_at, items[there].ends_at, event.zone)
            title = items[there].title.words(language(), event.main_language)
            other = {"times": times, "title": title}
            if clash.rooms:
                said.setdefault(here, []).append(_("The room is also taken by: %(times)s %(title)s", **other))
            for key in sorted(clash.people):
                words = _("%(name)s is also needed at: %(times)s %(title)s", name=names[key], **other)
                said.setdefault(here, []).append(words)
    return said


def _row(event: Event, item: AgendaItem, programme: Programme, warnings: list[str]) -> ItemRow:
    main = event.main_language
    return ItemRow(
        times=formats.times(item.starts_at, item.ends_at, event.zone),
        kind=str(KIND_WORDS[item.kind]),
        title=item.title.spoken(language(), main),
        address=url_for("programme.item", slug=event.slug, uid=item.uid),
        speakers_address=url_for("preparation.speakers", slug=event.slug, uid=item.uid),
        room=item.room.name.words(language(), main) if item.room else "",
        people=[person.short_name for person in programme.people[item.id]],
        warnings=warnings,
        is_cancelled=item.is_cancelled,
    )
