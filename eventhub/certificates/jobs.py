"""Certificates issued and printed in the background: rows first, then the sheets that read otherwise than printed."""

import uuid
from collections.abc import Iterator

from eventhub.certificates import actions, pages, queries
from eventhub.certificates.actions import Printed
from eventhub.certificates.models import CertificateRule
from eventhub.certificates.pages import Sheet
from eventhub.events.models import Event
from eventhub.ground import clock, working
from eventhub.ground.db import db, writing
from eventhub.ground.i18n import lazy
from eventhub.ground.logs import log
from eventhub.ground.printing.order import CERTIFICATE
from eventhub.ground.printing.press import PrintingFailed, make_pdfs
from eventhub.ground.working import Result, Task

AT_ONCE = 25
"""Sheets that one child of the press sets: few enough to show progress, enough to pay for its start."""
COUNTING = lazy("Counting attendance")
PRINTING = lazy("Printing certificates")


@working.kind(actions.ISSUE)
def issue(task: Task) -> Result:
    """Issue what is due and print what reads otherwise than it was printed; done again it prints nothing."""
    event = queries.find_event(uuid.UUID(task.arguments["event"]))
    rule = queries.find_rule(event.id) if event else None
    if event is None or rule is None:
        return None
    task.progress(0, 1, COUNTING)
    with writing():
        count = actions.issue(event, rule, by=task.asked_by, now=clock.now())
        db.session.commit()
    sheets = list(_to_print(event, rule))
    for start in range(0, len(sheets), AT_ONCE):
        task.progress(start, len(sheets), PRINTING)
        printed = _print(sheets[start : start + AT_ONCE])
        with writing():
            actions.keep_printed(printed, now=clock.now())
            db.session.commit()
    task.progress(len(sheets) or 1, len(sheets) or 1, PRINTING)
    return {"issued": count, "printed": len(sheets)}


def _to_print(event: Event, rule: CertificateRule) -> Iterator[Sheet]:
    people = queries.people(event.id, queries.day_of(event.id), queries.terms_of(rule))
    groups = queries.groups_of(event.id)
    worked = {person.registration.id: person.groups for person in people}
    for certificate in queries.in_force(event.id):
        own = [group for key, group in groups.items() if key in worked.get(certificate.registration_id, ())]
        sheet = pages.sheet(event, certificate, own, rule.number_prefix)
        if sheet.content_hash != certificate.content_hash or certificate.file_id is None:
            yield sheet


def _print(sheets: list[Sheet]) -> list[Printed]:
    """Make the PDFs in one child of the press. Raises PrintingFailed."""
    try:
        pdfs = make_pdfs([sheet.manuscript for sheet in sheets], styles=CERTIFICATE)
    except PrintingFailed as failure:
        log.error("certificates not printed", kind=type(failure).__name__, details=failure.details)
        raise
    return [Printed(sheet.id, sheet.content_hash, pdf, sheet.name) for sheet, pdf in zip(sheets, pdfs, strict=True)]
