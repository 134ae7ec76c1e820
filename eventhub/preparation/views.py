"""The pages of preparation: all that is prepared, the programme, its speakers, the way of the event, its copy."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.accounts.permissions import can_create_events
from eventhub.events.actions import programme as speaking
from eventhub.events.models import AgendaItem, Event, TeamRole
from eventhub.events.queries import find_item, roles_of
from eventhub.events.rules import ORGANISERS, STATE_WORDS
from eventhub.events.views import event_or_404, preparing
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.i18n import lazy
from eventhub.preparation import actions, queries
from eventhub.preparation.forms import CancellationForm, SpeakerForm, copy_form
from eventhub.preparation.pages.programme import item_rows, speaker_rows
from eventhub.preparation.pages.whole import lacks_of, whole

bp = Blueprint("preparation", __name__, url_prefix="/manage/<slug>")
DONE = {
    "made": lazy("The event has been made. The list says what it still lacks."),
    "copied": lazy("The event has been made from the other one. Look through its dates and texts."),
    "event": lazy("What is said about the event has been saved."),
    "published": lazy("The event is published; everybody can see its page."),
    "cancelled": lazy("The event is cancelled. Whoever had registered gets a letter."),
    "finished": lazy("The event is finished."),
    "archived": lazy("The event is in the archive; its pages stay where they are."),
    "added": lazy("The item stands in the programme."),
    "saved": lazy("The item has been saved."),
    "removed": lazy("The item has been removed."),
    "speaker": lazy("The speakers have been saved."),
}
READERS = (*ORGANISERS, TeamRole.REGISTRAR, TeamRole.VIEWER)


@bp.get("/prepare")
@for_team(*READERS)
def prepare(slug: str) -> ResponseReturnValue:
    """Show all that is prepared and what is missing; a viewer sees it without the buttons."""
    event = event_or_404(slug)
    return render_template(
        "preparation/prepare.html",
        frame=preparing(event),
        event=event,
        state=STATE_WORDS[event.state],
        whole=whole(event, clock.now()),
        may_change=bool(roles_of(current_user, slug) & set(ORGANISERS)),
        may_copy=can_create_events(current_user),
        done=DONE.get(request.args.get("done", "")),
    )


@bp.post("/publication")
@for_team(*ORGANISERS)
def publish(slug: str) -> ResponseReturnValue:
    """Let everybody see the event."""
    event, now = event_or_404(slug), clock.now()
    actions.publish(event, lacks_of(event, now), by=current_user, now=now)
    return _done(url_for(".prepare", slug=slug, done="published"))


@bp.route("/cancellation", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def cancel(slug: str) -> ResponseReturnValue:
    """Ask why the event will not take place, then say so to everybody."""
    event = event_or_404(slug)
    form = CancellationForm()
    if form.validate_on_submit():
        try:
            actions.cancel(event, form.reason.data, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".prepare", slug=slug, done="cancelled"))
    page = render_template("preparation/cancel.html", frame=preparing(event), event=event, form=form)
    return page, status_of(form)


@bp.post("/end")
@for_team(*ORGANISERS)
def finish(slug: str) -> ResponseReturnValue:
    """Say that the event has taken place."""
    actions.finish(event_or_404(slug), by=current_user, now=clock.now())
    return _done(url_for(".prepare", slug=slug, done="finished"))


@bp.post("/archive")
@for_team(*ORGANISERS)
def archive(slug: str) -> ResponseReturnValue:
    """Put the event away."""
    actions.archive(event_or_404(slug), by=current_user, now=clock.now())
    return _done(url_for(".prepare", slug=slug, done="archived"))


@bp.route("/copy", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def copy(slug: str) -> ResponseReturnValue:
    """Make the next event from this one; for those who may create events."""
    event = event_or_404(slug)
    if not can_create_events(current_user):
        abort(404)
    form = copy_form(event)
    if form.validate_on_submit():
        try:
            key = form.submission_key.data
            made = actions.copy_event(event, form.details(), key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".prepare", slug=made.slug, done="copied"))
    page = render_template("preparation/copy.html", frame=preparing(event_or_404(slug)), event=event, form=form)
    return page, status_of(form)


@bp.get("/programme/")
@for_team(*READERS)
def programme(slug: str) -> ResponseReturnValue:
    """Show the programme with its warnings."""
    event = event_or_404(slug)
    return render_template(
        "preparation/programme.html",
        frame=preparing(event),
        event=event,
        days=item_rows(event),
        may_change=bool(roles_of(current_user, slug) & set(ORGANISERS)),
        done=DONE.get(request.args.get("done", "")),
    )


@bp.route("/programme/<uuid:uid>/speakers", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def speakers(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show who speaks in an item, look for one more among the people of the event, or add a new person."""
    event, item = _item_or_404(slug, uid)
    form = SpeakerForm()
    if form.validate_on_submit():
        actions.add_new_speaker(event, item, form.invitee(), by=current_user, now=clock.now())
        return _done(url_for(".speakers", slug=slug, uid=uid, done="speaker"))
    return _speakers_page(event, item, form)


@bp.post("/programme/<uuid:uid>/speakers/<uuid:person_uid>")
@for_team(*ORGANISERS)
def add_speaker(slug: str, uid: uuid.UUID, person_uid: uuid.UUID) -> ResponseReturnValue:
    """Let somebody whom the event knows speak in an item."""
    event, item = _item_or_404(slug, uid)
    person = queries.find_person_of_event(event.id, person_uid) or abort(404)
    speaking.add_speaker(event, item, person.id, by=current_user, now=clock.now())
    return _done(url_for(".speakers", slug=slug, uid=uid, done="speaker"))


@bp.post("/programme/<uuid:uid>/speakers/<uuid:person_uid>/removal")
@for_team(*ORGANISERS)
def remove_speaker(slug: str, uid: uuid.UUID, person_uid: uuid.UUID) -> ResponseReturnValue:
    """Let somebody no longer speak in an item."""
    event, item = _item_or_404(slug, uid)
    person = queries.find_person_of_event(event.id, person_uid) or abort(404)
    speaking.remove_speaker(event, item, person.id, by=current_user, now=clock.now())
    return _done(url_for(".speakers", slug=slug, uid=uid, done="speaker"))


@bp.post("/programme/<uuid:uid>/speakers/<uuid:person_uid>/consent")
@for_team(*ORGANISERS)
def speaker_agrees(slug: str, uid: uuid.UUID, person_uid: uuid.UUID) -> ResponseReturnValue:
    """Note that a speaker has agreed on paper to be named."""
    event, _item = _item_or_404(slug, uid)
    person = queries.find_person_of_event(event.id, person_uid) or abort(404)
    actions.note_paper_consent(event, person, by=current_user, now=clock.now())
    return _done(url_for(".speakers", slug=slug, uid=uid, done="speaker"))


def _done(address: str) -> Response:
    db.session.commit()
    return redirect(address, 303)


def _item_or_404(slug: str, uid: uuid.UUID) -> tuple[Event, AgendaItem]:
    event = event_or_404(slug)
    return event, find_item(event.id, uid) or abort(404)


def _speakers_page(event: Event, item: AgendaItem, form: Form) -> ResponseReturnValue:
    words = request.args.get("q", "")
    page = render_template(
        "preparation/speakers.html",
        frame=preparing(event),
        event=event,
        item=item,
        rows=speaker_rows(event, item),
        searched=words,
        found=queries.search_persons(event.id, words),
        form=form,
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)
