"""The page on which the team of an event is invited and seen off."""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events import queries
from eventhub.events.actions import team as actions
from eventhub.events.forms.team import TeamForm
from eventhub.events.models import Event, Membership
from eventhub.events.pages.team import team_rows
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404, preparing
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import lazy

bp = Blueprint("team", __name__, url_prefix="/manage/<slug>/team")
DONE = {
    "invited": lazy("The invitation has been sent."),
    "removed": lazy("The role has been taken away."),
}


@bp.route("/", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def team(slug: str) -> ResponseReturnValue:
    """List the team and invite one more."""
    event, held = event_or_404(slug), queries.roles_of(current_user, slug)
    form = TeamForm(held)
    if form.validate_on_submit():
        try:
            actions.invite(event, *form.details(), held=held, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for(".team", slug=slug, done="invited"), 303)
    page = render_template(
        "events/team.html",
        frame=preparing(event),
        event=event,
        rows=team_rows(event, queries.team_of(event.id), held),
        form=form,
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)


@bp.post("/<uuid:uid>/invitation")
@for_team(*ORGANISERS)
def invite_again(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Send a member the letter of invitation once more."""
    event, member = _member_or_404(slug, uid)
    actions.invite_again(event, member, by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".team", slug=slug, done="invited"), 303)


@bp.post("/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Take a role away from a member."""
    event, member = _member_or_404(slug, uid)
    actions.remove(event, member, held=queries.roles_of(current_user, slug), by=current_user, now=clock.now())
    db.session.commit()
    return redirect(url_for(".team", slug=slug, done="removed"), 303)


def _member_or_404(slug: str, uid: uuid.UUID) -> tuple[Event, Membership]:
    event = event_or_404(slug)
    return event, queries.find_member(event.id, uid) or abort(404)
