"""Pages of the two lists of an event: municipalities and role categories, chosen, added, or taken from a table."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.forms.lists import UploadForm
from eventhub.events.models import Event
from eventhub.events.pages import lists as pages
from eventhub.events.pages.lists import KINDS, ListKind
from eventhub.events.pages.table import TablePreview, preview
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404, preparing
from eventhub.ground import clock, sheets
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.i18n import lazy, lazy_plural

bp = Blueprint("lists", __name__, url_prefix="/manage/<slug>")
ADDED = lazy_plural("%(count)s entry has been added.", "%(count)s entries have been added.")
REMOVED = lazy("The entry has been taken off the list.")
MUNICIPALITIES, ROLES = {"kind": "municipalities"}, {"kind": "roles"}


@bp.get("/municipalities/", defaults=MUNICIPALITIES)
@bp.get("/roles/", defaults=ROLES)
@for_team(*ORGANISERS)
def show(slug: str, kind: str) -> ResponseReturnValue:
    """Show the list, and what the installation's list offers besides."""
    return _page(event_or_404(slug), KINDS[kind], KINDS[kind].form())


@bp.post("/municipalities/chosen", defaults=MUNICIPALITIES)
@bp.post("/roles/chosen", defaults=ROLES)
@for_team(*ORGANISERS)
def choose(slug: str, kind: str) -> ResponseReturnValue:
    """Put what was ticked on the list."""
    event, words = event_or_404(slug), request.form.get("q", "")
    chosen = pages.chosen_ids(KINDS[kind], event, request.form.getlist("chosen"), words)
    count = KINDS[kind].put(event, chosen, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".show", slug=slug, kind=kind, q=words or None, added=count), 303)


@bp.post("/municipalities/new", defaults=MUNICIPALITIES)
@bp.post("/roles/new", defaults=ROLES)
@for_team(*ORGANISERS)
def add(slug: str, kind: str) -> ResponseReturnValue:
    """Put an entry on the list that the installation does not know yet; one that it knows is found again."""
    event, form = event_or_404(slug), KINDS[kind].form()
    if not form.validate_on_submit():
        return _page(event, KINDS[kind], form)
    details = [form.details(event.main_language)]
    count = KINDS[kind].take_over(event, details, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".show", slug=slug, kind=kind, added=count), 303)


@bp.post("/municipalities/<uuid:uid>/removal", defaults=MUNICIPALITIES)
@bp.post("/roles/<uuid:uid>/removal", defaults=ROLES)
@for_team(*ORGANISERS)
def remove(slug: str, kind: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Take an entry off the list of the event; the installation keeps it."""
    event = event_or_404(slug)
    entry = pages.find_entry(KINDS[kind], event, uid) or abort(404)
    KINDS[kind].remove(event, entry.id, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".show", slug=slug, kind=kind, removed=1), 303)


@bp.get("/municipalities/template.csv", defaults=MUNICIPALITIES)
@bp.get("/roles/template.csv", defaults=ROLES)
@for_team(*ORGANISERS)
def template(slug: str, kind: str) -> ResponseReturnValue:
    """Hand out a table to fill in."""
    event_or_404(slug)
    content = sheets.template(KINDS[kind].columns, KINDS[kind].example)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.csv"'}
    return Response(content, mimetype="text/csv", headers=headers)


@bp.route("/municipalities/import", methods=["GET", "POST"], defaults=MUNICIPALITIES)
@bp.route("/roles/import", methods=["GET", "POST"], defaults=ROLES)
@for_team(*ORGANISERS)
def take_over(slug: str, kind: str) -> ResponseReturnValue:
    """Take entries from a table: choose the file, look at what it means, take over what is right."""
    event, form = event_or_404(slug), UploadForm()
    shown: TablePreview | None = None
    if form.validate_on_submit():
        try:
            shown = _read(form, KINDS[kind], event)
        except Refusal as refusal:
            form.refuse(refusal, "file")
    if shown and "take" in request.form:
        details = [row.details for row in shown.good]
        count = KINDS[kind].take_over(event, details, by=current_user, now=clock.now())
        db.session.commit()
        return redirect(url_for(".show", slug=slug, kind=kind, added=count), 303)
    values = {"frame": preparing(event), "event": event, "kind": KINDS[kind], "form": form, "shown": shown}
    return render_template("events/take_over.html", **values), 200 if shown else status_of(form)


def _read(form: UploadForm, kind: ListKind, event: Event) -> TablePreview:
    matched: Mapping[str, str] = {}
    if form.file.data:
        sheet = sheets.read_sheet(form.file.data.read(sheets.MOST_BYTES + 1))
    elif form.sheet.data:
        sheet, matched = sheets.from_text(form.sheet.data), request.form
    else:
        raise sheets.NoFile
    form.sheet.data = sheets.to_text(sheet)
    return preview(kind, sheet, matched, event.main_language)


def _page(event: Event, kind: ListKind, form: Form) -> ResponseReturnValue:
    words = request.values.get("q", "")
    added = request.args.get("added", type=int)
    done = ADDED.spoken(count=added) if added is not None else REMOVED if "removed" in request.args else ""
    page = render_template(
        "events/list.html",
        frame=preparing(event),
        event=event,
        kind=kind,
        listed=pages.rows(event, kind.listed(event)),
        offered=pages.rows(event, kind.offered(event, words)),
        searched=words,
        form=form,
        done=str(done),
    )
    return page, status_of(form)
