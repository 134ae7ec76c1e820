"""What preparation asks the database: the figures of an event, and who belongs to it."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.events.models import AgendaItem, AgendaSpeaker, EventMunicipality, EventRole, Membership, Room
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.people.models import Person
from eventhub.preparation.rules import Facts
from eventhub.registration.models import PlaceKind, Places, Registration
from eventhub.scaling_models.models import ModelAuthor, ScalingModel

MOST_FOUND = 20


def facts(event_id: int, clashes: int) -> Facts:
    """Count what an event has while it is prepared. One statement. clashes: how many the programme has."""
    in_force = (ConsentDocument.event_id == event_id) & ConsentDocument.is_in_force
    guided = sa.exists().where(GuideQuestion.focus_group_id == FocusGroup.id)
    meets = sa.exists().where(GroupSlot.focus_group_id == FocusGroup.id)
    limited = (Places.event_id == event_id) & (Places.kind == PlaceKind.EVENT) & Places.capacity.is_not(None)
    counted = {
        "agenda_items": _count(AgendaItem, AgendaItem.event_id == event_id),
        "rooms": _count(Room, Room.event_id == event_id),
        "municipalities": _count(EventMunicipality, EventMunicipality.event_id == event_id),
        "roles": _count(EventRole, EventRole.event_id == event_id),
        "groups": _count(FocusGroup, FocusGroup.event_id == event_id),
        "groups_without_guide": _count(FocusGroup, FocusGroup.event_id == event_id, ~guided),
        "groups_without_meeting": _count(FocusGroup, FocusGroup.event_id == event_id, ~meets),
        "groups_without_facilitator": _count(
            FocusGroup, FocusGroup.event_id == event_id, FocusGroup.facilitator_id.is_(None)
        ),
        "members": _count(Membership, Membership.event_id == event_id),
        "consents": _count(ConsentDocument, in_force),
        "has_processing_consent": _count(ConsentDocument, in_force, ConsentDocument.purpose == Purpose.PROCESSING),
        "has_places": _count(Places, limited),
    }
    row = db.session.execute(sa.select(*(count.label(name) for name, count in counted.items()))).one()._asdict()
    flags = {name: bool(row.pop(name)) for name in ("has_processing_consent", "has_places")}
    return Facts(clashes=clashes, **flags, **row)


def publishing_document(event_id: int) -> ConsentDocument | None:
    """Find the words by which somebody lets their name be public. One statement."""
    asked = sa.select(ConsentDocument).where(ConsentDocument.event_id == event_id, ConsentDocument.is_in_force)
    return db.session.scalars(asked.where(ConsentDocument.purpose == Purpose.PUBLISH_NAME).limit(1)).one_or_none()


def search_persons(event_id: int, words: str) -> Sequence[Person]:
    """List people of an event whose name contains words, by name: speakers, leaders, team, registered, authors.

    One statement. Nothing without words.
    """
    key = fold(words)
    if not key:
        return []
    asked = sa.select(Person).where(Person.name_key.contains(key, autoescape=True), Person.id.in_(_of_event(event_id)))
    return db.session.scalars(asked.order_by(Person.name_sort, Person.id).limit(MOST_FOUND)).all()


def find_person_of_event(event_id: int, uid: uuid.UUID) -> Person | None:
    """Find somebody who belongs to an event by the public id. One statement."""
    asked = sa.select(Person).where(Person.uid == uid, Person.id.in_(_of_event(event_id)))
    return db.session.scalars(asked).one_or_none()


def _of_event(event_id: int) -> sa.CompoundSelect[tuple[int | None]]:
    in_group = FocusGroup.event_id == event_id
    return sa.union(
        sa.select(AgendaSpeaker.person_id).join(AgendaItem).where(AgendaItem.event_id == event_id),
        sa.select(FocusGroup.facilitator_id).where(in_group, FocusGroup.facilitator_id.is_not(None)),
        sa.select(FocusGroup.secretary_id).where(in_group, FocusGroup.secretary_id.is_not(None)),
        sa.select(Person.id)
        .join(Membership, Membership.user_id == Person.user_id)
        .where(Membership.event_id == event_id),
        sa.select(Registration.person_id).where(Registration.event_id == event_id),
        sa.select(ModelAuthor.person_id).join(ScalingModel).where(ScalingModel.event_id == event_id),
    )


def _count(table: type[object], *conditions: ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()
