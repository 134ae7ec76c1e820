"""What we ask about events, their programme and their teams."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.accounts.models import User
from eventhub.events.models import (
    AgendaItem,
    AgendaSpeaker,
    Event,
    EventMunicipality,
    EventRole,
    EventState,
    Membership,
    Project,
    Room,
    TeamRole,
)
from eventhub.ground.db import db
from eventhub.people.models import Municipality, Person


def find_event(slug: str) -> Event | None:
    """Find an event by its address, whatever its state; for pages of the team."""
    return db.session.scalars(sa.select(Event).where(Event.slug == slug)).one_or_none()


def find_event_by_uid(uid: uuid.UUID) -> Event | None:
    """Find an event by its public id."""
    return db.session.scalars(sa.select(Event).where(Event.uid == uid)).one_or_none()


def slug_is_free(slug: str, *, but: int | None = None) -> bool:
    """Say whether no other event has this address. One statement."""
    return db.session.scalar(sa.select(Event.id).where(Event.slug == slug, Event.id != (but or 0))) is None


def find_project(slug: str) -> Project | None:
    """Find a project by its address."""
    return db.session.scalars(sa.select(Project).where(Project.slug == slug)).one_or_none()


def projects() -> Sequence[Project]:
    """List all projects, the latest first. One statement."""
    return db.session.scalars(sa.select(Project).order_by(Project.created_at.desc(), Project.id.desc())).all()


def rooms_of(event_id: int) -> Sequence[Room]:
    """List the rooms of an event in their order. One statement."""
    return db.session.scalars(sa.select(Room).where(Room.event_id == event_id).order_by(Room.position, Room.id)).all()


def find_room(event_id: int, uid: uuid.UUID) -> Room | None:
    """Find a room of an event."""
    return db.session.scalars(sa.select(Room).where(Room.event_id == event_id, Room.uid == uid)).one_or_none()


def find_item(event_id: int, uid: uuid.UUID) -> AgendaItem | None:
    """Find a point of an event's programme."""
    return db.session.scalars(
        sa.select(AgendaItem).where(AgendaItem.event_id == event_id, AgendaItem.uid == uid)
    ).one_or_none()


def items_in(room: Room) -> Sequence[AgendaItem]:
    """List what takes place in a room. One statement."""
    return db.session.scalars(sa.select(AgendaItem).where(AgendaItem.room_id == room.id)).all()


def speakers_of(event_id: int) -> dict[int, list[Person]]:
    """Return by agenda item who speaks there, in the order of the programme; for the team. One statement."""
    found = db.session.execute(
        sa.select(AgendaSpeaker.agenda_item_id, Person)
        .join(AgendaItem, AgendaItem.id == AgendaSpeaker.agenda_item_id)
        .join(Person, Person.id == AgendaSpeaker.person_id)
        .where(AgendaItem.event_id == event_id)
        .order_by(AgendaSpeaker.position, AgendaSpeaker.id)
    )
    by_item: dict[int, list[Person]] = {}
    for item_id, person in found:
        by_item.setdefault(item_id, []).append(person)
    return by_item


def team_of(event_id: int) -> Sequence[Membership]:
    """List the team of an event, role by role, each with its user. One statement."""
    in_order = sa.case({role: place for place, role in enumerate(TeamRole)}, value=Membership.role)
    return db.session.scalars(
        sa.select(Membership)
        .join(Membership.user)
        .options(contains_eager(Membership.user))
        .where(Membership.event_id == event_id)
        .order_by(in_order, User.email_key)
    ).all()


def find_member(event_id: int, uid: uuid.UUID) -> Membership | None:
    """Find one role of one user in an event."""
    return db.session.scalars(
        sa.select(Membership).where(Membership.event_id == event_id, Membership.uid == uid)
    ).one_or_none()


def membership_of(event_id: int, user_id: int, role: TeamRole) -> Membership | None:
    """Find whether a user has a role in an event."""
    held = sa.select(Membership).where(Membership.event_id == event_id, Membership.user_id == user_id)
    return db.session.scalars(held.where(Membership.role == role)).one_or_none()


def count_owners(event_id: int) -> int:
    """Count the owners of an event. One statement."""
    owners = sa.select(sa.func.count()).select_from(Membership)
    return db.session.scalar(owners.where(Membership.event_id == event_id, Membership.role == TeamRole.OWNER)) or 0


def municipalities_of(event_id: int) -> Sequence[EventMunicipality]:
    """List the municipalities that an event expects people from, by name. One statement."""
    return db.session.scalars(
        sa.select(EventMunicipality)
        .join(EventMunicipality.municipality)
        .options(contains_eager(EventMunicipality.municipality))
        .where(EventMunicipality.event_id == event_id)
        .order_by(Municipality.name_sort, EventMunicipality.id)
    ).all()


def event_roles(event_id: int) -> Sequence[EventRole]:
    """List the role categories that the form of an event offers, in their order. One statement."""
    return db.session.scalars(
        sa.select(EventRole)
        .join(EventRole.role)
        .options(contains_eager(EventRole.role))
        .where(EventRole.event_id == event_id)
        .order_by(EventRole.position, EventRole.id)
    ).all()


def codes_of(listed: type[Room | AgendaItem | EventMunicipality | EventRole], event_id: int) -> Sequence[str]:
    """List the codes that rooms, items or entries of an event's list have already. One statement."""
    return db.session.scalars(sa.select(listed.code).where(listed.event_id == event_id)).all()


def roles_of(user: User, slug: str) -> set[TeamRole]:
    """Return what a user is in an event; an administrator is an owner everywhere. One statement, or none."""
    roles = set(
        db.session.scalars(
            sa.select(Membership.role).join(Membership.event).where(Event.slug == slug, Membership.user_id == user.id)
        )
    )
    return roles | {TeamRole.OWNER} if user.is_administrator else roles


def is_in_team(user: User, slug: str, roles: tuple[str, ...]) -> bool:
    """Say whether a user has one of these roles in an event; with no roles named, any role."""
    held = roles_of(user, slug)
    return bool(held & set(roles)) if roles else bool(held)


def find_public_event(slug: str) -> Event | None:
    """Find an event that strangers may see: in any state but draft. One statement."""
    return db.session.scalar(sa.select(Event).where(Event.slug == slug, Event.state != EventState.DRAFT))


def public_events(now: datetime, *, offset: int = 0, limit: int = 20) -> list[Event]:
    """List what strangers may see: first what is still to come, the nearest first, then the past, the latest first.

    Archived events are left out of the list, not out of reach. One statement.
    """
    is_past = Event.ends_at < now
    listed = (
        sa.select(Event)
        .where(_is_listed())
        .order_by(is_past, sa.case((is_past, None), else_=Event.starts_at), Event.starts_at.desc(), Event.id)
    )
    return list(db.session.scalars(listed.offset(offset).limit(limit)))


def count_public_events() -> int:
    """Count what `public_events` lists. One statement."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Event).where(_is_listed())) or 0


def agenda(event_id: int) -> list[AgendaItem]:
    """List the programme in the order of the day, each item with its room. One statement."""
    return list(
        db.session.scalars(
            sa.select(AgendaItem)
            .outerjoin(Room, Room.id == AgendaItem.room_id)
            .options(contains_eager(AgendaItem.room))
            .where(AgendaItem.event_id == event_id)
            .order_by(AgendaItem.starts_at, AgendaItem.position, AgendaItem.id)
        )
    )


def _is_listed() -> sa.ColumnElement[bool]:
    return Event.state.not_in([EventState.DRAFT, EventState.ARCHIVED])
