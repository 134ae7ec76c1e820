"""Pages on which rooms and items of the programme are made and described."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events import queries
from eventhub.events.actions import programme as actions
from eventhub.events.forms.programme import WIFI_WORDS, ItemForm, RoomForm
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404, preparing
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.i18n import lazy

bp = Blueprint("programme", __name__, url_prefix="/manage/<slug>")
DONE = {
    "added": lazy("The room has been added."),
    "saved": lazy("The room has been saved."),
    "removed": lazy("The room has been removed."),
}


@bp.route("/rooms/", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def rooms(slug: str) -> ResponseReturnValue:
    """List the rooms and add one more."""
    event = event_or_404(slug)
    form = RoomForm()
    if form.validate_on_submit():
        actions.add_room(event, form.details(), key=form.submission_key.data, by=current_user, now=clock.now())
        db.session.commit()
        return redirect(url_for(".rooms", slug=slug, done="added"), 303)
    page = render_template(
        "events/rooms.html",
        frame=preparing(event),
        event=event,
        rooms=queries.rooms_of(event.id),
        wifi_words=WIFI_WORDS,
        form=form,
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)


@bp.route("/rooms/<uuid:uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def room(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show what is said about a room, and change it."""
    event = event_or_404(slug)
    room = queries.find_room(event.id, uid) or abort(404)
    form = RoomForm(obj=room)
    if form.validate_on_submit():
        actions.change_room(event, room, form.details(), by=current_user, now=clock.now())
        db.session.commit()
        return redirect(url_for(".rooms", slug=slug, done="saved"), 303)
    page = render_template("events/room.html", frame=preparing(event), event=event, room=room, form=form)
    return page, status_of(form)


@bp.post("/rooms/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove_room(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a room in which nothing takes place."""
    event = event_or_404(slug)
    room = queries.find_room(event.id, uid) or abort(404)
    actions.remove_room(event, room, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".rooms", slug=slug, done="removed"), 303)


@bp.route("/programme/new", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def new_item(slug: str) -> ResponseReturnValue:
    """Add an item to the programme."""
    event = event_or_404(slug)
    form = ItemForm(event, queries.rooms_of(event.id))
    if form.validate_on_submit():
        try:
            key = form.submission_key.data
            actions.add_item(event, form.details(), key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for("preparation.programme", slug=slug, done="added"), 303)
    return _item_page(slug, form)


@bp.route("/programme/<uuid:uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def item(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show an item of the programme, and change it."""
    event = event_or_404(slug)
    item = queries.find_item(event.id, uid) or abort(404)
    form = ItemForm(event, queries.rooms_of(event.id), item)
    if form.validate_on_submit():
        try:
            actions.change_item(event, item, form.details(), seen=form.seen.data, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for("preparation.programme", slug=slug, done="saved"), 303)
    return _item_page(slug, form, uid)


@bp.post("/programme/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove_item(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove an item from a programme that nobody has seen yet."""
    event = event_or_404(slug)
    item = queries.find_item(event.id, uid) or abort(404)
    actions.remove_item(event, item, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for("preparation.programme", slug=slug, done="removed"), 303)


def _item_page(slug: str, form: Form, uid: uuid.UUID | None = None) -> ResponseReturnValue:
    event = event_or_404(slug)
    page = render_template("events/item.html", frame=preparing(event), event=event, form=form, uid=uid)
    return page, status_of(form)
