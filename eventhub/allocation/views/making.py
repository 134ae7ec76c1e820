"""Before the press and after it: options, rules, the search with its progress."""

import uuid
from collections.abc import Sequence

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.allocation import actions, permissions, queries
from eventhub.allocation.forms import OptionsForm, RuleForm
from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.preparing import preparation as laid_out
from eventhub.allocation.pages.progress import progress
from eventhub.allocation.pages.wording import name_of_draft, short_title
from eventhub.allocation.rules.judging import is_made
from eventhub.allocation.rules.options import Options, stored_options
from eventhub.allocation.views.blueprint import DONE, bp, by_user, done, may_change, shown
from eventhub.events.models import Event
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404
from eventhub.focus_groups import queries as focus_groups
from eventhub.ground import clock, work
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.ground.work import WorkState


@bp.get("/new")
@for_team(*permissions.READERS)
def preparation(slug: str) -> ResponseReturnValue:
    """Show who is to be placed, into which groups, and by which rules."""
    return prepare(event_or_404(slug))


@bp.post("/new")
@for_team(*ORGANISERS)
def allocate(slug: str) -> ResponseReturnValue:
    """Press the button."""
    event = event_or_404(slug)
    form = _options_form(queries.allocations_of(event.id))
    if form.validate_on_submit():
        try:
            actions.allocate(event, form.details(), by=by_user(), now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return done(url_for(".search", slug=slug))
    return prepare(event, options_form=form)


@bp.post("/rules")
@for_team(*ORGANISERS)
def add_rule(slug: str) -> ResponseReturnValue:
    """Lay down a rule."""
    event = event_or_404(slug)
    form = _rule_form(event)
    if form.validate_on_submit():
        try:
            actions.add_rule(event, form.details(), by=by_user(), now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            return done(url_for(".preparation", slug=slug, done="ruled", _anchor="rules"))
    return prepare(event, rule_form=form)


@bp.post("/rules/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove_rule(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Take a rule back."""
    event = event_or_404(slug)
    rule = queries.find_rule(event.id, uid) or abort(404)
    actions.remove_rule(event, rule, by=by_user(), now=clock.now())
    return done(url_for(".preparation", slug=slug, done="removed", _anchor="rules"))


@bp.post("/people/<uuid:uid>/release")
@for_team(*ORGANISERS)
def release(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Let a person's duties no longer bind them."""
    event = event_or_404(slug)
    person = queries.find_seat(event.id, uid) or abort(404)
    actions.release(event, person, by=by_user(), now=clock.now())
    return done(url_for(".preparation", slug=slug, done="ruled", _anchor="rules"))


@bp.get("/search")
@for_team(*permissions.READERS)
def search(slug: str) -> ResponseReturnValue:
    """Show how far the search is; once it has ended, lead to what came of it."""
    event = event_or_404(slug)
    found = work.find_latest(actions.MAKE, f"event:{event.uid}")
    if found is None:
        return redirect(url_for(".allocation", slug=slug), 303)
    if found.is_live:
        return shown("search", event, clock.now(), progress=progress(found), can_change=may_change(slug))
    result = found.result or {}
    if result.get("is_made"):
        return redirect(url_for(".board", slug=slug, number=result["allocation"], done="made"), 303)
    return redirect(
        url_for(".preparation", slug=slug, failed=found.uid if found.state is WorkState.FAILED else None), 303
    )


@bp.post("/search/end")
@for_team(*ORGANISERS)
def stop(slug: str) -> ResponseReturnValue:
    """Be content with what has been found."""
    event = event_or_404(slug)
    try:
        actions.stop(event, now=clock.now())
    except Refusal:
        db.session.rollback()
    return done(url_for(".search", slug=slug))


def prepare(
    event: Event, *, options_form: OptionsForm | None = None, rule_form: RuleForm | None = None
) -> ResponseReturnValue:
    """Show the page before the press, with what was typed if it was refused."""
    known = queries.allocations_of(event.id)
    sent = options_form or rule_form
    form = options_form or _options_form(known, is_sent=False)
    options = form.details() if options_form is None or not form.errors else Options()
    values = laid_out(event, options, known[0][0] if known else None)
    page = shown(
        "preparation",
        event,
        clock.now(),
        options_form=form,
        rule_form=rule_form or RuleForm(values["group_choices"], formdata=None),
        done=DONE.get(request.args.get("done", "")),
        failure=_failure(event),
        can_change=may_change(event.slug),
        has_allocations=any(is_made(allocation) for allocation, _moves in known),
        **values,
    )
    return page, status_of(sent) if sent else 200


def _options_form(known: Sequence[tuple[Allocation, bool]], *, is_sent: bool = True) -> OptionsForm:
    made = [allocation for allocation, _moves in known if is_made(allocation)]
    last = next((stored_options(allocation.options) for allocation in made if allocation.options), Options())
    base = request.args.get("base", type=int)
    options = Options(last.aims, last.traits, base, base is not None, last.seconds)
    choices = [(allocation.number, name_of_draft(allocation)) for allocation in made]
    if base is not None and base not in dict(choices):
        options = Options(last.aims, last.traits)
    more = {} if is_sent else {"formdata": None}
    return OptionsForm(choices, options, **more)


def _rule_form(event: Event) -> RuleForm:
    groups = focus_groups.of_event(event.id)
    return RuleForm([(group.id, f"{group.number}. {short_title(event, group)}") for group in groups])


def _failure(event: Event) -> str:
    """Say why the search asked for in the address has failed."""
    if not request.args.get("failed"):
        return ""
    found = work.find_latest(actions.MAKE, f"event:{event.uid}")
    return found.said if found is not None and not found.is_live and found.state is WorkState.FAILED else ""
