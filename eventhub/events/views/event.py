"""Pages on which projects and events are made and described."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.accounts.permissions import can_create_events
from eventhub.events import queries
from eventhub.events.actions import event as actions
from eventhub.events.forms.event import NewEventForm, ProjectForm, event_form
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404, preparing, staff_frame
from eventhub.ground import clock
from eventhub.ground.access import for_signed_in, for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import lazy

bp = Blueprint("events", __name__, url_prefix="/manage")
DONE = {"made": lazy("The project has been made."), "saved": lazy("The project has been saved.")}


@bp.route("/projects/", methods=["GET", "POST"])
@for_signed_in
def projects() -> ResponseReturnValue:
    """List the projects and make one more; for those who may create events."""
    _maker_or_404()
    form = ProjectForm()
    if form.validate_on_submit():
        try:
            actions.create_project(form.details(), key=form.submission_key.data, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, "slug")
        else:
            db.session.commit()
            return redirect(url_for(".projects", done="made"), 303)
    page = render_template(
        "events/projects.html",
        frame=staff_frame(current_user, now=clock.now()),
        projects=queries.projects(),
        form=form,
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)


@bp.route("/projects/<project_slug>", methods=["GET", "POST"])
@for_signed_in
def project(project_slug: str) -> ResponseReturnValue:
    """Show what is said about a project, and change it."""
    _maker_or_404()
    project = queries.find_project(project_slug) or abort(404)
    form = ProjectForm(obj=project)
    if form.validate_on_submit():
        try:
            actions.change_project(project, form.details(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, "slug")
        else:
            db.session.commit()
            return redirect(url_for(".projects", done="saved"), 303)
    frame = staff_frame(current_user, now=clock.now())
    return render_template("events/project.html", frame=frame, form=form), status_of(form)


@bp.route("/events/new", methods=["GET", "POST"])
@for_signed_in
def new() -> ResponseReturnValue:
    """Make an event as a draft."""
    _maker_or_404()
    form = NewEventForm(list(queries.projects()))
    if form.validate_on_submit():
        try:
            key = form.submission_key.data
            event = actions.create_event(form.details(), key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for("preparation.prepare", slug=event.slug, done="made"), 303)
    frame = staff_frame(current_user, now=clock.now())
    return render_template("events/new.html", frame=frame, form=form), status_of(form)


@bp.route("/<slug>/event", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def edit(slug: str) -> ResponseReturnValue:
    """Show what is said about an event, and change it; the button Preview shows the description and changes nothing."""
    event = event_or_404(slug)
    form = event_form(event, list(queries.projects()))
    is_preview = "preview" in request.form
    if form.validate_on_submit() and not is_preview:
        try:
            actions.change_event(event, form.details(), seen=form.seen.data, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for("preparation.prepare", slug=event.slug, done="event"), 303)
    frame = preparing(event_or_404(slug))
    page = render_template("events/edit.html", frame=frame, form=form, slug=slug, is_preview=is_preview)
    return page, 200 if is_preview and not form.errors else status_of(form)


def _maker_or_404() -> None:
    if not can_create_events(current_user):
        abort(404)
