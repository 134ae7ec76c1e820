"""The team's pages on which milestones are planned."""

import uuid

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.rules import ORGANISERS
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.networks import queries
from eventhub.networks.actions import milestones as actions
from eventhub.networks.forms import MilestoneForm, field_of
from eventhub.networks.models import Milestone, RoadMap
from eventhub.networks.pages import whole
from eventhub.networks.views.blueprint import bp, commit_and_go, frame_of, milestone_or_404, plan_or_404


@bp.route("/<uuid:uid>/milestones/new", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def new_milestone(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Add a milestone."""
    event, road_map = plan_or_404(slug, uid)
    form = _form(event, road_map)
    if form.validate_on_submit():
        try:
            key = form.submission_key.data
            actions.add_milestone(event, road_map, form.details(), key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, field_of(refusal))
        else:
            return commit_and_go(url_for(".community", slug=slug, uid=uid, done="added", _anchor="milestones"))
    return _page(event, road_map, form), status_of(form)


@bp.route("/<uuid:uid>/milestones/<uuid:milestone_uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def milestone(slug: str, uid: uuid.UUID, milestone_uid: uuid.UUID) -> ResponseReturnValue:
    """Show a milestone, and change what is planned and how far it is."""
    event, road_map = plan_or_404(slug, uid)
    found = milestone_or_404(road_map, milestone_uid)
    form = _form(event, road_map, found)
    if form.validate_on_submit():
        try:
            seen, by = form.seen.data, current_user
            actions.change_milestone(event, road_map, found, form.details(), seen=seen, by=by, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, field_of(refusal))
        else:
            return commit_and_go(url_for(".community", slug=slug, uid=uid, done="saved", _anchor="milestones"))
    return _page(event, road_map, form, found), status_of(form)


@bp.post("/<uuid:uid>/milestones/<uuid:milestone_uid>/withdrawal")
@for_team(*ORGANISERS)
def withdraw_milestone(slug: str, uid: uuid.UUID, milestone_uid: uuid.UUID) -> ResponseReturnValue:
    """Withdraw a milestone."""
    event, road_map = plan_or_404(slug, uid)
    found = milestone_or_404(road_map, milestone_uid)
    actions.withdraw_milestone(event, found, by=current_user, now=clock.now())
    return commit_and_go(url_for(".community", slug=slug, uid=uid, done="withdrawn"))


@bp.post("/<uuid:uid>/milestones/<uuid:milestone_uid>/restoration")
@for_team(*ORGANISERS)
def restore_milestone(slug: str, uid: uuid.UUID, milestone_uid: uuid.UUID) -> ResponseReturnValue:
    """Let a withdrawn milestone count again."""
    event, road_map = plan_or_404(slug, uid)
    found = milestone_or_404(road_map, milestone_uid)
    actions.restore_milestone(event, found, by=current_user, now=clock.now())
    return commit_and_go(url_for(".community", slug=slug, uid=uid, done="restored"))


@bp.post("/<uuid:uid>/milestones/<uuid:milestone_uid>/place")
@for_team(*ORGANISERS)
def move_milestone(slug: str, uid: uuid.UUID, milestone_uid: uuid.UUID) -> ResponseReturnValue:
    """Move a milestone one place up or down."""
    event, road_map = plan_or_404(slug, uid)
    found = milestone_or_404(road_map, milestone_uid)
    is_up = request.form.get("way") == "up"
    actions.move_milestone(event, found, up=is_up, by=current_user, now=clock.now())
    return commit_and_go(url_for(".community", slug=slug, uid=uid, _anchor="milestones"))


def _form(event: Event, road_map: RoadMap, milestone: Milestone | None = None) -> MilestoneForm:
    group_id = road_map.community.focus_group_id
    people = queries.people_of(event.id, [group_id] if group_id else None).get(group_id or 0, [])
    needed = [needs for waiting, needs in queries.dependencies(road_map.id) if milestone and waiting == milestone.id]
    return MilestoneForm(event, people, queries.milestones_of(road_map.id), milestone, needed)


def _page(event: Event, road_map: RoadMap, form: MilestoneForm, milestone: Milestone | None = None) -> str:
    return render_template(
        "networks/milestone.html",
        frame=frame_of(event),
        event=event,
        uid=road_map.uid,
        name=whole.name_of(event, road_map),
        milestone=milestone,
        form=form,
    )
