"""What is asked about the call, the submissions and their reviews."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.consents import queries as consents
from eventhub.consents.models import Purpose
from eventhub.events.models import AgendaItem, Event, EventState
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.people.models import Municipality, Person
from eventhub.people.rules import LONGEST_KEY
from eventhub.scaling_models import rules
from eventhub.scaling_models.models import (
    Call,
    Criterion,
    ModelAuthor,
    ModelPresentation,
    ModelState,
    Review,
    Reviewer,
    ReviewScore,
    ScalingModel,
)
from eventhub.scaling_models.rules.judging import Expert, Origin, person_keys


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the catalogue looks for; every word of `words` must occur, in any case and form of ё."""

    words: str = ""
    municipality: uuid.UUID | None = None
    group: int | None = None


def public_parts(event_id: int) -> frozenset[str]:
    """Say which parts of an event there is something to show of: programme, groups, models. One statement."""
    row = db.session.execute(sa.select(*(there_is.label(part) for part, there_is in parts(event_id).items()))).one()
    return frozenset(part for part, there_is in row._asdict().items() if there_is)


def parts(event_id: int) -> dict[str, sa.ColumnElement[bool]]:
    """Build the questions of `public_parts`, for a page that asks more in the same statement."""
    return {
        "programme": sa.exists().where(AgendaItem.event_id == event_id),
        "groups": sa.exists().where(FocusGroup.event_id == event_id),
        "models": sa.or_(
            sa.exists().where(Call.event_id == event_id), sa.exists().where(*_matching(event_id, Wanted()))
        ),
    }


def find_call(event_id: int) -> Call | None:
    """Find an event's call for models. One statement."""
    return db.session.scalar(sa.select(Call).where(Call.event_id == event_id))


def accepted(event_id: int, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> list[ScalingModel]:
    """List accepted models that match, in the order of the call, with municipality and group. One statement."""
    chosen = (
        sa.select(ScalingModel)
        .where(*_matching(event_id, wanted))
        .options(joinedload(ScalingModel.municipality), joinedload(ScalingModel.focus_group))
        .order_by(ScalingModel.position, ScalingModel.id)
    )
    return list(db.session.scalars(chosen.offset(offset).limit(limit)))


def count_accepted(event_id: int, wanted: Wanted) -> int:
    """Count what `accepted` lists. One statement."""
    return db.session.scalar(sa.select(sa.func.count(ScalingModel.id)).where(*_matching(event_id, wanted))) or 0


def municipalities_of_accepted(event_id: int) -> Sequence[Municipality]:
    """List where accepted models come from, in alphabetical order. One statement."""
    come_from = sa.select(ScalingModel.municipality_id).where(*_matching(event_id, Wanted()))
    return db.session.scalars(
        sa.select(Municipality).where(Municipality.id.in_(come_from)).order_by(Municipality.name_sort, Municipality.id)
    ).all()


def find_accepted(event_id: int, key: str) -> ScalingModel | None:
    """Find an accepted model by its public id or its code, with municipality and group. One statement."""
    try:
        is_it = ScalingModel.uid == uuid.UUID(key)
    except ValueError:
        is_it = ScalingModel.code == key.replace("\0", "")  # PostgreSQL stores no such sign
    return db.session.scalar(
        sa.select(ScalingModel)
        .where(*_matching(event_id, Wanted()), is_it)
        .options(joinedload(ScalingModel.municipality), joinedload(ScalingModel.focus_group))
    )


def find_by_link(uid: uuid.UUID, revision: int, slug: str) -> ScalingModel | None:
    """Find the submission of one event that an author's personal link opens. One statement."""
    return db.session.scalar(
        sa.select(ScalingModel)
        .join(Event, Event.id == ScalingModel.event_id)
        .where(
            ScalingModel.uid == uid,
            ScalingModel.link_revision == revision,
            Event.slug == slug,
            Event.state != EventState.DRAFT,
        )
        .options(joinedload(ScalingModel.municipality), joinedload(ScalingModel.focus_group))
    )


def named_authors(event_id: int, model_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Return by model the authors who may be named, in their order. One statement."""
    found = db.session.execute(
        sa.select(ModelAuthor.model_id, Person)
        .join(Person, Person.id == ModelAuthor.person_id)
        .where(
            ModelAuthor.model_id.in_(set(model_ids)),
            consents.agreed(event_id, ModelAuthor.person_id, Purpose.PUBLISH_NAME),
        )
        .order_by(ModelAuthor.model_id, ModelAuthor.position, ModelAuthor.id)
    )
    by_model: dict[int, list[Person]] = defaultdict(list)
    for model_id, person in found:
        by_model[model_id].append(person)
    return dict(by_model)


def authors_of(model_id: int) -> Sequence[ModelAuthor]:
    """List all authors of a submission, for the authors themselves and for the team. One statement."""
    return db.session.scalars(
        sa.select(ModelAuthor)
        .where(ModelAuthor.model_id == model_id)
        .options(joinedload(ModelAuthor.person))
        .order_by(ModelAuthor.position, ModelAuthor.id)
    ).all()


def presented_in(item_ids: Iterable[int]) -> dict[int, list[ScalingModel]]:
    """Return by agenda item the accepted models presented there. One statement."""
    by_item: dict[int, list[ScalingModel]] = defaultdict(list)
    for item_id, model in db.session.execute(
        sa.select(ModelPresentation.agenda_item_id, ScalingModel)
        .join(ScalingModel, ScalingModel.id == ModelPresentation.model_id)
        .where(ModelPresentation.agenda_item_id.in_(set(item_ids)), ScalingModel.state == ModelState.ACCEPTED)
        .order_by(ModelPresentation.agenda_item_id, ModelPresentation.position, ModelPresentation.id)
    ):
        by_item[item_id].append(model)
    return dict(by_item)


def of_groups(group_ids: Iterable[int]) -> dict[int, list[ScalingModel]]:
    """Return by focus group the accepted models placed there, with their municipalities. One statement."""
    by_group: dict[int, list[ScalingModel]] = defaultdict(list)
    for model in db.session.scalars(
        sa.select(ScalingModel)
        .where(ScalingModel.focus_group_id.in_(set(group_ids)), ScalingModel.state == ModelState.ACCEPTED)
        .options(joinedload(ScalingModel.municipality), joinedload(ScalingModel.focus_group))
        .order_by(ScalingModel.position, ScalingModel.id)
    ):
        by_group[model.focus_group_id or 0].append(model)
    return dict(by_group)


def criteria_of(event_id: int) -> Sequence[Criterion]:
    """List the criteria of an event in their order. One statement."""
    return db.session.scalars(
        sa.select(Criterion).where(Criterion.event_id == event_id).order_by(Criterion.position, Criterion.id)
    ).all()


def answered_reviews(model_id: int) -> Sequence[Review]:
    """List the reviews of a submission that were handed in, without their reviewers. One statement."""
    return db.session.scalars(
        sa.select(Review)
        .where(Review.model_id == model_id, Review.submitted_at.is_not(None))
        .order_by(Review.submitted_at, Review.id)
    ).all()


def profile_of(model_id: int) -> list[tuple[Criterion, Decimal, int]]:
    """Return each criterion with the mean of its scores and their number: a model's profile. One statement."""
    found = db.session.execute(
        sa.select(Criterion, sa.func.sum(ReviewScore.score), sa.func.count(ReviewScore.id))
        .join(ReviewScore, ReviewScore.criterion_id == Criterion.id)
        .join(Review, Review.id == ReviewScore.review_id)
        .where(Review.model_id == model_id, Review.submitted_at.is_not(None))
        .group_by(Criterion.id)
        .order_by(Criterion.position, Criterion.id)
    )
    return [(criterion, rules.mean_from(total, count), count) for criterion, total, count in found]


def standings(event_id: int) -> list[rules.Standing]:
    """Rank all answers to the call by the exact mean of their weighted scores. Three statements."""
    weights = {criterion.id: criterion.weight for criterion in criteria_of(event_id)}
    submitted = db.session.scalars(
        sa.select(ScalingModel.id)
        .where(ScalingModel.event_id == event_id, ScalingModel.state.in_(rules.SUBMITTED))
        .order_by(ScalingModel.position, ScalingModel.id)
    ).all()
    scores: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for model_id, review_id, is_answered, criterion_id, score in db.session.execute(
        sa.select(
            Review.model_id, Review.id, Review.submitted_at.is_not(None), ReviewScore.criterion_id, ReviewScore.score
        )
        .outerjoin(ReviewScore, ReviewScore.review_id == Review.id)
        .where(Review.model_id.in_(submitted))
        .order_by(Review.id)
    ):
        review = scores[model_id][review_id]
        if is_answered and criterion_id is not None:
            review[criterion_id] = score
    return rules.ranked(_standing(model_id, scores[model_id], weights) for model_id in submitted)


def expert(reviewer: Reviewer) -> Expert:
    """Return what of a reviewer can be a conflict of interest; no statement when the person is loaded."""
    person = reviewer.person
    return Expert(
        person_keys=person_keys(person.id, person.name_key, person.email_key),
        organisation_key=reviewer.organisation_key,
        municipality_id=reviewer.municipality_id,
        is_municipal=reviewer.is_municipal,
    )


def origin_of(model: ScalingModel) -> Origin:
    """Return where a model comes from, as far as it can be a conflict of interest. One statement."""
    people = [author.person for author in authors_of(model.id)]
    keys = [person_keys(person.id, person.name_key, person.email_key) for person in people]
    return Origin(
        author_keys=frozenset().union(*keys),
        organisation_keys=frozenset({fold(model.organisation_name)[:LONGEST_KEY]} - {""}),
        municipality_ids=frozenset({model.municipality_id} if model.municipality_id else ()),
    )


def _standing(model_id: int, reviews: dict[int, dict[int, int]], weights: dict[int, Decimal]) -> rules.Standing:
    totals = [total for review in reviews.values() if (total := rules.weighted(review, weights)) is not None]
    return rules.standing(model_id, len(reviews), totals)


def _matching(event_id: int, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions = [ScalingModel.event_id == event_id, ScalingModel.state == ModelState.ACCEPTED]
    conditions += [_mentions(event_id, word) for word in fold(wanted.words).split()]
    if wanted.municipality is not None:
        conditions.append(ScalingModel.municipality.has(Municipality.uid == wanted.municipality))
    if wanted.group is not None:
        conditions.append(ScalingModel.focus_group.has(FocusGroup.number == wanted.group))
    return conditions


def _mentions(event_id: int, word: str) -> sa.ColumnElement[bool]:
    """Ask for a word in the model or in the name of an author who may be named; nobody else can be found by name."""
    author = sa.exists().where(
        ModelAuthor.model_id == ScalingModel.id,
        ModelAuthor.person_id == Person.id,
        Person.name_key.contains(word, autoescape=True),
        consents.agreed(event_id, ModelAuthor.person_id, Purpose.PUBLISH_NAME),
    )
    return sa.or_(ScalingModel.search.contains(word, autoescape=True), author)
