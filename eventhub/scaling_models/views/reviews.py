"""A reviewer's own pages: the models to review, and the answer to each."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.models import Event, TeamRole
from eventhub.events.views import event_or_404
from eventhub.ground import clock, files
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.scaling_models import actions, queries
from eventhub.scaling_models.forms import ReviewForm
from eventhub.scaling_models.models import Call, Review
from eventhub.scaling_models.pages import one
from eventhub.scaling_models.pages import reviewing as pages
from eventhub.scaling_models.pages import writing as authors_pages
from eventhub.scaling_models.pages.content import sections
from eventhub.scaling_models.pages.wording import moment, said, title_of
from eventhub.scaling_models.queries import authoring, reviewing, staff
from eventhub.scaling_models.rules import steps
from eventhub.scaling_models.views.blueprint import bp, done_words, frame_of

OWN = "/manage/<slug>/reviews/<code>"


@bp.get("/manage/<slug>/reviews/")
@for_team(TeamRole.REVIEWER)
def reviews(slug: str) -> ResponseReturnValue:
    """List a reviewer's own models, the ones still to answer first."""
    event = event_or_404(slug)
    own, call = reviewing.reviews_by(current_user, event.id), queries.find_call(event.id)
    return render_template(
        "scaling_models/reviews.html",
        frame=frame_of(event, clock.now()),
        event=event,
        reviews=own,
        open_count=sum(review.submitted_at is None for review in own),
        until=moment(call.review_closes_at, event) if call else "",
    )


@bp.route(OWN, methods=["GET", "POST"])
@for_team(TeamRole.REVIEWER)
def review(slug: str, code: str) -> ResponseReturnValue:
    """Show a reviewer the model and the own answer; keep it unfinished, or hand it in."""
    event = event_or_404(slug)
    own, call = _own_or_404(event, code), queries.find_call(event.id)
    criteria = queries.criteria_of(event.id)
    form = ReviewForm(own, criteria, reviewing.scores_of([own.id]).get(own.id, {}), request.form)
    is_final = own.submitted_at is not None or request.form.get("deed") == "hand-in"
    if form.validate_on_submit() and (form.is_complete() or not is_final):
        try:
            actions.answer(event, call, own, form.details(), is_final=is_final, by=current_user, now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for(".review", slug=slug, code=code, done="handed-in" if is_final else "kept"), 303)
    return _page(event, call, _own_or_404(event, code), form), status_of(form)


@bp.get(f"{OWN}/attachments/<uuid:uid>")
@for_team(TeamRole.REVIEWER)
def review_attachment(slug: str, code: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Hand out a file of a model to whoever reviews it."""
    own = _own_or_404(event_or_404(slug), code)
    found = authoring.find_attachment(own.model_id, uid) or abort(404)
    return files.answer(found.file)


def _own_or_404(event: Event, code: str) -> Review:
    return reviewing.find_review_by(current_user, event.id, code) or abort(404)


def _page(event: Event, call: Call | None, own: Review, form: ReviewForm) -> str:
    others = staff.reviews_of_model(own.model_id) if steps.shows_other_reviews(own) else []
    scores = reviewing.scores_of([other.id for other in others])
    attached = authoring.attachments_of(own.model_id)
    why_closed = _why_closed(call, own)
    return render_template(
        "scaling_models/review.html",
        frame=frame_of(event, clock.now()),
        event=event,
        review=own,
        title=title_of(own.model),
        abstract=said(own.model.abstract, own.model.lang),
        form=form,
        criteria=pages.criterion_rows(form, event),
        faults=pages.faults(form, event),
        weighted=pages.weighted_words(form),
        others=one.other_views(event, own, others, form.criteria, scores),
        sections=sections(own.model, call, event.main_language),
        files=authors_pages.file_views(attached, [(_file(event, own, file.uid), "") for file in attached]),
        why_closed=why_closed,
        is_writable=not why_closed or form.is_submitted(),
        until=moment(call.review_closes_at, event) if call else "",
        done=done_words(request.args.get("done")),
    )


def _file(event: Event, own: Review, uid: uuid.UUID) -> str:
    return url_for(".review_attachment", slug=event.slug, code=own.model.code, uid=uid)


def _why_closed(call: Call | None, own: Review) -> str:
    try:
        steps.may_review(call, own.model, clock.now())
    except Refusal as refusal:
        return str(refusal)
    return ""
