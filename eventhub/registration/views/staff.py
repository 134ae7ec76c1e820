"""The team's list of registrations: looked through, exported, added to; one registration with its history."""

import uuid
from collections.abc import Iterator

from flask import Response, abort, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import begin_reading, db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.secrets import new_secret
from eventhub.registration import actions, permissions, queries, rules
from eventhub.registration.forms import ListForm, StaffForm
from eventhub.registration.models import Registration, RegistrationState
from eventhub.registration.pages import exporting, listing, one
from eventhub.registration.pages.filling import filling
from eventhub.registration.views.blueprint import DONE, bp, by_user, frame_of, offer_or_404


@bp.get("/manage/<slug>/registrations")
@for_team(*permissions.READERS)
def registrations(slug: str) -> ResponseReturnValue:
    """Show a page of the list, by conditions and order. Six statements, signing in included."""
    offer, page = offer_or_404(slug, with_drafts=True), listing.page_number(request.args.get("page"))
    form, order = ListForm(request.args), request.args.get("order", "name")
    form.offer_lists(offer)
    wanted = form.wanted(offer, order)
    figures = queries.figures(offer.event.id, wanted)
    offset = (page - 1) * listing.PER_PAGE
    shown = queries.page_of(offer.event.id, wanted, offset=offset, limit=listing.PER_PAGE)
    roles = roles_of(current_user, slug)
    return render_template(
        "registration/list.html",
        frame=frame_of(offer.event, clock.now()),
        event=offer.event,
        form=form,
        rows=listing.rows(offer, shown, queries.wishes_of([row.id for row in shown])),
        summary=listing.summary(offer, figures),
        found=listing.found_words(figures),
        chosen=listing.chosen(slug, form, wanted.order),
        heads=listing.heads(slug, form, wanted.order),
        pages=listing.pages(slug, form, figures, page, wanted.order),
        can_change=permissions.can_change(roles),
        export=listing.export_address(slug, form) if permissions.can_export(roles) else "",
        done=DONE.get(request.args.get("done", "")),
    )


@bp.get("/manage/<slug>/registrations.csv")
@for_team(*permissions.DESK)
def export(slug: str) -> ResponseReturnValue:
    """Send what matches as a file, while it is read; nobody who registers waits for it."""
    offer = offer_or_404(slug, with_drafts=True)
    form = ListForm(request.args)
    form.offer_lists(offer)
    rows = queries.stream(offer.event.id, form.wanted(offer, "number"))
    db.session.expunge(offer.event)  # what is sent after this view has ended needs it
    headers = {"Content-Disposition": f'attachment; filename="{slug}-registrations.csv"', "X-Accel-Buffering": "no"}
    lines = stream_with_context(_sent_while_read(exporting.csv_lines(offer, rows)))
    return Response(lines, mimetype="text/csv", headers=headers)


@bp.route("/manage/<slug>/registrations/new", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def add(slug: str) -> ResponseReturnValue:
    """Register somebody who asked by telephone or on paper."""
    offer = offer_or_404(slug, with_drafts=True)
    form = StaffForm(offer, request.form)
    if form.validate_on_submit():
        try:
            registration = actions.add_by_staff(offer.event, form.details(), by=by_user(), now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for(".show", slug=slug, uid=registration.uid, done="added"), 303)
    form.submission_key.data = form.submission_key.data or new_secret()
    page = render_template(
        "registration/new.html",
        frame=frame_of(offer.event, clock.now()),
        event=offer.event,
        form=form,
        filling=filling(form),
    )
    return page, status_of(form)


@bp.get("/manage/<slug>/registrations/<uuid:uid>")
@for_team(*permissions.READERS)
def show(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show one registration with all that belongs to it and what was done with it."""
    return _show(_registration_or_404(slug, uid))


@bp.route("/manage/<slug>/registrations/<uuid:uid>/cancellation", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def cancel_by_staff(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Ask, then cancel; whoever waits moves up."""
    registration, form = _registration_or_404(slug, uid), Form()
    if form.validate_on_submit():
        try:
            actions.cancel(registration, by=by_user(), now=clock.now())
        except Refusal as refusal:
            return _refused(registration, refusal)
        db.session.commit()
        return redirect(url_for(".show", slug=slug, uid=uid, done="cancelled"), 303)
    page = render_template(
        "registration/cancellation.html",
        frame=frame_of(registration.event, clock.now()),
        event=registration.event,
        registration=registration,
        form=form,
    )
    return page, status_of(form)


@bp.post("/manage/<slug>/registrations/<uuid:uid>/confirmation")
@for_team(*ORGANISERS)
def confirm(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Give somebody who waits a place out of turn."""
    registration = _registration_or_404(slug, uid)
    try:
        actions.confirm(registration.event, registration, by=by_user(), now=clock.now())
    except Refusal as refusal:
        return _refused(registration, refusal)
    db.session.commit()
    return redirect(url_for(".show", slug=slug, uid=uid, done="confirmed"), 303)


@bp.post("/manage/<slug>/registrations/reminders")
@for_team(*ORGANISERS)
def remind(slug: str) -> ResponseReturnValue:
    """Remind everybody with a place."""
    actions.remind(offer_or_404(slug, with_drafts=True).event, by=by_user(), now=clock.now())
    db.session.commit()
    return redirect(url_for(".registrations", slug=slug, done="reminded"), 303)


def _sent_while_read(lines: Iterator[str]) -> Iterator[str]:
    """Read in one transaction that only reads; the one of the view has ended when the first line is sent."""
    begin_reading()
    yield from lines


def _registration_or_404(slug: str, uid: uuid.UUID) -> Registration:
    return queries.find_registration(slug, uid) or abort(404)


def _refused(registration: Registration, refusal: Refusal) -> ResponseReturnValue:
    slug, uid = registration.event.slug, registration.uid
    db.session.rollback()
    return _show(_registration_or_404(slug, uid), str(refusal)), 422


def _show(registration: Registration, refusal: str = "") -> str:
    event = registration.event
    offer = offer_or_404(event.slug, with_drafts=True)
    entries = queries.history_of(registration.uid)
    users = queries.doers(entries)
    can_change = permissions.can_change(roles_of(current_user, event.slug))
    return render_template(
        "registration/one.html",
        frame=frame_of(event, clock.now()),
        event=event,
        registration=registration,
        state=one.state(registration),
        facts=one.facts(registration, queries.day_of(registration.id)),
        needs=one.needs(queries.needs_of(registration.id)),
        wishes=one.wishes(offer, queries.wishes_of([registration.id]).get(registration.id, [])),
        history=one.history(registration, entries, users),
        can_cancel=can_change and RegistrationState.CANCELLED in rules.STEPS[registration.state],
        can_confirm=can_change and registration.state is RegistrationState.WAITING,
        refusal=refusal,
        done=DONE.get(request.args.get("done", "")),
    )
