"""The team's pages on which communities are made and described."""

import uuid

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.queries import municipalities_of, roles_of
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.networks import queries
from eventhub.networks.actions import communities as actions
from eventhub.networks.forms import CommunityForm, NewCommunityForm
from eventhub.networks.models import RoadMap
from eventhub.networks.pages import whole
from eventhub.networks.permissions import READERS, can_change_communities
from eventhub.networks.views.blueprint import bp, commit_and_go, done_words, frame_of, plan_or_404, team_viewing


@bp.get("/")
@for_team(*READERS)
def communities(slug: str) -> ResponseReturnValue:
    """List the communities with their road maps and lateness, and the groups none has grown out of yet."""
    event = event_or_404(slug)
    return _list_page(event)


@bp.post("/from/<uuid:group_uid>")
@for_team(*ORGANISERS)
def make(slug: str, group_uid: uuid.UUID) -> ResponseReturnValue:
    """Let a community grow out of a group."""
    event = event_or_404(slug)
    group = queries.find_group(event.id, group_uid) or abort(404)
    form = NewCommunityForm(queries.people_of(event.id, [group.id]).get(group.id, []))
    if not form.validate_on_submit():
        return _list_page(event, group.id, form)
    road_map = actions.make_community(event, group, form.person(), by=current_user, now=clock.now())
    return commit_and_go(url_for(".community", slug=slug, uid=road_map.uid, done="made"))


@bp.get("/<uuid:uid>")
@for_team(*READERS)
def community(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show a community with its road map, its link and what was reported."""
    return _community_page(*plan_or_404(slug, uid))


@bp.route("/<uuid:uid>/edit", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def edit(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Change what is said about a community and its road map."""
    event, road_map = plan_or_404(slug, uid)
    form = _form(event, road_map)
    if form.validate_on_submit():
        try:
            seen = form.seen.data
            actions.change_community(event, road_map, form.details(), seen=seen, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return commit_and_go(url_for(".community", slug=slug, uid=uid, done="saved"))
    page = render_template(
        "networks/edit.html",
        frame=frame_of(event),
        event=event,
        uid=uid,
        name=whole.name_of(event, road_map),
        form=form,
    )
    return page, status_of(form)


@bp.post("/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a community nothing was reported of."""
    event, road_map = plan_or_404(slug, uid)
    try:
        actions.remove_community(event, road_map, by=current_user, now=clock.now())
    except Refusal as refusal:
        return _community_page(event, road_map, str(refusal)), 422
    return commit_and_go(url_for(".communities", slug=slug, done="removed"))


@bp.post("/<uuid:uid>/link")
@for_team(*ORGANISERS)
def send_link(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Send the coordinator the personal link."""
    event, road_map = plan_or_404(slug, uid)
    try:
        actions.send_link(event, road_map, by=current_user, now=clock.now())
    except Refusal as refusal:
        return _community_page(event, road_map, str(refusal)), 422
    return commit_and_go(url_for(".community", slug=slug, uid=uid, done="sent", _anchor="link"))


@bp.post("/<uuid:uid>/link/revocation")
@for_team(*ORGANISERS)
def revoke_link(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Close every link sent so far."""
    event, road_map = plan_or_404(slug, uid)
    actions.revoke_link(event, road_map, by=current_user, now=clock.now())
    return commit_and_go(url_for(".community", slug=slug, uid=uid, done="revoked", _anchor="link"))


def _list_page(event: Event, tried: int = 0, form: Form | None = None) -> ResponseReturnValue:
    page = render_template(
        "networks/communities.html",
        frame=frame_of(event),
        event=event,
        can_change=can_change_communities(roles_of(current_user, event.slug)),
        done=done_words(request.args.get("done")),
        **whole.list_values(team_viewing(event), tried, form),
    )
    return page, status_of(form) if form else 200


def _community_page(event: Event, road_map: RoadMap, refused: str = "") -> str:
    if refused:
        db.session.rollback()
    return render_template(
        "networks/community.html",
        frame=frame_of(event),
        event=event,
        can_change=can_change_communities(roles_of(current_user, event.slug)),
        done=done_words(request.args.get("done")),
        refused=refused,
        **whole.community_values(road_map, team_viewing(event), at_report=whole.is_at_report()),
    )


def _form(event: Event, road_map: RoadMap) -> CommunityForm:
    group_id = road_map.community.focus_group_id
    people = queries.people_of(event.id, [group_id] if group_id else None).get(group_id or 0, [])
    offered = [listed.municipality for listed in municipalities_of(event.id)]
    return CommunityForm(event, road_map, people, offered, queries.municipalities_of(road_map.community_id))
