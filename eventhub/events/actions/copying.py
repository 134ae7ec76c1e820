"""What an event passes on to the next one made from it: all moments move by whole days and keep their local times."""

import uuid
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events import queries
from eventhub.events.actions import event as events
from eventhub.events.actions.event import EventStart
from eventhub.events.models import (
    AgendaItem,
    AgendaSpeaker,
    Event,
    EventCompetence,
    EventMunicipality,
    EventRole,
    Membership,
    Room,
    TeamRole,
)
from eventhub.events.rules import shifted
from eventhub.ground.db import db
from eventhub.ground.texts import Texts

TEXTS = ("goal", "description", "venue", "online_url", "organiser", "contact_name", "contact_email", "contact_phone")


def start_copy(
    source: Event, *, slug: str, title: Texts, days: int, with_texts: bool, key: uuid.UUID, by: User, now: datetime
) -> Event:
    """Make a draft like an event, so many days later, with its window of registration. The caller commits.

    Raises what creating an event raises.
    """
    start = EventStart(
        slug=slug,
        title=title,
        project_id=source.project_id,
        main_language=source.main_language,
        timezone=source.timezone,
        starts_at=shifted(source.starts_at, source.zone, days),
        ends_at=shifted(source.ends_at, source.zone, days),
    )
    target = events.create_event(start, key=key, by=by, now=now)
    if source.registration_opens_at is not None:
        target.registration_opens_at = shifted(source.registration_opens_at, source.zone, days)
    if source.registration_closes_at is not None:
        target.registration_closes_at = shifted(source.registration_closes_at, source.zone, days)
    if with_texts:
        for name in TEXTS:
            setattr(target, name, getattr(source, name))
    events.record("copy", target, by=by, now=now, after={"from": source.slug})
    return target


def copy_rooms(source: Event, target: Event) -> dict[int, Room]:
    """Take over the rooms; return them by the key of the one they were copied from. The caller commits."""
    kept = ("code", "position", "name", "floor", "seats", "step_free", "wifi")
    copies = {room.id: Room(event_id=target.id, **_of(room, kept)) for room in queries.rooms_of(source.id)}
    _keep(copies)
    return copies


def copy_programme(
    source: Event, target: Event, *, days: int, rooms: Mapping[int, Room], now: datetime
) -> dict[int, AgendaItem]:
    """Take over what was not cancelled; return the items by the key of the one they were copied from.

    rooms: the copies of rooms; an item whose room was not copied has none. The caller commits.
    """
    kept = ("code", "position", "kind", "title", "note")
    in_rooms: dict[int | None, int] = {key: room.id for key, room in rooms.items()}
    copies = {
        item.id: AgendaItem(
            event_id=target.id,
            starts_at=shifted(item.starts_at, source.zone, days),
            ends_at=shifted(item.ends_at, source.zone, days),
            room_id=in_rooms.get(item.room_id),
            revised_at=now,
            **_of(item, kept),
        )
        for item in queries.agenda(source.id)
        if not item.is_cancelled
    }
    _keep(copies)
    return copies


def copy_lists(source: Event, target: Event) -> None:
    """Take over municipalities, role categories and competences. The caller commits."""
    for listed, own in (
        (EventMunicipality, "municipality_id"),
        (EventRole, "role_id"),
        (EventCompetence, "competence_id"),
    ):
        for entry in db.session.scalars(sa.select(listed).where(listed.event_id == source.id)).all():
            db.session.add(listed(event_id=target.id, **_of(entry, ("code", "position", own))))
    db.session.flush()


def copy_team(source: Event, target: Event, *, now: datetime) -> None:
    """Let the same people be the team, but for its owners; nobody is written to. The caller commits."""
    known = {(member.user_id, member.role) for member in queries.team_of(target.id)}
    for member in queries.team_of(source.id):
        if (member.user_id, member.role) not in known and member.role is not TeamRole.OWNER:
            db.session.add(Membership(event_id=target.id, user_id=member.user_id, role=member.role, since=now))
    db.session.flush()


def copy_speakers(items: Mapping[int, AgendaItem]) -> None:
    """Let the same people speak in the copies of items. The caller commits."""
    spoken = sa.select(AgendaSpeaker).where(AgendaSpeaker.agenda_item_id.in_(items))
    for speaker in db.session.scalars(spoken).all():
        own = {"agenda_item_id": items[speaker.agenda_item_id].id, "person_id": speaker.person_id}
        db.session.add(AgendaSpeaker(position=speaker.position, **own))
    db.session.flush()


def _of(thing: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(thing, name) for name in names}


def _keep(copies: Mapping[int, Room | AgendaItem]) -> None:
    db.session.add_all(copies.values())
    db.session.flush()
