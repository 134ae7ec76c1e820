"""The board: an allocation looked at, changed by hand, published, compared, put away."""

import uuid

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.allocation import actions, permissions, queries
from eventhub.allocation.forms import LockForm, MoveForm, VersionForm
from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.board import board as laid_out
from eventhub.allocation.pages.board import chosen_allocation
from eventhub.allocation.pages.comparing import comparison as compared
from eventhub.allocation.views.blueprint import DONE, bp, by_user, done, draft_or_404, may_change, shown
from eventhub.allocation.views.making import prepare
from eventhub.events.models import Event
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404
from eventhub.focus_groups import queries as focus_groups
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form
from eventhub.registration.models import Registration


@bp.get("")
@for_team(*permissions.READERS)
def allocation(slug: str) -> ResponseReturnValue:
    """Show the latest allocation; before there is one, what is known before the press."""
    event = event_or_404(slug)
    return _board(event, None) or prepare(event)


@bp.get("/<int:number>")
@for_team(*permissions.READERS)
def board(slug: str, number: int) -> ResponseReturnValue:
    """Show one allocation."""
    return _board(event_or_404(slug), number) or abort(404)


@bp.get("/comparison")
@for_team(*permissions.READERS)
def comparison(slug: str) -> ResponseReturnValue:
    """Show the drafts side by side."""
    event = event_or_404(slug)
    return shown("comparison", event, clock.now(), **compared(event, queries.allocations_of(event.id)))


@bp.post("/<int:number>/people/<uuid:uid>/group")
@for_team(*ORGANISERS)
def move(slug: str, number: int, uid: uuid.UUID) -> ResponseReturnValue:
    """Move a person, or exchange two."""
    event, draft, person = _person_or_404(slug, number, uid)
    form = MoveForm()
    target = form.details()
    group = focus_groups.find_group(event.id, target.group_number)
    other = queries.find_seat(event.id, target.other) if target.other else None
    if not form.validate_on_submit() or group is None or (target.other and other is None):
        return _refused(event, draft, form, uid)
    try:
        actions.move(event, draft, person, group, other, seen=form.seen, by=by_user(), now=clock.now())
    except Refusal as refusal:
        return _refused(event, draft, form, uid, refusal)
    return done(url_for(".board", slug=slug, number=number, person=uid, done="moved", _anchor="move"))


@bp.post("/<int:number>/people/<uuid:uid>/lock")
@for_team(*ORGANISERS)
def lock(slug: str, number: int, uid: uuid.UUID) -> ResponseReturnValue:
    """Lock a person in the group, or unlock."""
    event, draft, person = _person_or_404(slug, number, uid)
    form = LockForm()
    place = queries.find_place(draft, person) or abort(404)
    is_locked = form.details()
    try:
        actions.lock(event, draft, place, is_locked, seen=form.seen, by=by_user(), now=clock.now())
    except Refusal as refusal:
        return _refused(event, draft, form, uid, refusal)
    word = "locked" if is_locked else "unlocked"
    return done(url_for(".board", slug=slug, number=number, person=uid, done=word, _anchor="move"))


@bp.post("/<int:number>/last-move/removal")
@for_team(*ORGANISERS)
def undo(slug: str, number: int) -> ResponseReturnValue:
    """Take the last move back."""
    event = event_or_404(slug)
    draft, form = draft_or_404(event, number), VersionForm()
    try:
        actions.undo(event, draft, seen=form.seen, by=by_user(), now=clock.now())
    except Refusal as refusal:
        return _refused(event, draft, form, None, refusal)
    return done(url_for(".board", slug=slug, number=number, done="undone"))


@bp.post("/<int:number>/publication")
@for_team(*ORGANISERS)
def publish(slug: str, number: int) -> ResponseReturnValue:
    """Tell everybody."""
    event = event_or_404(slug)
    draft, form = draft_or_404(event, number), VersionForm()
    try:
        actions.publish(event, draft, seen=form.seen, by=by_user(), now=clock.now())
    except Refusal as refusal:
        return _refused(event, draft, form, None, refusal)
    return done(url_for(".board", slug=slug, number=number, done="published"))


@bp.post("/<int:number>/copies")
@for_team(*ORGANISERS)
def copy(slug: str, number: int) -> ResponseReturnValue:
    """Make a draft that begins as this allocation stands."""
    event = event_or_404(slug)
    made = actions.draft_from(event, draft_or_404(event, number), by=by_user(), now=clock.now())
    return done(url_for(".board", slug=slug, number=made.number, done="copied"))


@bp.post("/<int:number>/removal")
@for_team(*ORGANISERS)
def discard(slug: str, number: int) -> ResponseReturnValue:
    """Put a draft away."""
    event = event_or_404(slug)
    draft = draft_or_404(event, number)
    try:
        actions.discard(event, draft, by=by_user(), now=clock.now())
    except Refusal as refusal:
        return _refused(event, draft, VersionForm(), None, refusal)
    return done(url_for(".allocation", slug=slug, done="discarded"))


def _person_or_404(slug: str, number: int, uid: uuid.UUID) -> tuple[Event, Allocation, Registration]:
    event = event_or_404(slug)
    return event, draft_or_404(event, number), queries.find_seat(event.id, uid) or abort(404)


def _refused(
    event: Event, draft: Allocation, form: Form, person: uuid.UUID | None, refusal: Refusal | None = None
) -> ResponseReturnValue:
    """Show the draft as it stands now, with the reason why nothing was changed."""
    number = draft.number
    db.session.rollback()
    words = str(refusal) if refusal else " ".join(str(error) for errors in form.errors.values() for error in errors)
    return (_board(event, number, person, words) or abort(404)), 422


def _board(event: Event, number: int | None, person: uuid.UUID | None = None, refusal: str = "") -> str | None:
    known = queries.allocations_of(event.id)
    found = chosen_allocation(known, number)
    if found is None:
        return None
    person = person or request.args.get("person", type=uuid.UUID)
    page = laid_out(event, known, found, person, can_change=may_change(event.slug))
    done_words = "" if refusal else DONE.get(request.args.get("done", ""))
    return shown("board", event, clock.now(), refusal=refusal, done=done_words, **page)
