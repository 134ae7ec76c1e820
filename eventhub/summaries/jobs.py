"""The outcome document, made in the background: read, laid out and typeset outside of any writing transaction."""

import uuid
from datetime import datetime

from eventhub.events.models import Event
from eventhub.ground import clock, working
from eventhub.ground.db import db, writing
from eventhub.ground.i18n import lazy, speaking
from eventhub.ground.logs import log
from eventhub.ground.printing.press import PrintingFailed, make_pdf
from eventhub.ground.working import Result, Task
from eventhub.summaries import actions, letters, queries
from eventhub.summaries.pages import document
from eventhub.summaries.pages.document import Manuscript

STEPS = 3
READING = lazy("Reading the records")
SETTING = lazy("Setting the document")


@working.kind(actions.MAKE_DOCUMENT)
def make_document(task: Task) -> Result:
    """Make the outcome document of an event in one language. Nothing is printed when the same content was."""
    event = queries.find_event(uuid.UUID(task.arguments["event"]))
    lang, now = str(task.arguments["lang"]), clock.now()
    if event is None or event.outcomes_published_at is None:
        return None
    task.progress(0, STEPS, READING)
    manuscript = write(event, lang, now)
    with writing():
        known = actions.serve_again(event, lang, manuscript.content_hash, now=now)
        db.session.commit()
    if known is not None:
        return {"is_new": False}
    task.progress(1, STEPS, SETTING)
    pdf = set_in_type(manuscript)
    with writing():
        actions.keep_document(event, lang, manuscript.content_hash, pdf, manuscript.file_name, now=clock.now())
        db.session.commit()
    return {"is_new": True}


def write(event: Event, lang: str, now: datetime) -> Manuscript:
    """Write the document of an event as a manuscript for the press."""
    with speaking(lang):
        content = queries.content(event, now)
        sections = queries.with_edits(event.id, lang, letters.drafts(content))
        return document.manuscript(content, sections)


def set_in_type(manuscript: Manuscript) -> bytes:
    """Make the PDF. Raises PrintingFailed."""
    try:
        return make_pdf(manuscript.html, moment=manuscript.moment)
    except PrintingFailed as failure:
        log.error("document not printed", kind=type(failure).__name__, details=failure.details)
        raise
