"""What we ask about events and their teams."""

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events.models import Event, Membership, TeamRole
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
