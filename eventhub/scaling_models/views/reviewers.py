"""The team's pages about reviewers: who they are and where they come from."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.queries import municipalities_of
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import address_of, event_or_404
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import language
from eventhub.scaling_models import actions, permissions
from eventhub.scaling_models.forms import ReviewerForm
from eventhub.scaling_models.models import Reviewer
from eventhub.scaling_models.queries import staff
from eventhub.scaling_models.views.blueprint import bp, done_words, frame_of


@bp.get("/manage/<slug>/reviewers")
@for_team(*permissions.READERS)
def reviewers(slug: str) -> ResponseReturnValue:
    """List the members who review, with how many models each has."""
    event = event_or_404(slug)
    return render_template(
        "scaling_models/reviewers.html",
        frame=frame_of(event, clock.now()),
        event=event,
        rows=staff.reviewer_rows(event.id),
        team=address_of("team.team", slug=slug),
        done=done_words(request.args.get("done")),
    )


@bp.route("/manage/<slug>/reviewers/<uuid:uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def reviewer(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Say where a reviewer comes from."""
    event = event_or_404(slug)
    membership, known = staff.find_reviewing_member(event.id, uid) or abort(404)
    municipalities = municipalities_of(event.id)
    form = ReviewerForm(municipalities, **_stored(known, event.main_language))
    if form.validate_on_submit():
        actions.describe_reviewer(event, membership, form.details(), by=current_user, now=clock.now())
        db.session.commit()
        return redirect(url_for(".reviewers", slug=slug, done="described"), 303)
    page = render_template(
        "scaling_models/reviewer.html",
        frame=frame_of(event, clock.now()),
        event=event,
        form=form,
        name=known.person.full_name if known else membership.user.name,
        municipalities=[one.municipality.name.words(language(), event.main_language) for one in municipalities],
    )
    return page, status_of(form)


def _stored(known: Reviewer | None, main: str) -> dict[str, object]:
    if known is None:
        return {}
    municipality = staff.find_municipality(known.municipality_id)
    return {
        "organisation": known.organisation_name,
        "municipality": municipality.name.words(language(), main) if municipality else "",
        "is_municipal": known.is_municipal,
    }
