"""The coordinator's own page, behind the personal link, to say how far each milestone is."""

import uuid

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.ground import clock
from eventhub.ground.access import for_link, opened
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.networks import queries
from eventhub.networks.actions import milestones as actions
from eventhub.networks.forms import ProgressForm, field_of, progress_form
from eventhub.networks.pages import whole
from eventhub.networks.queries import OpenedPlan
from eventhub.networks.views.blueprint import commit_and_go, done_words
from eventhub.networks.views.blueprint import public_bp as bp
from eventhub.networks.views.public import frame_of, public_viewing


@bp.get("/c/<token>")
@for_link("coordinator")
def coordinator(slug: str, token: str) -> ResponseReturnValue:
    """Show the road map to its coordinator, with a form for each milestone."""
    return _page(opened(OpenedPlan), token)


@bp.post("/c/<token>/<uuid:milestone_uid>")
@for_link("coordinator")
def report(slug: str, token: str, milestone_uid: uuid.UUID) -> ResponseReturnValue:
    """Write down how far a milestone is."""
    plan = opened(OpenedPlan)
    milestone = queries.find_milestone(plan.road_map.id, milestone_uid)
    if milestone is None or milestone.withdrawn_at is not None:
        abort(404)
    form = progress_form(milestone)
    if form.validate_on_submit():
        try:
            details, seen = form.progress(), form.seen.data
            actions.report_progress(plan.event, plan.road_map, milestone, details, seen=seen, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, field_of(refusal))
        else:
            return commit_and_go(url_for(".coordinator", slug=slug, token=token, done="reported"))
    return _page(plan, token, milestone_uid, form), status_of(form)


def _page(plan: OpenedPlan, token: str, tried: uuid.UUID | None = None, form: ProgressForm | None = None) -> str:
    viewing = public_viewing(plan.event)
    return render_template(
        "networks/coordinator.html",
        frame=frame_of(viewing),
        event=plan.event,
        token=token,
        tried=str(tried) if tried else "",
        tried_form=form,
        done=done_words(request.args.get("done")),
        **whole.coordinator_values(plan.road_map, viewing, tried, form),
    )
