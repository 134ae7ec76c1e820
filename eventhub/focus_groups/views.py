"""Pages on which focus groups are made, described, given times and people."""

import uuid
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.events.models import Event, TeamRole
from eventhub.events.queries import roles_of, rooms_of
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404, preparing
from eventhub.focus_groups import pages, queries
from eventhub.focus_groups.actions import describing, leading, meeting
from eventhub.focus_groups.forms import GroupForm, LeaderForm, MeetingForm, MeetingsForm, QuestionForm
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.i18n import lazy

bp = Blueprint("focus_groups", __name__, url_prefix="/manage/<slug>/focus-groups")
DONE = {
    "added": lazy("The group has been added."),
    "saved": lazy("The group has been saved."),
    "removed": lazy("The group has been removed."),
    "arranged": lazy("The meetings stand in the programme."),
    "invited": lazy("The group has its leader; the letter is on its way."),
}
LEADERS = {"facilitator": TeamRole.FACILITATOR, "secretary": TeamRole.SECRETARY}


@bp.get("/")
@for_team(*ORGANISERS)
def groups(slug: str) -> ResponseReturnValue:
    """List the groups with what each lacks."""
    event = event_or_404(slug)
    return _list_page(event, MeetingsForm(event))


@bp.post("/meetings")
@for_team(*ORGANISERS)
def arrange(slug: str) -> ResponseReturnValue:
    """Let every group without this part meet at the same time."""
    event = event_or_404(slug)
    form = MeetingsForm(event)
    if form.validate_on_submit():
        try:
            meeting.arrange_meetings(event, *form.details(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".groups", slug=slug, done="arranged"))
    return _list_page(event, form)


@bp.route("/new", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def new(slug: str) -> ResponseReturnValue:
    """Add a group."""
    event = event_or_404(slug)
    form = GroupForm(event, rooms_of(event.id))
    if form.validate_on_submit():
        try:
            key = form.submission_key.data
            group = describing.add_group(event, form.details(), key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".group", slug=slug, number=group.number, done="added"))
    page = render_template("focus_groups/new.html", frame=preparing(event), event=event, form=form)
    return page, status_of(form)


@bp.route("/<int:number>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def group(slug: str, number: int) -> ResponseReturnValue:
    """Show a group with its guide, meetings and leaders, and change what is said about it."""
    event, group = _group_or_404(slug, number)
    form = GroupForm(event, rooms_of(event.id), group)
    if form.validate_on_submit():
        try:
            seen = form.seen.data
            describing.change_group(event, group, form.details(), seen=seen, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".group", slug=slug, number=number, done="saved"))
    return _page(event, group, form=form)


@bp.post("/<int:number>/removal")
@for_team(*ORGANISERS)
def remove(slug: str, number: int) -> ResponseReturnValue:
    """Remove a group from a draft."""
    event, group = _group_or_404(slug, number)
    describing.remove_group(event, group, by=current_user, now=clock.now())
    return _done(url_for(".groups", slug=slug, done="removed"))


@bp.post("/<int:number>/questions")
@for_team(*ORGANISERS)
def add_question(slug: str, number: int) -> ResponseReturnValue:
    """Add a question to the guide."""
    event, group = _group_or_404(slug, number)
    form = QuestionForm()
    if not form.validate_on_submit():
        return _page(event, group, question_form=form)
    key = form.submission_key.data
    describing.add_question(event, group, form.details(), key=key, by=current_user, now=clock.now())
    return _done(url_for(".group", slug=slug, number=number, _anchor="guide"))


@bp.route("/<int:number>/questions/<uuid:uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def question(slug: str, number: int, uid: uuid.UUID) -> ResponseReturnValue:
    """Show a question of the guide, and change it."""
    event, group = _group_or_404(slug, number)
    question = queries.find_question(group.id, uid) or abort(404)
    form = QuestionForm(obj=question)
    if form.validate_on_submit():
        describing.change_question(event, group, question, form.details(), by=current_user, now=clock.now())
        return _done(url_for(".group", slug=slug, number=number, _anchor="guide"))
    values = {"frame": preparing(event), "event": event, "group": group, "question": question, "form": form}
    return render_template("focus_groups/question.html", **values), status_of(form)


@bp.post("/<int:number>/questions/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove_question(slug: str, number: int, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a question from the guide."""
    event, group = _group_or_404(slug, number)
    question = queries.find_question(group.id, uid) or abort(404)
    describing.remove_question(event, group, question, by=current_user, now=clock.now())
    return _done(url_for(".group", slug=slug, number=number, _anchor="guide"))


@bp.post("/<int:number>/meetings")
@for_team(*ORGANISERS)
def meet(slug: str, number: int) -> ResponseReturnValue:
    """Let the group meet in an item of the programme."""
    event, group = _group_or_404(slug, number)
    form = MeetingForm(event, queries.items_to_meet_in(event.id))
    if form.validate_on_submit():
        try:
            meeting.meet(event, group, *form.details(), by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".group", slug=slug, number=number, _anchor="meetings"))
    return _page(event, group, meeting_form=form)


@bp.post("/<int:number>/meetings/<int:part>/removal")
@for_team(*ORGANISERS)
def part_ways(slug: str, number: int, part: int) -> ResponseReturnValue:
    """Let the group no longer meet in a part."""
    event, group = _group_or_404(slug, number)
    meeting.part_ways(event, group, part, by=current_user, now=clock.now())
    return _done(url_for(".group", slug=slug, number=number, _anchor="meetings"))


@bp.post("/<int:number>/leaders")
@for_team(*ORGANISERS)
def appoint(slug: str, number: int) -> ResponseReturnValue:
    """Invite a facilitator or a secretary for the group."""
    event, group = _group_or_404(slug, number)
    form, held = LeaderForm(), roles_of(current_user, slug)
    if form.validate_on_submit():
        try:
            who = form.invitee()
            leading.appoint(event, group, form.team_role(), who, held=held, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(url_for(".group", slug=slug, number=number, done="invited", _anchor="leaders"))
    return _page(event, group, leader_form=form)


@bp.post("/<int:number>/leaders/<role>/removal")
@for_team(*ORGANISERS)
def dismiss(slug: str, number: int, role: str) -> ResponseReturnValue:
    """Let nobody have this part in the group."""
    event, group = _group_or_404(slug, number)
    part = LEADERS.get(role) or abort(404)
    held = roles_of(current_user, slug)
    leading.dismiss(event, group, part, held=held, by=current_user, now=clock.now())
    return _done(url_for(".group", slug=slug, number=number, _anchor="leaders"))


def _done(address: str) -> Response:
    db.session.commit()
    return redirect(address, 303)


def _group_or_404(slug: str, number: int) -> tuple[Event, FocusGroup]:
    event = event_or_404(slug)
    return event, queries.find_group(event.id, number) or abort(404)


def _list_page(event: Event, form: Form) -> ResponseReturnValue:
    page = render_template(
        "focus_groups/groups.html",
        frame=preparing(event),
        event=event,
        rows=pages.group_rows(event),
        form=form,
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)


def _page(event: Event, group: FocusGroup, **failed: Form) -> ResponseReturnValue:
    forms: dict[str, Any] = {
        "form": lambda: GroupForm(event, rooms_of(event.id), group, formdata=None),
        "question_form": lambda: QuestionForm(formdata=None),
        "meeting_form": lambda: MeetingForm(event, queries.items_to_meet_in(event.id), formdata=None),
        "leader_form": lambda: LeaderForm(formdata=None),
    }
    page = render_template(
        "focus_groups/group.html",
        frame=preparing(event),
        event=event,
        group=group,
        questions=queries.questions_of([group.id]).get(group.id, []),
        meetings=pages.meeting_rows(event, group),
        leaders=pages.leaders(event, group),
        done=DONE.get(request.args.get("done", "")),
        **{name: failed.get(name) or make() for name, make in forms.items()},
    )
    return page, status_of(next(iter(failed.values())))
