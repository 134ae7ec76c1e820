"""Who reaches which group's record: the team by account, the tablet in the room by the group's link."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import User
from eventhub.events.models import Event, EventState, Membership
from eventhub.events.rules import ORGANISERS
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.outcomes.rules.recording import Seat
from eventhub.people.models import Person


def find_seat(user: User, slug: str, number: int) -> Seat | None:
    """Find a group for whoever may record it by account: its facilitator and secretary, organisers. One statement."""
    found = db.session.execute(
        _groups().where(Event.slug == slug, FocusGroup.number == number, sa.or_(_led_by(user), _organised_by(user)))
    ).one_or_none()
    return Seat(found[1], found[0], by=f"user:{user.uid}", is_team=True) if found else None


def find_by_link(uid: uuid.UUID, revision: int, slug: str) -> Seat | None:
    """Find the group that the link of its tablet opens. One statement.

    A link of an older revision, of another event or of an event not yet published opens nothing.
    """
    found = db.session.execute(
        _groups().where(
            Event.slug == slug,
            Event.state != EventState.DRAFT,
            FocusGroup.uid == uid,
            FocusGroup.link_revision == revision,
        )
    ).one_or_none()
    return Seat(found[1], found[0], by=f"link:group:{uid}", is_team=False) if found else None


def _groups() -> sa.Select[FocusGroup, Event]:
    return (
        sa.select(FocusGroup, Event).join(Event, Event.id == FocusGroup.event_id).options(joinedload(FocusGroup.room))
    )


def _led_by(user: User) -> sa.ColumnElement[bool]:
    persons = sa.select(Person.id).where(Person.user_id == user.id)
    return sa.or_(FocusGroup.facilitator_id.in_(persons), FocusGroup.secretary_id.in_(persons))


def _organised_by(user: User) -> sa.ColumnElement[bool]:
    held = sa.exists().where(
        Membership.event_id == Event.id, Membership.user_id == user.id, Membership.role.in_(ORGANISERS)
    )
    return sa.or_(held, sa.literal(user.is_administrator))
