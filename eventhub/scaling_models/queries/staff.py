"""What is asked for the team: the list with its ranking, one model with its reviews, reviewers and criteria."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.events.models import Membership, TeamRole
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.people.models import Municipality, Person
from eventhub.scaling_models import rules
from eventhub.scaling_models.models import (
    Criterion,
    ModelAuthor,
    ModelPresentation,
    ModelState,
    Review,
    Reviewer,
    ReviewScore,
    ScalingModel,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What an organiser looks for in the list; every word must occur, in any case and form of ё."""

    words: str = ""
    state: ModelState | None = None


@dataclass(slots=True)
class Answers:
    """The reviews of one model, summed up: who was asked, who has not answered, the weighted totals."""

    asked: int = 0
    silent: list[str] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)


def listed(event_id: int, sought: Sought) -> Sequence[ScalingModel]:
    """List the models of an event that match, without their content, in the order of the call. One statement."""
    asked = (
        sa.select(ScalingModel)
        .where(ScalingModel.event_id == event_id, *_matching(sought))
        .options(
            sa.orm.load_only(
                ScalingModel.uid,
                ScalingModel.code,
                ScalingModel.state,
                ScalingModel.title,
                ScalingModel.lang,
                ScalingModel.organisation_name,
                ScalingModel.submitted_at,
            ),
            joinedload(ScalingModel.municipality),
            joinedload(ScalingModel.focus_group),
        )
    )
    return db.session.scalars(asked.order_by(ScalingModel.position, ScalingModel.id)).all()


def states_of(event_id: int) -> dict[ModelState, int]:
    """Count the models of an event by state. One statement."""
    counted = db.session.execute(
        sa.select(ScalingModel.state, sa.func.count())
        .where(ScalingModel.event_id == event_id)
        .group_by(ScalingModel.state)
    )
    return {state: count for state, count in counted}  # noqa: C416 – rows of two columns, typed


def answers(event_id: int) -> dict[int, Answers]:
    """Sum up the reviews of all models of an event, by model. Two statements."""
    criteria = db.session.execute(sa.select(Criterion.id, Criterion.weight).where(Criterion.event_id == event_id))
    weights = {criterion_id: Decimal(weight) for criterion_id, weight in criteria}
    given: dict[int, dict[int, int]] = defaultdict(dict)
    summed: dict[int, Answers] = defaultdict(Answers)
    asked: dict[int, int] = {}
    for review_id, model_id, is_answered, person, criterion_id, score in db.session.execute(
        _reviews_with_scores(event_id)
    ):
        if review_id not in asked:
            asked[review_id] = model_id
            summed[model_id].asked += 1
            if not is_answered:
                summed[model_id].silent.append(person.short_name)
        if is_answered and criterion_id:  # without a score the outer join leaves both empty
            given[review_id][criterion_id] = score
    for review_id, scores in given.items():
        total = rules.weighted(scores, weights)
        if total is not None:
            summed[asked[review_id]].totals.append(total)
    return dict(summed)


def ranking(models: Sequence[ScalingModel], reviews: dict[int, Answers]) -> list[rules.Standing]:
    """Rank models by the exact mean of their weighted scores; no statement."""
    nothing = Answers()
    return rules.ranked(
        rules.standing(model.id, reviews.get(model.id, nothing).asked, reviews.get(model.id, nothing).totals)
        for model in models
    )


def find_model(event_id: int, uid: uuid.UUID) -> ScalingModel | None:
    """Find a model of an event, whatever its state; for the team. One statement."""
    return db.session.scalar(
        sa.select(ScalingModel)
        .where(ScalingModel.event_id == event_id, ScalingModel.uid == uid)
        .options(joinedload(ScalingModel.municipality), joinedload(ScalingModel.focus_group))
    )


def reviews_of_model(model_id: int) -> Sequence[Review]:
    """List the reviews asked for about a model with their reviewers, the answered ones first. One statement."""
    return db.session.scalars(
        sa.select(Review)
        .where(Review.model_id == model_id)
        .options(joinedload(Review.reviewer).joinedload(Reviewer.person))
        .order_by(Review.submitted_at.is_(None), Review.submitted_at, Review.id)
    ).all()


def find_review(model_id: int, uid: uuid.UUID) -> Review | None:
    """Find a review of a model. One statement."""
    return db.session.scalar(
        sa.select(Review)
        .where(Review.model_id == model_id, Review.uid == uid)
        .options(joinedload(Review.reviewer).joinedload(Reviewer.person))
    )


def reviewers_of(event_id: int) -> Sequence[Reviewer]:
    """List the reviewers of an event by name, those who are no longer in the team left out. One statement."""
    is_in_team = sa.exists().where(
        Membership.event_id == event_id,
        Membership.user_id == Reviewer.user_id,
        Membership.role == TeamRole.REVIEWER,
    )
    return db.session.scalars(
        sa.select(Reviewer)
        .join(Reviewer.person)
        .options(contains_eager(Reviewer.person), joinedload(Reviewer.user))
        .where(Reviewer.event_id == event_id, is_in_team)
        .order_by(Person.name_sort, Reviewer.id)
    ).all()


def find_reviewer(event_id: int, uid: uuid.UUID) -> Reviewer | None:
    """Find a reviewer of an event. One statement."""
    return db.session.scalar(
        sa.select(Reviewer)
        .where(Reviewer.event_id == event_id, Reviewer.uid == uid)
        .options(joinedload(Reviewer.person), joinedload(Reviewer.user))
    )


def reviewer_rows(event_id: int) -> Sequence[tuple[Membership, Reviewer | None, int]]:
    """List the members who review, each with what is known of them and how many models they have. One statement."""
    load_of = sa.select(sa.func.count(Review.id)).where(Review.reviewer_id == Reviewer.id).correlate(Reviewer)
    asked = (
        sa.select(Membership, Reviewer, load_of.scalar_subquery())
        .join(Membership.user)
        .outerjoin(Reviewer, sa.and_(Reviewer.event_id == Membership.event_id, Reviewer.user_id == Membership.user_id))
        .options(contains_eager(Membership.user), joinedload(Reviewer.person))
        .where(Membership.event_id == event_id, Membership.role == TeamRole.REVIEWER)
        .order_by(Membership.id)
    )
    return [(membership, reviewer, load) for membership, reviewer, load in db.session.execute(asked)]


def find_reviewing_member(event_id: int, uid: uuid.UUID) -> tuple[Membership, Reviewer | None] | None:
    """Find a member who reviews, with what is known of them. One statement."""
    asked = (
        sa.select(Membership, Reviewer)
        .outerjoin(Reviewer, sa.and_(Reviewer.event_id == Membership.event_id, Reviewer.user_id == Membership.user_id))
        .options(joinedload(Membership.user), joinedload(Reviewer.person))
        .where(Membership.event_id == event_id, Membership.role == TeamRole.REVIEWER, Membership.uid == uid)
    )
    row = db.session.execute(asked).one_or_none()
    return None if row is None else (row[0], row[1])


def reviewer_codes(event_id: int) -> Sequence[str]:
    """List the codes that reviewers of an event have already. One statement."""
    return db.session.scalars(sa.select(Reviewer.code).where(Reviewer.event_id == event_id)).all()


def find_reviewer_as(event_id: int, person_id: int) -> Reviewer | None:
    """Find the reviewer that a person is at an event. One statement."""
    return db.session.scalar(sa.select(Reviewer).where(Reviewer.event_id == event_id, Reviewer.person_id == person_id))


def has_scores(event_id: int) -> bool:
    """Tell whether any review of an event, also an unfinished one, has a score. One statement."""
    scored = sa.exists().where(ReviewScore.criterion_id == Criterion.id, Criterion.event_id == event_id)
    return bool(db.session.scalar(sa.select(scored)))


def presentations_of(model_id: int) -> Sequence[ModelPresentation]:
    """List where a model is on the programme. One statement."""
    return db.session.scalars(
        sa.select(ModelPresentation)
        .where(ModelPresentation.model_id == model_id)
        .options(joinedload(ModelPresentation.agenda_item))
    ).all()


def first_slot(group: FocusGroup) -> GroupSlot | None:
    """Find the first meeting of a group. One statement."""
    return db.session.scalar(
        sa.select(GroupSlot)
        .where(GroupSlot.focus_group_id == group.id)
        .options(joinedload(GroupSlot.agenda_item))
        .order_by(GroupSlot.part, GroupSlot.id)
        .limit(1)
    )


def find_municipality(municipality_id: int | None) -> Municipality | None:
    """Find a municipality by its key. At most one statement."""
    return db.session.get(Municipality, municipality_id) if municipality_id else None


def _matching(sought: Sought) -> list[sa.ColumnElement[bool]]:
    conditions = [_mentions(word) for word in fold(sought.words).split()]
    return [*conditions, ScalingModel.state == sought.state] if sought.state else conditions


def _mentions(word: str) -> sa.ColumnElement[bool]:
    """Ask for a word in the model, its code or the name of any author: the team may know them all."""
    author = sa.exists().where(
        ModelAuthor.model_id == ScalingModel.id,
        ModelAuthor.person_id == Person.id,
        Person.name_key.contains(word, autoescape=True),
    )
    is_code = ScalingModel.code == word.upper()
    return sa.or_(is_code, ScalingModel.search.contains(word, autoescape=True), author)


def _reviews_with_scores(event_id: int) -> sa.Select[int, int, bool, Person, int, int]:
    return (
        sa.select(
            Review.id,
            Review.model_id,
            Review.submitted_at.is_not(None),
            Person,
            ReviewScore.criterion_id,
            ReviewScore.score,
        )
        .join(ScalingModel, ScalingModel.id == Review.model_id)
        .join(Reviewer, Reviewer.id == Review.reviewer_id)
        .join(Person, Person.id == Reviewer.person_id)
        .outerjoin(ReviewScore, ReviewScore.review_id == Review.id)
        .where(ScalingModel.event_id == event_id)
        .order_by(Review.id)
    )
