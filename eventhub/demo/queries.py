"""What the demo asks: which event it shows, and who is who there."""

from collections.abc import Mapping

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events.models import Event, Membership, TeamRole
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.work import LIVE_STATES, Work
from eventhub.people.models import Person
from eventhub.registration.models import Registration, RegistrationState
from eventhub.scaling_models.models import ModelAuthor, ModelState, Reviewer, ScalingModel


def slug_is_taken(slug: str) -> bool:
    """Tell whether an event has this address already."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Event.slug == slug))))


def code_is_taken(code: str) -> bool:
    """Tell whether an event was loaded under this id already."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Event.code == code))))


def first_event() -> Event | None:
    """Find the event that came first into this installation."""
    return db.session.scalar(sa.select(Event).order_by(Event.id).limit(1))


def people_to_try(event: Event) -> Mapping[str, User]:
    """Return by role one user of the team each, of the first group and first reviewer; missing roles are left out."""
    group = sa.select(FocusGroup).where(FocusGroup.event_id == event.id).order_by(FocusGroup.number).limit(1)
    first = db.session.scalar(group)
    found = {
        "organiser": _member(event, TeamRole.ORGANISER),
        "registrar": _member(event, TeamRole.REGISTRAR),
        "facilitator": _user_of(first.facilitator_id) if first else None,
        "secretary": _user_of(first.secretary_id) if first else None,
        "reviewer": _reviewer(event),
    }
    return {role: user for role, user in found.items() if user is not None}


def _member(event: Event, role: TeamRole) -> User | None:
    members = sa.select(User).join(Membership, Membership.user_id == User.id)
    members = members.where(Membership.event_id == event.id, Membership.role == role)
    return db.session.scalar(members.order_by(Membership.id).limit(1))


def _user_of(person_id: int | None) -> User | None:
    return db.session.scalar(sa.select(User).join(Person, Person.user_id == User.id).where(Person.id == person_id))


def _reviewer(event: Event) -> User | None:
    reviewers = sa.select(User).join(Reviewer, Reviewer.user_id == User.id).where(Reviewer.event_id == event.id)
    return db.session.scalar(reviewers.order_by(Reviewer.id).limit(1))


def participant_to_try(event: Event) -> Registration | None:
    """Find the first participant who is nothing else: neither of the team nor an author."""
    return db.session.scalar(
        sa.select(Registration)
        .join(Person, Person.id == Registration.person_id)
        .where(
            Registration.event_id == event.id,
            Registration.state == RegistrationState.CONFIRMED,
            Person.user_id.is_(None),
            ~sa.exists().where(ModelAuthor.person_id == Person.id),
        )
        .order_by(Registration.code, Registration.id)
        .limit(1)
    )


def model_to_try(event: Event) -> ScalingModel | None:
    """Find the first accepted model; its author's link shows the remarks of the reviewers."""
    models = sa.select(ScalingModel).where(ScalingModel.event_id == event.id, ScalingModel.state == ModelState.ACCEPTED)
    return db.session.scalar(models.order_by(ScalingModel.position).limit(1))


def work_is_left(event: Event) -> bool:
    """Tell whether something about the event is still to be made in the background."""
    left = sa.exists().where(Work.about == f"event:{event.uid}", Work.state.in_(LIVE_STATES))
    return bool(db.session.scalar(sa.select(left)))
