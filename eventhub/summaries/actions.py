"""What happens to the outcome: its text is edited, it is published, its documents are asked for and kept."""

from collections.abc import Iterable
from datetime import datetime

from eventhub.accounts.models import User
from eventhub.events.models import Event
from eventhub.events.rules import is_up_to_date
from eventhub.ground import audit, files, work
from eventhub.ground.db import db
from eventhub.ground.work import Work
from eventhub.registration.actions.leaving import tell_outcomes
from eventhub.summaries import queries, rules
from eventhub.summaries.models import OutcomeSection, PublishedDocument
from eventhub.summaries.rules import Section

OUTCOMES = "outcomes"
"""The kind of document that the outcome is."""
MAKE_DOCUMENT = "summaries.make_document"


def publish(event: Event, langs: Iterable[str], *, by: User, now: datetime) -> list[Work]:
    """Let everybody read the outcome, ask for its documents, and tell everybody with a place. The caller commits.

    Published again, it asks for documents once more; the day of publication stays, and nobody is told twice.
    Raises NotPublicYet or NotBegunYet.
    """
    rules.may_be_published(event, now)
    who, is_first = f"user:{by.uid}", event.outcomes_published_at is None
    if is_first:
        event.outcomes_published_at = now
        tell_outcomes(event, by=who, now=now)
    audit.record("publish outcomes", "event", event.uid, event_uid=event.uid, by=who, now=now)
    return publish_documents(event, langs, now=now, by=who)


def edit_section(
    event: Event, lang: str, draft: Section, text: str, *, seen: int | None, by: User, now: datetime
) -> None:
    """Keep what somebody wrote in place of a draft; a text that says what the draft says is no edit.

    seen: the version that the page showed, 0 for a draft. Raises ChangedMeanwhile. The caller commits.
    """
    known = queries.edits_of(event.id, lang).get(draft.key)
    is_up_to_date(known.version if known else 0, seen)
    if not text or text == rules.written(draft):
        take_draft(event, lang, draft.key, by=by, now=now)
        return
    before = known.edited if known else rules.written(draft)
    if known is None:
        known = OutcomeSection(event_id=event.id, lang=lang, key=draft.key, version=0)
        db.session.add(known)
    known.edited, known.edited_at = text, now
    _base_on(known, draft)
    _record("edit", event, lang, draft.key, before, text, by=by, now=now)


def take_draft(event: Event, lang: str, key: str, *, by: User, now: datetime) -> None:
    """Let a section draft itself again. The caller commits."""
    known = queries.edits_of(event.id, lang).get(key)
    if known is not None:
        _record("take the draft of", event, lang, key, known.edited, None, by=by, now=now)
        db.session.delete(known)


def keep_edit(event: Event, lang: str, draft: Section, *, by: User, now: datetime) -> None:
    """Say that an edited section holds with the figures of today: the mark goes. The caller commits."""
    known = queries.edits_of(event.id, lang).get(draft.key)
    if known is not None:
        _base_on(known, draft)
        _record("keep", event, lang, draft.key, None, known.edited, by=by, now=now)


def _base_on(section: OutcomeSection, draft: Section) -> None:
    section.drafted, section.fingerprint = rules.written(draft), draft.fingerprint
    section.version += 1


def _record(
    verb: str, event: Event, lang: str, key: str, before: str | None, after: str | None, *, by: User, now: datetime
) -> None:
    name = f"{lang} {key}"
    audit.record(
        f"{verb} a section",
        "event",
        event.uid,
        event_uid=event.uid,
        by=f"user:{by.uid}",
        now=now,
        before=None if before is None else {name: before},
        after=None if after is None else {name: after},
    )


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
