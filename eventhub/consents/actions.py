"""What happens with consents: texts are written, or taken over by another event; people agree and withdraw."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventhub.accounts.models import User
from eventhub.consents import letters, queries, rules
from eventhub.consents.models import Channel, Consent, ConsentDocument, Purpose
from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.texts import Texts


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


def offer_texts(event: Event, *, by: User, now: datetime) -> int:
    """Make a document for every purpose that has none in force; return how many were made. The caller commits."""
    known = {document.purpose for document in queries.documents(event.id) if document.is_in_force}
    missing = [purpose for purpose in Purpose if purpose not in known]
    for purpose in missing:
        title, text = letters.offered_title(purpose), letters.offered_text(purpose, event)
        write_document(event, purpose, title=title, text=text, by=by, now=now)
    return len(missing)


def write_document(
    event: Event, purpose: Purpose, *, title: Texts, text: Texts, by: User, now: datetime
) -> ConsentDocument:
    """Set the words people agree to for a purpose. The caller commits.

    As long as nobody has agreed, the words in force change; after that a new version takes their place, and those who
    agreed to the old one have agreed to the old one.
    """
    versions = queries.versions_of(event.id, purpose)
    present = next((document for document in versions if document.is_in_force), None)
    if present is not None and (present.title, present.text) == (title, text):
        return present
    if present is not None and not queries.has_been_agreed_to(present):
        before, after = audit.change(present, {"title": title, "text": text})
        _record("change", present, event, by=by, now=now, before=before, after=after)
        return present
    if present is not None:
        present.is_in_force = False
        db.session.flush()
    written = ConsentDocument(
        uid=uuid.uuid4(),
        event_id=event.id,
        purpose=purpose,
        version=rules.next_version(now.astimezone(event.zone).date(), {one.version for one in versions}),
        position=list(Purpose).index(purpose),
        is_required=rules.is_required(purpose),
        title=title,
        text=text,
    )
    db.session.add(written)
    db.session.flush()
    _record("create", written, event, by=by, now=now, after={"purpose": purpose.value, "version": written.version})
    return written


def stop_asking(event: Event, document: ConsentDocument, *, by: User, now: datetime) -> None:
    """Let the form no longer ask for a consent. Raises MustBeAsked. The caller commits."""
    rules.may_stop_asking(document.purpose)
    if document.is_in_force:
        document.is_in_force = False
        _record("stop asking", document, event, by=by, now=now, after={"version": document.version})


def _record(verb: str, document: ConsentDocument, event: Event, *, by: User, now: datetime, **what: Any) -> None:
    who = f"user:{by.uid}"
    audit.record(verb, "consent document", document.uid, event_uid=event.uid, by=who, now=now, **what)
