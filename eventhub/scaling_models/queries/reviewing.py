"""What is asked for reviewers: their own reviews and no other's, scores, and, once they have answered, the others'."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import User
from eventhub.ground.db import db
from eventhub.scaling_models.models import Review, Reviewer, ReviewScore, ScalingModel


def reviews_by(user: User, event_id: int) -> Sequence[Review]:
    """List the reviews this user is asked for in an event, open ones first. One statement."""
    return db.session.scalars(
        _own_reviews(user, event_id).order_by(Review.submitted_at.is_not(None), ScalingModel.position, Review.id)
    ).all()


def find_review_by(user: User, event_id: int, model_code: str) -> Review | None:
    """Find this user's own review of a model. One statement."""
    return db.session.scalars(
        _own_reviews(user, event_id).where(ScalingModel.code == model_code.replace("\0", ""))
    ).one_or_none()


def lock_review(review: Review) -> None:
    """Read a review anew and let nobody else write it until the transaction ends. One statement."""
    db.session.refresh(review, with_for_update={"of": Review})


def scores_of(review_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Return scores by review and by criterion. One statement."""
    scores: dict[int, dict[int, int]] = defaultdict(dict)
    for review_id, criterion_id, score in db.session.execute(
        sa.select(ReviewScore.review_id, ReviewScore.criterion_id, ReviewScore.score).where(
            ReviewScore.review_id.in_(set(review_ids))
        )
    ):
        scores[review_id][criterion_id] = score
    return dict(scores)


def score_rows(review_id: int) -> dict[int, ReviewScore]:
    """Return the rows of a review's scores by criterion, to be changed. One statement."""
    rows = db.session.scalars(sa.select(ReviewScore).where(ReviewScore.review_id == review_id))
    return {row.criterion_id: row for row in rows}


def _own_reviews(user: User, event_id: int) -> sa.Select[Review]:
    return (
        sa.select(Review)
        .join(Review.reviewer)
        .join(Review.model)
        .options(joinedload(Review.model).joinedload(ScalingModel.municipality))
        .where(Reviewer.event_id == event_id, Reviewer.user_id == user.id)
    )
