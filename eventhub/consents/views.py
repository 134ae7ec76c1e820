"""Pages on which the texts of consents are written."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.consents import actions, letters, pages, queries
from eventhub.consents.forms import DocumentForm
from eventhub.consents.letters import TITLES
from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.events.models import Event
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404, preparing
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import lazy

bp = Blueprint("consents", __name__, url_prefix="/manage/<slug>/consents")
DONE = {
    "offered": lazy("The texts are ready. Read them once before people do."),
    "saved": lazy("The text has been saved."),
    "stopped": lazy("The form no longer asks for this consent."),
}


@bp.get("/")
@for_team(*ORGANISERS)
def documents(slug: str) -> ResponseReturnValue:
    """List the five purposes and the words in force for each."""
    event = event_or_404(slug)
    rows = pages.purpose_rows(event)
    return render_template(
        "consents/documents.html",
        frame=preparing(event),
        event=event,
        rows=rows,
        are_missing=any(row.document is None for row in rows),
        done=DONE.get(request.args.get("done", "")),
    )


@bp.post("/offered")
@for_team(*ORGANISERS)
def offer(slug: str) -> ResponseReturnValue:
    """Take the offered words for every purpose that has none."""
    event = event_or_404(slug)
    actions.offer_texts(event, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".documents", slug=slug, done="offered"), 303)


@bp.route("/<purpose>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def document(slug: str, purpose: str) -> ResponseReturnValue:
    """Show the words for a purpose, and change them; once somebody agreed, the change is a new version."""
    event, meant = event_or_404(slug), _purpose_or_404(purpose)
    present = _in_force(event, meant)
    form = DocumentForm(obj=present) if present else DocumentForm(data=_offered(event, meant))
    if form.validate_on_submit():
        title, text = form.title.data, form.text.data
        actions.write_document(event, meant, title=title, text=text, by=current_user, now=clock.now())
        db.session.commit()
        return redirect(url_for(".documents", slug=slug, done="saved"), 303)
    page = render_template(
        "consents/document.html",
        frame=preparing(event),
        event=event,
        heading=TITLES[meant],
        form=form,
        is_agreed_to=present is not None and queries.has_been_agreed_to(present),
    )
    return page, status_of(form)


@bp.post("/<purpose>/end")
@for_team(*ORGANISERS)
def stop(slug: str, purpose: str) -> ResponseReturnValue:
    """Let the form no longer ask for a consent."""
    event = event_or_404(slug)
    present = _in_force(event, _purpose_or_404(purpose)) or abort(404)
    actions.stop_asking(event, present, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".documents", slug=slug, done="stopped"), 303)


def _purpose_or_404(name: str) -> Purpose:
    return Purpose(name) if name in set(Purpose) else abort(404)


def _in_force(event: Event, purpose: Purpose) -> ConsentDocument | None:
    found = (one for one in queries.documents(event.id) if one.is_in_force and one.purpose is purpose)
    return next(found, None)


def _offered(event: Event, purpose: Purpose) -> dict[str, object]:
    return {"title": letters.offered_title(purpose), "text": letters.offered_text(purpose, event)}
