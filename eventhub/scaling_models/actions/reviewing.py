"""Reviewers are described, asked, and answer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from eventhub.accounts.models import User
from eventhub.events.models import Event, Membership
from eventhub.events.rules import next_code
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.people import actions as people
from eventhub.people.queries import persons_of_users
from eventhub.people.rules import LONGEST_KEY
from eventhub.scaling_models import letters, queries
from eventhub.scaling_models.models import Advice, Call, ModelState, Review, Reviewer, ReviewScore, ScalingModel
from eventhub.scaling_models.queries import authoring, reviewing, staff
from eventhub.scaling_models.rules import judging, steps


@dataclass(frozen=True, slots=True)
class ReviewerDetails:
    """Where a reviewer comes from, as far as it can be a conflict of interest."""

    organisation: str
    municipality_id: int | None
    is_municipal: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer thinks. scores: by the key of the criterion; those not given yet are left out."""

    scores: Mapping[int, int] = field(default_factory=dict)
    confidence: int | None = None
    advice: Advice | None = None
    comment: str = ""
    comment_to_organiser: str = ""
    lang: str = "ru"


def describe_reviewer(
    event: Event, membership: Membership, details: ReviewerDetails, *, by: User, now: datetime
) -> Reviewer:
    """Say where a member who reviews comes from; from then on models can be assigned. The caller commits."""
    reviewer = _reviewer_of(event, membership)
    values = {
        "organisation_name": details.organisation,
        "organisation_key": fold(details.organisation)[:LONGEST_KEY],
        "municipality_id": details.municipality_id,
        "is_municipal": details.is_municipal,
        "user_id": membership.user_id,
    }
    before, after = audit.change(reviewer, values)
    db.session.flush()
    if after:
        _record("describe", "reviewer", reviewer.uid, event, f"user:{by.uid}", now, before, after)
    return reviewer


def assign(event: Event, model: ScalingModel, reviewer: Reviewer, *, by: User, now: datetime) -> Review:
    """Ask a reviewer for an opinion by letter; asked already, nothing happens.

    Raises ConflictOfInterest, or a refusal of steps.may_assign. The caller commits.
    """
    authoring.lock(model)
    steps.may_assign(model)
    known = next((one for one in staff.reviews_of_model(model.id) if one.reviewer_id == reviewer.id), None)
    if known is not None:
        return known
    origin = queries.origin_of(model)
    why = judging.conflict(queries.expert(reviewer), origin)
    if why is not None:
        raise judging.ConflictOfInterest(name=reviewer.person.full_name, why=judging.CONFLICT_WORDS[why])
    review = Review(uid=uuid.uuid4(), model=model, model_id=model.id, reviewer=reviewer, assigned_at=now)
    review.reviewer_id, review.lang = reviewer.id, model.lang
    db.session.add(review)
    if model.state is ModelState.SUBMITTED:
        steps.may_step(model, ModelState.IN_REVIEW)
        model.state = ModelState.IN_REVIEW
    db.session.flush()
    after = {"model": model.code, "reviewer": reviewer.code}
    _record("assign", "review", review.uid, event, f"user:{by.uid}", now, None, after)
    letters.review_asked(event, queries.find_call(event.id), review, now=now)
    return review


def unassign(event: Event, review: Review, *, by: User, now: datetime) -> None:
    """Ask a reviewer no longer. Raises ReviewIsAnswered. The caller commits."""
    reviewing.lock_review(review)
    if review.submitted_at is not None:
        raise judging.ReviewIsAnswered
    before = {"model": review.model.code, "reviewer": review.reviewer.code}
    _record("unassign", "review", review.uid, event, f"user:{by.uid}", now, before, None)
    for row in reviewing.score_rows(review.id).values():
        db.session.delete(row)
    db.session.flush()
    db.session.delete(review)


def answer(
    event: Event, call: Call | None, review: Review, given: Answer, *, is_final: bool, by: User, now: datetime
) -> None:
    """Keep what a reviewer writes; the final answer counts from then on and can be changed until reviews close.

    is_final: hand it in; the form has seen to its being complete. Raises ReviewClosed. The caller commits.
    """
    reviewing.lock_review(review)
    steps.may_review(call, review.model, now)
    changed = _keep_scores(review, given.scores)
    values = {
        "confidence": given.confidence,
        "advice": given.advice,
        "comment": given.comment,
        "comment_to_organiser": given.comment_to_organiser,
        "lang": given.lang,
    }
    _before, after = audit.change(review, values)
    is_first = is_final and review.submitted_at is None
    if is_first:
        review.submitted_at = now
    if review.submitted_at is not None and (is_first or changed or after):
        verb = "hand in" if is_first else "change"
        _record(verb, "review", review.uid, event, f"user:{by.uid}", now, None, {"fields": sorted({*after, *changed})})


def _reviewer_of(event: Event, membership: Membership) -> Reviewer:
    found = staff.find_reviewing_member(event.id, membership.uid)
    if found is not None and found[1] is not None:
        return found[1]
    person_id = _person_id(membership.user)
    known = staff.find_reviewer_as(event.id, person_id)
    if known is not None:
        return known
    code = next_code("E", staff.reviewer_codes(event.id))
    reviewer = Reviewer(uid=uuid.uuid4(), event_id=event.id, person_id=person_id, user_id=membership.user_id, code=code)
    db.session.add(reviewer)
    return reviewer


def _person_id(user: User) -> int:
    """Return who a user is; whoever was never named as a person becomes one, by the name the account has."""
    known = persons_of_users([user.id]).get(user.id)
    if known is not None:
        return known.id
    given, _space, family = user.name.rpartition(" ")
    person_id = people.remember(family, given, "", user.email)
    people.link_user(person_id, user.id)
    return person_id


def _keep_scores(review: Review, scores: Mapping[int, int]) -> set[str]:
    rows = reviewing.score_rows(review.id)
    changed = {key for key in rows.keys() | scores.keys() if _score(rows.get(key)) != scores.get(key)}
    for key in changed:
        row = rows.get(key)
        if key not in scores:
            db.session.delete(rows[key])
        elif row is None:
            db.session.add(ReviewScore(review_id=review.id, criterion_id=key, score=scores[key]))
        else:
            row.score = scores[key]
    return {"scores"} if changed else set()


def _score(row: ReviewScore | None) -> int | None:
    return row.score if row else None


def _record(
    verb: str,
    kind: str,
    uid: uuid.UUID,
    event: Event,
    by: str,
    now: datetime,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> None:
    audit.record(verb, kind, uid, event_uid=event.uid, by=by, now=now, before=before, after=after)
