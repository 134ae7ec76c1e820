"""The recording page of a group, by account and by the link of its tablet: two doors to the same steps."""

from flask import Blueprint, abort, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from eventhub.events.models import TeamRole
from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS
from eventhub.events.rules import Step as EventStep
from eventhub.events.views import event_or_404, staff_frame
from eventhub.ground import clock
from eventhub.ground.access import for_link, for_team, opened
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy
from eventhub.ground.printing.codes import qr
from eventhub.outcomes import queries
from eventhub.outcomes.actions import operating, signing
from eventhub.outcomes.forms import ReasonForm, changes
from eventhub.outcomes.pages import content
from eventhub.outcomes.pages.content import LINK_KIND
from eventhub.outcomes.pages.steps import Door, Room, fingerprint, frame, next_step, room_of, step_before
from eventhub.outcomes.permissions import can_record_everywhere, can_reopen
from eventhub.outcomes.rules.recording import STEP_WORDS, Result, Seat, Step

bp = Blueprint("recording", __name__)
RECORDERS = (*ORGANISERS, TeamRole.FACILITATOR, TeamRole.SECRETARY)
BY_ACCOUNT = "/manage/<slug>/groups/<int:number>/record"
BY_LINK = "/e/<slug>/g/<token>"
STEP = f"<any({', '.join(Step)}):step>"
DONE = {"link": lazy("The group has a new link; the old one is dead."), "signed": lazy("The record is signed.")}


@bp.get(f"{BY_ACCOUNT}/")
@for_team(*RECORDERS)
def start(slug: str, number: int) -> ResponseReturnValue:
    """Lead to the first step, or to what is left to do with a record that is under way."""
    return _start(*_by_account(slug, number))


@bp.get(f"{BY_ACCOUNT}/{STEP}")
@for_team(*RECORDERS)
def step(slug: str, number: int, step: str) -> ResponseReturnValue:
    """Show one step of the recording."""
    return _step(*_by_account(slug, number), Step(step))


@bp.post(f"{BY_ACCOUNT}/operations")
@for_team(*RECORDERS)
def operations(slug: str, number: int) -> ResponseReturnValue:
    """Take one operation, or a few, and answer each; sent again, it answers the same."""
    return _take(_by_account(slug, number)[0])


@bp.post(f"{BY_ACCOUNT}/signature")
@for_team(*RECORDERS)
def signature(slug: str, number: int) -> ResponseReturnValue:
    """Sign the record."""
    return _sign(*_by_account(slug, number))


@bp.post(f"{BY_ACCOUNT}/reopening")
@for_team(*RECORDERS)
def reopening(slug: str, number: int) -> ResponseReturnValue:
    """Open a signed record again, with a reason."""
    seat, door = _by_account(slug, number)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(room_of(seat, door), Step.FINISH, form=form), 422
    signing.reopen(seat, form.details(), now=clock.now())
    db.session.commit()
    return redirect(door.address("step", step=Step.FINISH), 303)


@bp.get(f"{BY_LINK}/")
@for_link(LINK_KIND)
def link_start(slug: str, token: str) -> ResponseReturnValue:
    """Lead the tablet of a group to the first step."""
    return _start(*_by_link(slug, token))


@bp.get(f"{BY_LINK}/{STEP}")
@for_link(LINK_KIND)
def link_step(slug: str, token: str, step: str) -> ResponseReturnValue:
    """Show one step of the recording on the tablet of a group."""
    return _step(*_by_link(slug, token), Step(step))


@bp.post(f"{BY_LINK}/operations")
@for_link(LINK_KIND)
def link_operations(slug: str, token: str) -> ResponseReturnValue:
    """Take operations from the tablet of a group."""
    return _take(_by_link(slug, token)[0])


@bp.post(f"{BY_LINK}/signature")
@for_link(LINK_KIND)
def link_signature(slug: str, token: str) -> ResponseReturnValue:
    """Sign the record on the tablet of a group."""
    return _sign(*_by_link(slug, token))


@bp.get("/manage/<slug>/groups/<int:number>/tablet")
@for_team(*RECORDERS)
def tablet(slug: str, number: int) -> ResponseReturnValue:
    """Show the link that a tablet opens without an account."""
    seat, door = _by_account(slug, number)
    link = content.link_of(seat)
    return render_template(
        "outcomes/tablet.html",
        frame=staff_frame(current_user, seat.event, now=clock.now(), here=EventStep.DISCUSS),
        event=seat.event,
        group=seat.group,
        link=link,
        code=qr(link, size="100%", title=link),
        record_address=door.address("start"),
        done=DONE.get(request.args.get("done", "")),
    )


@bp.post("/manage/<slug>/groups/<int:number>/tablet")
@for_team(*RECORDERS)
def renew_link(slug: str, number: int) -> ResponseReturnValue:
    """Give the tablet a new link; whoever has an older one is out."""
    seat, door = _by_account(slug, number)
    signing.renew_link(seat, now=clock.now())
    db.session.commit()
    return redirect(door.address("tablet", done="link"), 303)


@bp.get("/manage/<slug>/records/")
@for_team(*ORGANISERS, TeamRole.VIEWER)
def records(slug: str) -> ResponseReturnValue:
    """List the groups with what each has recorded; for organisers."""
    event = event_or_404(slug)
    return render_template(
        "outcomes/records.html",
        frame=staff_frame(current_user, event, now=clock.now(), here=EventStep.DISCUSS),
        event=event,
        rows=content.record_rows(event),
        may_record=can_record_everywhere(roles_of(current_user, slug)),
    )


def _by_account(slug: str, number: int) -> tuple[Seat, Door]:
    seat = queries.find_seat(current_user, slug, number) or abort(404)
    return seat, Door("", {"slug": slug, "number": number})


def _by_link(slug: str, token: str) -> tuple[Seat, Door]:
    return opened(Seat), Door("link_", {"slug": slug, "token": token})


def _start(seat: Seat, door: Door) -> ResponseReturnValue:
    record = queries.find_record(seat.group.id)
    return redirect(door.address("step", step=Step.GUIDE if record is None else Step.ATTENDANCE))


def _step(seat: Seat, door: Door, here: Step) -> ResponseReturnValue:
    room = room_of(seat, door)
    tag = fingerprint(room, here)
    if request.if_none_match.contains_weak(tag):
        return "", 304, {"ETag": f'"{tag}"'}
    response = make_response(_page(room, here, tag=tag))
    response.set_etag(tag)
    return response


def _page(room: Room, here: Step, *, tag: str = "", **more: object) -> str:
    ways = {name: _way(room, step) for name, step in (("before", step_before(here)), ("after", next_step(here)))}
    return render_template(
        f"outcomes/recording/{here}.html",
        frame=frame(room, here),
        event=room.seat.event,
        group=room.seat.group,
        room=room,
        tag=tag or fingerprint(room, here),
        operations=room.door.address("operations"),
        signature=room.door.address("signature"),
        reopening=room.door.address("reopening") if can_reopen(room.seat) else "",
        here=room.door.address("step", step=here),
        title=STEP_WORDS[here],
        signed=content.signed_words(room),
        **ways,
        **{**content.CONTENTS[here](room), **more},
    )


def _way(room: Room, step: Step | None) -> tuple[str, object] | None:
    return (room.door.address("step", step=step), STEP_WORDS[step]) if step else None


def _take(seat: Seat) -> ResponseReturnValue:
    try:
        answers = operating.take(seat, changes(request.get_json(silent=True)), now=clock.now())
        db.session.commit()
    except Refusal as refusal:
        return jsonify(answers=[], words=str(refusal)), 400
    except IntegrityError:  # another device was first by a moment: asked again, the answer is ready
        db.session.rollback()
        return jsonify(answers=[]), 503, {"Retry-After": "1"}
    is_refused = all(answer["result"] == Result.REFUSED for answer in answers)
    return jsonify(answers=answers), 422 if is_refused else 200


def _sign(seat: Seat, door: Door) -> ResponseReturnValue:
    try:
        signing.sign(seat, now=clock.now())
    except Refusal as refusal:
        return _page(room_of(seat, door), Step.FINISH, refusal=str(refusal)), 422
    db.session.commit()
    return redirect(door.address("step", step=Step.FINISH), 303)
