"""What the demo asks: which event it shows, and who is who there."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventhub.accounts.models import User
from eventhub.consents.models import Consent, ConsentDocument, Purpose
from eventhub.events.models import Event, Membership, TeamRole
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.work import LIVE_STATES, Work
from eventhub.networks.models import RoadMap
from eventhub.people.models import Person
from eventhub.registration.models import Preference, Registration, RegistrationState
from eventhub.registration.rules import PersonDetails
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


def road_map_to_try(event: Event) -> RoadMap | None:
    """Find the first road map; by its coordinator's link progress is reported."""
    road_maps = sa.select(RoadMap).where(RoadMap.event_id == event.id)
    return db.session.scalar(road_maps.order_by(RoadMap.position, RoadMap.id).limit(1))


def work_is_left(event: Event) -> bool:
    """Tell whether something about the event is still to be made in the background."""
    left = sa.exists().where(Work.about == f"event:{event.uid}", Work.state.in_(LIVE_STATES))
    return bool(db.session.scalar(sa.select(left)))


def find_event_by_uid(uid: uuid.UUID) -> Event | None:
    """Find an event by its public id."""
    return db.session.scalar(sa.select(Event).where(Event.uid == uid))


def people_to_register(source: Event, target: Event, limit: int) -> list[PersonDetails]:
    """Return what the first participants of an event would state for its copy: the same, with the copy's groups.

    They agree to the same purposes as they did, in the texts of the copy; needs are theirs to state anew.
    """
    groups = _copies_of_groups(source, target)
    wishes: dict[int, list[int]] = defaultdict(list)
    wished = sa.select(Preference.registration_id, Preference.focus_group_id).order_by(Preference.rank)
    for registration_id, group_id in db.session.execute(wished.where(Preference.focus_group_id.in_(groups))):
        wishes[registration_id].append(groups[group_id])
    agreed = _agreed(source, target)
    people = sa.select(Registration).where(
        Registration.event_id == source.id, Registration.state == RegistrationState.CONFIRMED
    )
    return [
        PersonDetails(
            family_name=person.family_name or "",
            given_name=person.given_name or "",
            patronymic=person.patronymic or "",
            email=person.email or "",
            organisation=person.organisation_name,
            position=person.position,
            role_id=person.role_id,
            municipality_id=person.municipality_id,
            wishes=tuple(wishes[person.id]),
            consents=tuple(agreed[person.person_id]),
            language=person.language,
        )
        for person in db.session.scalars(people.order_by(Registration.number).limit(limit))
    ]


def _copies_of_groups(source: Event, target: Event) -> dict[int, int]:
    copy = aliased(FocusGroup)
    same = sa.and_(copy.code == FocusGroup.code, copy.event_id == target.id)
    pairs = sa.select(FocusGroup.id, copy.id).join(copy, same).where(FocusGroup.event_id == source.id)
    return {row[0]: row[1] for row in db.session.execute(pairs)}


def _agreed(source: Event, target: Event) -> dict[int, list[int]]:
    copy = aliased(ConsentDocument)
    same = sa.and_(copy.purpose == ConsentDocument.purpose, copy.event_id == target.id, copy.is_in_force)
    given = (
        sa.select(Consent.person_id, copy.id)
        .join(ConsentDocument, ConsentDocument.id == Consent.document_id)
        .join(copy, same)
        .where(
            ConsentDocument.event_id == source.id,
            Consent.withdrawn_at.is_(None),
            copy.purpose != Purpose.SPECIAL_CATEGORY,
        )
    )
    documents: dict[int, list[int]] = defaultdict(list)
    for person_id, document_id in db.session.execute(given):
        documents[person_id].append(document_id)
    return documents
