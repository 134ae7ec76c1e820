"""What happens with rooms, with the items of the programme and with who speaks there."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events import queries, rules
from eventhub.events.actions.event import is_unchanged
from eventhub.events.models import AgendaItem, AgendaKind, AgendaSpeaker, Event, EventState, Room, Wifi
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.texts import Texts


@dataclass(frozen=True)
class RoomDetails:
    """What is said about a room."""

    name: Texts
    floor: int | None
    seats: int | None
    step_free: bool
    wifi: Wifi


@dataclass(frozen=True)
class ItemDetails:
    """What is said about an item of the programme."""

    kind: AgendaKind
    title: Texts
    note: Texts
    starts_at: datetime
    ends_at: datetime
    room_id: int | None
    is_cancelled: bool = False


def add_room(event: Event, details: RoomDetails, *, key: uuid.UUID, by: User, now: datetime) -> Room:
    """Add a room; the same form sent again finds what it made. The caller commits."""
    made = queries.find_room(event.id, key)
    if made is not None:
        return made
    codes = queries.codes_of(Room, event.id)
    code = rules.next_code("R", codes)
    room = Room(uid=key, event_id=event.id, code=code, position=len(codes) + 1, **vars(details))
    db.session.add(room)
    db.session.flush()
    _record("create", "room", room, event, by=by, now=now, after={"code": code})
    return room


def change_room(event: Event, room: Room, details: RoomDetails, *, by: User, now: datetime) -> None:
    """Change what is said about a room; what takes place there is revised when its name changes. The caller commits."""
    before, after = audit.change(room, vars(details))
    if not after:
        return
    if "name" in after:
        for item in queries.items_in(room):
            item.revise(now)
    _record("change", "room", room, event, by=by, now=now, before=before, after=after)


def remove_room(event: Event, room: Room, *, by: User, now: datetime) -> None:
    """Remove a room in which nothing takes place. Raises RoomInUse. The caller commits."""
    rules.room_may_go(len(queries.items_in(room)))
    _record("remove", "room", room, event, by=by, now=now, before={"name": dict(room.name)})
    db.session.delete(room)


def add_item(event: Event, details: ItemDetails, *, key: uuid.UUID, by: User, now: datetime) -> AgendaItem:
    """Add an item to the programme; the same form sent again finds what it made. The caller commits.

    Raises EndsTooEarly.
    """
    made = queries.find_item(event.id, key)
    if made is not None:
        return made
    rules.times_are_in_order(details.starts_at, details.ends_at)
    codes = queries.codes_of(AgendaItem, event.id)
    own = {"uid": key, "code": rules.next_code("PR", codes), "position": len(codes) + 1}
    item = AgendaItem(event_id=event.id, revised_at=now, **own, **vars(details))
    db.session.add(item)
    db.session.flush()
    _record("create", "agenda item", item, event, by=by, now=now, after={"code": item.code})
    return item


def change_item(
    event: Event, item: AgendaItem, details: ItemDetails, *, seen: int | None, by: User, now: datetime
) -> None:
    """Change an item of the programme; calendars take note. The caller commits.

    seen: the revision that the form showed. Raises EndsTooEarly or ChangedMeanwhile.
    """
    rules.times_are_in_order(details.starts_at, details.ends_at)
    if is_unchanged(item, vars(details)):
        return
    rules.is_up_to_date(item.revision, seen)
    before, after = audit.change(item, vars(details))
    item.revise(now)
    _record("change", "agenda item", item, event, by=by, now=now, before=before, after=after)


def remove_item(event: Event, item: AgendaItem, *, by: User, now: datetime) -> None:
    """Remove an item from a programme that nobody has seen yet. Raises ItemStays. The caller commits."""
    rules.item_may_go(event.state is EventState.DRAFT)
    _record("remove", "agenda item", item, event, by=by, now=now, before={"title": dict(item.title)})
    db.session.delete(item)


def add_speaker(event: Event, item: AgendaItem, person_id: int, *, by: User, now: datetime) -> None:
    """Let a person speak in an item, after those who do already; twice is once. The caller commits."""
    known = db.session.scalars(sa.select(AgendaSpeaker).where(AgendaSpeaker.agenda_item_id == item.id)).all()
    if person_id in {speaker.person_id for speaker in known}:
        return
    position = max((speaker.position for speaker in known), default=0) + 1
    db.session.add(AgendaSpeaker(agenda_item_id=item.id, person_id=person_id, position=position))
    item.revise(now)
    _record("add speaker", "agenda item", item, event, by=by, now=now)


def remove_speaker(event: Event, item: AgendaItem, person_id: int, *, by: User, now: datetime) -> None:
    """Let a person no longer speak in an item. The caller commits."""
    spoken = (AgendaSpeaker.agenda_item_id == item.id) & (AgendaSpeaker.person_id == person_id)
    if db.session.scalar(sa.delete(AgendaSpeaker).where(spoken).returning(AgendaSpeaker.id)) is not None:
        item.revise(now)
        _record("remove speaker", "agenda item", item, event, by=by, now=now)


def _record(
    verb: str, kind: str, thing: Room | AgendaItem, event: Event, *, by: User, now: datetime, **what: Any
) -> None:
    audit.record(verb, kind, thing.uid, event_uid=event.uid, by=f"user:{by.uid}", now=now, **what)
