"""The desk on the day: people are found, ticked, sent off again; whoever is not on the list walks in."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.registration import actions, permissions, queries
from eventhub.registration.forms import DeskForm, WalkInForm
from eventhub.registration.models import Registration
from eventhub.registration.pages import desk as pages
from eventhub.registration.pages.filling import faults, municipalities
from eventhub.registration.views.blueprint import DONE, bp, by_user, frame_of, offer_or_404

MOST_FOUND = 30


@bp.get("/manage/<slug>/check-in")
@for_team(*permissions.DESK)
def check_in(slug: str) -> ResponseReturnValue:
    """Find people by name or number; without either, show who came last."""
    return _desk(slug)


@bp.post("/manage/<slug>/check-in/<uuid:uid>/arrival")
@for_team(*permissions.DESK)
def arrive(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Note that somebody has come."""
    try:
        actions.check_in(_registration_or_404(slug, uid), by=by_user(), now=clock.now())
    except Refusal as refusal:
        db.session.rollback()
        return _desk(slug, str(refusal)), 422
    return _done(slug, "arrived")


@bp.post("/manage/<slug>/check-in/<uuid:uid>/arrival/withdrawal")
@for_team(*permissions.DESK)
def undo_arrival(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Take a tick back."""
    actions.undo_check_in(_registration_or_404(slug, uid), by=by_user(), now=clock.now())
    return _done(slug, "undone")


@bp.post("/manage/<slug>/check-in/<uuid:uid>/departure")
@for_team(*permissions.DESK)
def leave(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Note that somebody has left."""
    try:
        actions.check_out(_registration_or_404(slug, uid), by=by_user(), now=clock.now())
    except Refusal as refusal:
        db.session.rollback()
        return _desk(slug, str(refusal)), 422
    return _done(slug, "left")


@bp.route("/manage/<slug>/check-in/walk-in", methods=["GET", "POST"])
@for_team(*permissions.DESK)
def walk_in(slug: str) -> ResponseReturnValue:
    """Register somebody who stands there, and let them in."""
    offer = offer_or_404(slug, with_drafts=True)
    form = WalkInForm(offer)
    if form.validate_on_submit():
        try:
            actions.add_walk_in(offer.event, form.details(), by=by_user(), now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return _done(slug, "walked-in")
    page = render_template(
        "registration/walk_in.html",
        frame=frame_of(offer.event, clock.now()),
        event=offer.event,
        form=form,
        faults=faults(form),
        municipalities=municipalities(form),
    )
    return page, status_of(form)


def _done(slug: str, what: str) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for(".check_in", slug=slug, done=what), 303)


def _desk(slug: str, refusal: str = "") -> str:
    offer, form = offer_or_404(slug, with_drafts=True), DeskForm(request.args)
    words = form.q.data or ""
    found = queries.at_the_desk(offer.event.id, words, MOST_FOUND)
    arrived = queries.count_arrived(offer.event.id)
    return render_template(
        "registration/desk.html",
        frame=frame_of(offer.event, clock.now()),
        event=offer.event,
        form=form,
        rows=pages.desk_rows(offer.event, found),
        is_search=bool(words),
        arrived=arrived,
        arrived_words=pages.counter_words(arrived, offer.places),
        refusal=refusal,
        done=DONE.get(request.args.get("done", "")),
    )


def _registration_or_404(slug: str, uid: uuid.UUID) -> Registration:
    return queries.find_registration(slug, uid) or abort(404)
