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


def versions_of(event_id: int, purpose: Purpose) -> Sequence[ConsentDocument]:
    """List the versions of the text for a purpose, the latest first, locked where that is possible. One statement."""
    asked = sa.select(ConsentDocument).where(ConsentDocument.event_id == event_id, ConsentDocument.purpose == purpose)
    return db.session.scalars(asked.order_by(ConsentDocument.id.desc()).with_for_update()).all()


def has_been_agreed_to(document: ConsentDocument) -> bool:
    """Tell whether anybody ever agreed to a document, also when they withdrew later. One statement."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Consent.document_id == document.id))))


def agreed_counts(event_id: int) -> dict[int, int]:
    """Count by document who agreed and has not withdrawn. One statement."""
    rows = db.session.execute(
        sa.select(Consent.document_id, sa.func.count())
        .join(ConsentDocument, ConsentDocument.id == Consent.document_id)
        .where(ConsentDocument.event_id == event_id, Consent.withdrawn_at.is_(None))
        .group_by(Consent.document_id)
    )
    return {document_id: count for document_id, count in rows}  # noqa: C416 – rows of two columns, typed


def consents_of(event_id: int, person_id: int) -> Sequence[Consent]:
    """List what one person agreed to at an event, withdrawn ones too, each with its document. One statement."""
    return db.session.scalars(
        sa.select(Consent)
        .join(Consent.document)
        .options(contains_eager(Consent.document))
        .where(ConsentDocument.event_id == event_id, Consent.person_id == person_id)
        .order_by(ConsentDocument.position, Consent.given_at, Consent.id)
    ).all()
