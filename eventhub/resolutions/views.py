"""The page on which recommendations become the decisions of the hall."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.events.models import Event, TeamRole
from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS, Step
from eventhub.events.views import event_or_404, staff_frame
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.i18n import lazy
from eventhub.ground.page_frame import StaffFrame
from eventhub.outcomes.models import Decision
from eventhub.resolutions import actions, pages, queries
from eventhub.resolutions.forms import DecisionForm, MergeForm, ReopeningForm, WordingForm, vote_form, wording_form
from eventhub.resolutions.queries import Decided

bp = Blueprint("resolutions", __name__, url_prefix="/manage/<slug>/resolution")
READERS = (*ORGANISERS, TeamRole.VIEWER)
STEPS = {"up": -1, "down": 1}
DONE = {
    "written": lazy("The texts have been saved."),
    "merged": lazy("The recommendations are part of a decision. Write it the way the hall says it."),
    "added": lazy("The decision has been added."),
    "saved": lazy("The decision has been saved."),
    "moved": lazy("The decision has been moved."),
    "removed": lazy("The decision has been removed; its recommendations can go into another."),
    "dropped": lazy("The recommendation is no source of this decision any more."),
    "adopted": lazy("The resolution is adopted and part of the outcomes."),
    "reopened": lazy("The resolution is a draft again; until it is adopted anew, readers do not see it."),
}


@bp.get("")
@for_team(*READERS)
def resolution(slug: str) -> ResponseReturnValue:
    """Show the resolution and what the groups recommend."""
    return _page(event_or_404(slug))


@bp.post("/wording")
@for_team(*ORGANISERS)
def write(slug: str) -> ResponseReturnValue:
    """Write the texts round the decisions."""
    event = event_or_404(slug)
    form = WordingForm()
    if form.validate_on_submit():
        try:
            actions.write(event, form.details(), seen=form.seen.data, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".resolution", slug=slug, done="written"))
    return _page(event, wording=form)


@bp.post("/decisions")
@for_team(*ORGANISERS)
def merge(slug: str) -> ResponseReturnValue:
    """Make a decision of recommendations, or add them to one."""
    event = event_or_404(slug)
    decisions = _decisions(event)
    form = MergeForm(decisions, queries.proposed(event.id))
    if form.validate_on_submit():
        into, key = form.decision(decisions), form.submission_key.data
        try:
            made = actions.merge(event, form.uids(), into=into, key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".decision", slug=slug, uid=made.uid, done="merged"))
    return _page(event, merging=form)


@bp.route("/decisions/new", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def new(slug: str) -> ResponseReturnValue:
    """Add a decision that comes from the hall itself."""
    event = event_or_404(slug)
    form = DecisionForm()
    if form.validate_on_submit():
        try:
            key = form.submission_key.data
            actions.add_decision(event, form.details(), key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".resolution", slug=slug, done="added"))
    page = render_template("resolutions/new.html", frame=_frame(event), event=event, form=form)
    return page, status_of(form)


@bp.route("/decisions/<uuid:uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def decision(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show a decision with its sources, and write it anew."""
    event = event_or_404(slug)
    decided = next((each for each in _decisions(event) if each.row.uid == uid), None) or abort(404)
    form = DecisionForm(obj=decided.row)
    if form.validate_on_submit():
        try:
            actions.change_decision(event, decided.row, form.details(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".resolution", slug=slug, done="saved"))
    page = render_template(
        "resolutions/decision.html",
        frame=_frame(event),
        event=event,
        decision=decided.row,
        form=form,
        sources=pages.source_rows(event, decided),
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)


@bp.post("/decisions/<uuid:uid>/place")
@for_team(*ORGANISERS)
def move(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Move a decision up or down."""
    event, found = _decision_or_404(slug, uid)
    step = STEPS.get(request.form.get("step", "")) or abort(400)
    actions.move(event, found, step, by=current_user, now=clock.now())
    return _done(url_for(".resolution", slug=slug, done="moved", _anchor="decisions"))


@bp.post("/decisions/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a decision."""
    event, found = _decision_or_404(slug, uid)
    actions.remove_decision(event, found, by=current_user, now=clock.now())
    return _done(url_for(".resolution", slug=slug, done="removed"))


@bp.post("/decisions/<uuid:uid>/sources/<uuid:source>/removal")
@for_team(*ORGANISERS)
def drop_source(slug: str, uid: uuid.UUID, source: uuid.UUID) -> ResponseReturnValue:
    """Take a recommendation out of a decision."""
    event, found = _decision_or_404(slug, uid)
    actions.drop_source(event, found, source, by=current_user, now=clock.now())
    return _done(url_for(".decision", slug=slug, uid=uid, done="dropped"))


@bp.post("/adoption")
@for_team(*ORGANISERS)
def adopt(slug: str) -> ResponseReturnValue:
    """Say that the hall has adopted the resolution."""
    event = event_or_404(slug)
    form = vote_form(None)
    if form.validate_on_submit():
        try:
            actions.adopt(event, form.details(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".resolution", slug=slug, done="adopted"))
    return _page(event, vote=form)


@bp.post("/reopening")
@for_team(*ORGANISERS)
def reopen(slug: str) -> ResponseReturnValue:
    """Make an adopted resolution a draft again."""
    event = event_or_404(slug)
    form = ReopeningForm()
    if form.validate_on_submit():
        try:
            actions.reopen(event, form.reason.data, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".resolution", slug=slug, done="reopened"))
    return _page(event, reopening=form)


def _decisions(event: Event) -> list[Decided]:
    known = queries.find_resolution(event.id)
    return queries.decisions_of(known.id) if known else []


def _decision_or_404(slug: str, uid: uuid.UUID) -> tuple[Event, Decision]:
    event = event_or_404(slug)
    return event, queries.find_decision(event.id, uid) or abort(404)


def _done(address: str) -> Response:
    db.session.commit()
    return redirect(address, 303)


def _frame(event: Event) -> StaffFrame:
    return staff_frame(current_user, event, now=clock.now(), here=Step.CONCLUDE)


def _page(event: Event, **sent: Form) -> ResponseReturnValue:
    known = queries.find_resolution(event.id)
    decisions = queries.decisions_of(known.id) if known else []
    proposed, drafted = queries.proposed(event.id), pages.drafted(event)
    forms: dict[str, Form] = {
        "wording": sent.get("wording") or wording_form(known, drafted),
        "merging": sent.get("merging") or MergeForm(decisions, proposed),
        "vote": sent.get("vote") or vote_form(known),
        "reopening": sent.get("reopening") or ReopeningForm(formdata=None),
    }
    page = render_template(
        "resolutions/resolution.html",
        frame=_frame(event),
        event=event,
        standing=pages.standing(event, known),
        resolution=known,
        decisions=pages.decision_rows(event, decisions),
        categories=pages.categories(event, proposed, decisions),
        drafted=drafted,
        may_change=bool(roles_of(current_user, event.slug) & set(ORGANISERS)),
        done=DONE.get(request.args.get("done", "")),
        **forms,
    )
    return page, 422 if sent else 200
