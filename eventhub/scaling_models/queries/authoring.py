"""What is asked for those who write models: the call with its event, the lock on what is written, files, versions."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.people.models import Person
from eventhub.scaling_models.models import (
    Call,
    ModelAttachment,
    ModelAuthor,
    ModelState,
    ModelVersion,
    Review,
    ScalingModel,
)


def lock_call(event_id: int) -> Call | None:
    """Find the call and let nobody else make a model of this event until the transaction ends. One statement."""
    return db.session.scalar(sa.select(Call).where(Call.event_id == event_id).with_for_update())


def lock(model: ScalingModel) -> None:
    """Keep own changes, read a model anew and let nobody else write it until the transaction ends."""
    db.session.flush()
    db.session.refresh(model, with_for_update={"of": ScalingModel})


def find_same(event_id: int, submission_key: str) -> ScalingModel | None:
    """Find what the same form has made. One statement."""
    return db.session.scalar(
        sa.select(ScalingModel).where(ScalingModel.event_id == event_id, ScalingModel.submission_key == submission_key)
    )


def drafts_of(event_id: int, person_id: int) -> Sequence[ScalingModel]:
    """List the drafts somebody has begun for an event. One statement."""
    return db.session.scalars(
        sa.select(ScalingModel)
        .join(ModelAuthor, ModelAuthor.model_id == ScalingModel.id)
        .where(
            ScalingModel.event_id == event_id,
            ScalingModel.state == ModelState.DRAFT,
            ModelAuthor.person_id == person_id,
            ModelAuthor.is_corresponding,
        )
        .order_by(ScalingModel.id)
    ).all()


def codes_of(event_id: int) -> Sequence[str]:
    """List the codes that models of an event have already. One statement."""
    return db.session.scalars(sa.select(ScalingModel.code).where(ScalingModel.event_id == event_id)).all()


def next_position(event_id: int) -> int:
    """Return the place after the last model of an event. One statement."""
    asked = sa.select(sa.func.max(ScalingModel.position)).where(ScalingModel.event_id == event_id)
    return (db.session.scalar(asked) or 0) + 1


def corresponding_author(model_id: int) -> Person | None:
    """Find who receives the letters about a model. One statement."""
    return db.session.scalar(
        sa.select(Person)
        .join(ModelAuthor, ModelAuthor.person_id == Person.id)
        .where(ModelAuthor.model_id == model_id)
        .order_by(ModelAuthor.is_corresponding.desc(), ModelAuthor.position, ModelAuthor.id)
        .limit(1)
    )


def find_author(model_id: int, person_uid: uuid.UUID) -> ModelAuthor | None:
    """Find an author of a model by the person's public id. One statement."""
    return db.session.scalar(
        sa.select(ModelAuthor)
        .join(ModelAuthor.person)
        .where(ModelAuthor.model_id == model_id, Person.uid == person_uid)
        .options(contains_eager(ModelAuthor.person))
    )


def attachments_of(model_id: int) -> Sequence[ModelAttachment]:
    """List the files of a model. One statement."""
    return db.session.scalars(
        sa.select(ModelAttachment)
        .where(ModelAttachment.model_id == model_id)
        .options(joinedload(ModelAttachment.file))
        .order_by(ModelAttachment.position, ModelAttachment.id)
    ).all()


def find_attachment(model_id: int, uid: uuid.UUID) -> ModelAttachment | None:
    """Find a file of a model. One statement."""
    return db.session.scalar(
        sa.select(ModelAttachment)
        .where(ModelAttachment.model_id == model_id, ModelAttachment.uid == uid)
        .options(joinedload(ModelAttachment.file))
    )


def versions_of(model_id: int) -> Sequence[ModelVersion]:
    """List what was submitted, the latest first. One statement."""
    return db.session.scalars(
        sa.select(ModelVersion).where(ModelVersion.model_id == model_id).order_by(ModelVersion.number.desc())
    ).all()


def has_reviewers(model_id: int) -> bool:
    """Tell whether anybody was asked for a review of a model. One statement."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Review.model_id == model_id))))


def group_number(group_id: int | None, groups: Sequence[FocusGroup]) -> int | None:
    """Return the number of a group of the event by its key."""
    return next((group.number for group in groups if group.id == group_id), None)
