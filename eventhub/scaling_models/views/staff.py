"""The team's pages about models: the list with its ranking, one model with reviews, decision and place."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404
from eventhub.focus_groups import queries as focus_groups
from eventhub.ground import clock, files
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form
from eventhub.scaling_models import actions, permissions, queries
from eventhub.scaling_models.forms import AssignmentForm, DecisionForm, ListForm, PlacementForm
from eventhub.scaling_models.models import ModelState, ScalingModel
from eventhub.scaling_models.pages import listing, one
from eventhub.scaling_models.pages import writing as authors_pages
from eventhub.scaling_models.pages.content import sections
from eventhub.scaling_models.pages.wording import moment, said, title_of, written
from eventhub.scaling_models.queries import authoring, reviewing, staff
from eventhub.scaling_models.rules import DECIDED, STEPS, UNDECIDED, proposed_decision
from eventhub.scaling_models.views.blueprint import bp, done_words, frame_of, model_or_404

ONE = "/manage/<slug>/models/<uuid:uid>"


@bp.get("/manage/<slug>/models")
@for_team(*permissions.READERS)
def models(slug: str) -> ResponseReturnValue:
    """Show a page of the list with mean, spread and rank. Eight statements, signing in included."""
    event, page = event_or_404(slug), listing.page_number(request.args.get("page"))
    form, order = ListForm(request.args), request.args.get("order", "rank")
    found, reviews = staff.listed(event.id, form.sought()), staff.answers(event.id)
    standings = staff.ranking(found, reviews)
    first = (page - 1) * listing.PER_PAGE
    shown = listing.ordered(found, standings, order)[first : first + listing.PER_PAGE]
    return render_template(
        "scaling_models/list.html",
        frame=frame_of(event, clock.now()),
        event=event,
        form=form,
        rows=listing.rows(event, queries.find_call(event.id), shown, reviews),
        summary=listing.summary(found, standings),
        chosen=listing.chosen(slug, form),
        orders=listing.orders(slug, form, order),
        pages=listing.pages(slug, form, len(found), page, order),
        can_change=permissions.can_change_models(roles_of(current_user, slug)),
        done=done_words(request.args.get("done")),
    )


@bp.get(ONE)
@for_team(*permissions.READERS)
def model(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show one model with its authors, reviews and decision."""
    event = event_or_404(slug)
    return _page(event, model_or_404(event, uid))


@bp.get(f"{ONE}/attachments/<uuid:file>")
@for_team(*permissions.READERS)
def model_attachment(slug: str, uid: uuid.UUID, file: uuid.UUID) -> ResponseReturnValue:
    """Hand out a file of a model to the team."""
    found = authoring.find_attachment(model_or_404(event_or_404(slug), uid).id, file) or abort(404)
    return files.answer(found.file)


@bp.post(f"{ONE}/reviews")
@for_team(*ORGANISERS)
def assign(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Ask a reviewer for an opinion."""
    event = event_or_404(slug)
    found = model_or_404(event, uid)
    form = AssignmentForm(staff.reviewers_of(event.id))
    reviewer = form.chosen() if form.validate_on_submit() else None
    if reviewer is None:
        return _page(event, found, str(form.reviewer.errors[0]) if form.reviewer.errors else _no_reviewer()), 422
    try:
        actions.assign(event, found, reviewer, by=current_user, now=clock.now())
    except Refusal as refusal:
        return _refused(event, uid, refusal)
    return _done(slug, uid, "assigned")


@bp.post(f"{ONE}/reviews/<uuid:review>/removal")
@for_team(*ORGANISERS)
def unassign(slug: str, uid: uuid.UUID, review: uuid.UUID) -> ResponseReturnValue:
    """Ask a reviewer no longer."""
    event = event_or_404(slug)
    found = staff.find_review(model_or_404(event, uid).id, review) or abort(404)
    try:
        actions.unassign(event, found, by=current_user, now=clock.now())
    except Refusal as refusal:
        return _refused(event, uid, refusal)
    return _done(slug, uid, "unassigned")


@bp.post(f"{ONE}/decision")
@for_team(*ORGANISERS)
def decide(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Decide about a model; the author is told by letter."""
    event = event_or_404(slug)
    found = model_or_404(event, uid)
    form = DecisionForm(found)
    if not form.validate_on_submit():
        return _page(event, found, decision=form), 422
    try:
        actions.decide(event, found, ModelState(form.state.data), form.note.data, by=current_user, now=clock.now())
    except Refusal as refusal:
        return _refused(event, uid, refusal, decision=form)
    return _done(slug, uid, "decided")


@bp.post(f"{ONE}/place")
@for_team(*ORGANISERS)
def place(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Let a focus group hear a model, or none."""
    event = event_or_404(slug)
    found = model_or_404(event, uid)
    form = PlacementForm(event, found, focus_groups.of_event(event.id))
    if not form.validate_on_submit():
        return _page(event, found, str(form.group.errors[0])), 422
    try:
        actions.place(event, found, form.chosen(), by=current_user, now=clock.now())
    except Refusal as refusal:
        return _refused(event, uid, refusal)
    return _done(slug, uid, "placed")


def _done(slug: str, uid: uuid.UUID, done: str) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for(".model", slug=slug, uid=uid, done=done), 303)


def _refused(
    event: Event, uid: uuid.UUID, refusal: Refusal, *, decision: DecisionForm | None = None
) -> ResponseReturnValue:
    db.session.rollback()
    return _page(event, model_or_404(event, uid), str(refusal), decision), 422


def _no_reviewer() -> str:
    return str(AssignmentForm([]).reviewer.validators[0].message)


def _page(event: Event, found: ScalingModel, refusal: str = "", decision: DecisionForm | None = None) -> str:
    call, criteria = queries.find_call(event.id), queries.criteria_of(event.id)
    reviews = staff.reviews_of_model(found.id)
    scores = reviewing.scores_of(review.id for review in reviews)
    summed = one.summed(found, reviews, criteria, scores)
    can_change = permissions.can_change_models(roles_of(current_user, event.slug))
    attached, groups = authoring.attachments_of(found.id), focus_groups.of_event(event.id)
    asked = {review.reviewer_id for review in reviews}
    return render_template(
        "scaling_models/model.html",
        frame=frame_of(event, clock.now()),
        event=event,
        model=found,
        title=title_of(found),
        abstract=said(found.abstract, found.lang),
        origin=[written(found.organisation_name, found.lang), _municipality(event, found)],
        state=listing.state_mark(found.state),
        submitted=moment(found.submitted_at, event),
        decided=moment(found.decided_at, event),
        sections=sections(found, call, event.main_language),
        authors=authors_pages.author_names(queries.authors_of(found.id)),
        files=authors_pages.file_views(attached, [(_file(event, found, file.uid), "") for file in attached]),
        versions=authors_pages.version_words(authoring.versions_of(found.id), event),
        reviews=one.review_views(event, found, reviews, criteria, scores, can_change=can_change),
        standing=one.standing_words(summed),
        proposal=one.proposal_words(summed, call) if found.state in UNDECIDED else "",
        candidates=one.candidates(staff.reviewers_of(event.id), asked, queries.origin_of(found)),
        can_assign=can_change and found.state in UNDECIDED,
        decision=decision or DecisionForm(found, proposed_decision(summed.mean, call) if call else None),
        can_decide=can_change and bool(DECIDED & STEPS[found.state]),
        placement=PlacementForm(event, found, groups),
        wished=authoring.group_number(found.wished_group_id, groups),
        can_place=can_change and found.state is ModelState.ACCEPTED,
        form=Form(),
        can_change=can_change,
        refusal=refusal,
        done=done_words(request.args.get("done")),
    )


def _municipality(event: Event, found: ScalingModel) -> str:
    return said(found.municipality.name, event.main_language) if found.municipality else ""


def _file(event: Event, found: ScalingModel, file: uuid.UUID) -> str:
    return url_for(".model_attachment", slug=event.slug, uid=found.uid, file=file)
