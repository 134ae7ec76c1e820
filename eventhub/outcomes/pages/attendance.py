"""Who is here: a tick per part, and whoever comes from another group."""

from dataclasses import dataclass
from typing import Any

from flask import request

from eventhub.ground.formats import times
from eventhub.ground.i18n import _, language, ngettext
from eventhub.outcomes import queries
from eventhub.outcomes.pages.steps import Room
from eventhub.registration.models import Registration


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the group's day: its field, its name, when it is and how many are there."""

    field: str
    name: str
    times: str
    present: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with a tick for each part; note: where they come from."""

    uid: str
    name: str
    note: str
    ticks: list[tuple[str, str, bool]]


def attendance(room: Room) -> dict[str, Any]:
    """Show everybody of the group with ticks, and whom somebody looks for. At most three statements."""
    people = queries.people_of(room.seat.group.id, room.item_ids)
    present = queries.presence_at(room.item_ids)
    words = request.args.get("q", "").strip()
    known = [person.id for person in people]
    found = queries.looked_for(room.seat.event.id, words, known) if words else []
    return {
        "parts": _parts(room),
        "people": [_row(room, person, present, _from_where(room, person)) for person in people],
        "words": words,
        "found": [_row(room, person, present, _group_words(number)) for person, number in found],
    }


def _parts(room: Room) -> list[PartView]:
    zone = room.seat.event.timezone
    return [
        PartView(
            field=f"part-{part.number}",
            name=_part_words(part.number),
            times=times(part.starts_at, part.ends_at, zone),
            present=ngettext("%(count)s person", "%(count)s people", part.present),
        )
        for part in room.parts
    ]


def _part_words(number: int) -> str:
    return _("Part %(number)s", number=number)


def _row(room: Room, person: Registration, present: set[tuple[int, int]], note: str) -> PersonRow:
    ticks = [
        (f"part-{part.number}", _part_words(part.number), (person.id, part.item_id) in present) for part in room.parts
    ]
    return PersonRow(str(person.uid), person.full_name or _("number %(number)s", number=person.number), note, ticks)


def _from_where(room: Room, person: Registration) -> str:
    if person.municipality is None:
        return ""
    return person.municipality.name.words(language(), room.seat.event.main_language)


def _group_words(number: int | None) -> str:
    return _("group %(number)s", number=number) if number else _("in no group")
