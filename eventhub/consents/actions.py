"""What happens with consents: they are given, withdrawn, and their texts are taken over by another event."""

import uuid
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventhub.consents.models import Channel, Consent, ConsentDocument
from eventhub.events.models import Event
from eventhub.ground.db import db


def give(person_id: int, document_ids: Collection[int], *, lang: str, channel: Channel, now: datetime) -> None:
    """Write down that a person agrees to documents; what is in force already stays as it was. At most one statement.

    lang: the language in which the person read them. The caller commits.
    """
    if not document_ids:
        return
    given = {"person_id": person_id, "lang": lang, "channel": channel, "given_at": now}
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    rows = [{**given, "document_id": document_id} for document_id in dict.fromkeys(document_ids)]
    db.session.execute(insert(Consent).values(rows).on_conflict_do_nothing())


def withdraw(person_id: int, document_id: int, *, now: datetime) -> bool:
    """End a consent; say whether there was one in force. The caller commits."""
    ended = (
        sa.update(Consent)
        .where(Consent.person_id == person_id, Consent.document_id == document_id, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Consent.id)
    )
    return db.session.scalar(ended) is not None


def copy_documents(source: Event, target: Event) -> None:
    """Take the texts in force over into another event; who agreed to them there is nobody yet. The caller commits."""
    texts = db.session.scalars(
        sa.select(ConsentDocument).where(ConsentDocument.event_id == source.id, ConsentDocument.is_in_force)
    )
    db.session.add_all(
        ConsentDocument(
            uid=uuid.uuid4(),
            event_id=target.id,
            purpose=text.purpose,
            version=text.version,
            position=text.position,
            is_required=text.is_required,
            title=text.title,
            text=text.text,
        )
        for text in texts.all()
    )
    db.session.flush()
