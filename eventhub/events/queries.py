"""What we ask about events, their programme and their teams."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.accounts.models import User
from eventhub.events.models import AgendaItem, Event, EventState, Membership, Room, TeamRole
from eventhub.ground.db import db


def find_event(slug: str) -> Event | None:
    """Find an event by its address, whatever its state; for pages of the team."""
    return db.session.scalars(sa.select(Event).where(Event.slug == slug)).one_or_none()


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
