"""What happens to the published outcome: its documents are asked for, and kept once they are made."""

from collections.abc import Iterable
from datetime import datetime

from eventhub.events.models import Event
from eventhub.ground import files, work
from eventhub.ground.db import db
from eventhub.ground.work import Work
from eventhub.summaries import queries
from eventhub.summaries.models import PublishedDocument

OUTCOMES = "outcomes"
"""The kind of document that the outcome is."""
MAKE_DOCUMENT = "summaries.make_document"


def publish_documents(event: Event, langs: Iterable[str], *, now: datetime, by: str = "") -> list[Work]:
    """Ask for the outcome document in these languages. The caller commits; a worker makes them afterwards.

    by: who asked, as in the audit log. Asking again is harmless: the same content makes no new file.
    """
    about = f"event:{event.uid}"
    return [
        work.put(MAKE_DOCUMENT, about=about, arguments={"event": str(event.uid), "lang": lang}, asked_by=by, now=now)
        for lang in langs
    ]


def keep_document(
    event: Event, lang: str, content_hash: str, pdf: bytes, name: str, *, now: datetime
) -> PublishedDocument:
    """Keep a document that was made; from now on it is the one served. The caller commits."""
    document = PublishedDocument(
        event_id=event.id,
        kind=OUTCOMES,
        lang=lang,
        content_hash=content_hash,
        file=files.store(pdf, "application/pdf", name, now=now),
        made_at=now,
    )
    db.session.add(document)
    return document


def serve_again(event: Event, lang: str, content_hash: str, *, now: datetime) -> PublishedDocument | None:
    """Serve a document again that was made from the same content before; nothing when there is none."""
    known = queries.find_same_document(event.id, OUTCOMES, lang, content_hash)
    if known is not None:
        known.made_at = now
    return known
