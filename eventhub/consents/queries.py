"""Who agreed to what. Whatever publishes a name asks here, and shows nothing when the answer is no."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.consents.models import Consent, ConsentDocument, Purpose
from eventhub.events.models import AgendaItem, AgendaSpeaker
from eventhub.ground.db import db
from eventhub.people.models import Person


def agreed(event_id: int, person_id: sa.SQLColumnExpression[int], purpose: Purpose) -> sa.ColumnElement[bool]:
    """Build the condition that a person agreed to a purpose at an event and has not withdrawn; costs no statement."""
    return sa.exists().where(
        Consent.person_id == person_id,
        Consent.withdrawn_at.is_(None),
        Consent.document_id == ConsentDocument.id,
        ConsentDocument.event_id == event_id,
        ConsentDocument.purpose == purpose,
    )


def may_be_named(event_id: int, person_ids: Iterable[int] | None = None) -> set[int]:
    """Return whose names may be published: of these people, or of everybody. One statement."""
    named = (
        sa.select(Consent.person_id)
        .join(ConsentDocument, ConsentDocument.id == Consent.document_id)
        .where(
            ConsentDocument.event_id == event_id,
            ConsentDocument.purpose == Purpose.PUBLISH_NAME,
            Consent.withdrawn_at.is_(None),
        )
    )
    if person_ids is not None:
        named = named.where(Consent.person_id.in_(set(person_ids)))
    return set(db.session.scalars(named))


def named_speakers(event_id: int) -> dict[int, list[Person]]:
    """Return by agenda item the speakers who may be named, in the order of the programme. One statement."""
    found = db.session.execute(
        sa.select(AgendaSpeaker.agenda_item_id, Person)
        .join(AgendaItem, AgendaItem.id == AgendaSpeaker.agenda_item_id)
        .join(Person, Person.id == AgendaSpeaker.person_id)
        .where(AgendaItem.event_id == event_id, agreed(event_id, AgendaSpeaker.person_id, Purpose.PUBLISH_NAME))
        .order_by(AgendaSpeaker.agenda_item_id, AgendaSpeaker.position, AgendaSpeaker.id)
    )
    by_item: dict[int, list[Person]] = defaultdict(list)
    for item_id, person in found:
        by_item[item_id].append(person)
    return dict(by_item)


def documents(event_id: int) -> list[ConsentDocument]:
    """List what people are and were asked to agree to, the versions in force first. One statement."""
    return list(
        db.session.scalars(
            sa.select(ConsentDocument)
            .where(ConsentDocument.event_id == event_id)
            .order_by(
                ConsentDocument.is_in_force.desc(),
                ConsentDocument.position,
                ConsentDocument.version.desc(),
                ConsentDocument.id,
            )
        )
    )


def consents_of(event_id: int, person_id: int) -> Sequence[Consent]:
    """List what one person agreed to at an event, withdrawn ones too, each with its document. One statement."""
    return db.session.scalars(
        sa.select(Consent)
        .join(Consent.document)
        .options(contains_eager(Consent.document))
        .where(ConsentDocument.event_id == event_id, Consent.person_id == person_id)
        .order_by(ConsentDocument.position, Consent.given_at, Consent.id)
    ).all()
