"""What is asked about materials."""

import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.events.models import AgendaItem
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.files import StoredFile
from eventhub.ground.texts import Texts
from eventhub.materials.models import Audience, Material
from eventhub.materials.rules import Related
from eventhub.scaling_models.models import ModelState, ScalingModel

NOT_SUBMITTED = (ModelState.DRAFT, ModelState.WITHDRAWN)


def for_everybody(event_id: int) -> Sequence[Material]:
    """List what everybody may have, in order; what has no file yet is left out. One statement."""
    return for_audiences(event_id, (Audience.EVERYBODY,))


def for_audiences(event_id: int, audiences: Collection[Audience]) -> Sequence[Material]:
    """List what is for these, in order, each with its file; what has no file yet is left out. One statement."""
    return db.session.scalars(
        sa.select(Material)
        .join(StoredFile, StoredFile.id == Material.file_id)
        .options(contains_eager(Material.file))
        .where(Material.event_id == event_id, Material.audience.in_(audiences))
        .order_by(Material.position, Material.id)
    ).all()


def find_for(event_id: int, uid: uuid.UUID, audiences: Collection[Audience]) -> Material | None:
    """Find a material with its file that these may have. One statement."""
    return db.session.scalar(
        sa.select(Material)
        .join(StoredFile, StoredFile.id == Material.file_id)
        .options(contains_eager(Material.file))
        .where(Material.event_id == event_id, Material.uid == uid, Material.audience.in_(audiences))
    )


def find_material(event_id: int, uid: uuid.UUID) -> Material | None:
    """Find a material of an event, for the team. One statement."""
    return db.session.scalar(
        sa.select(Material).options(joinedload(Material.file)).where(Material.event_id == event_id, Material.uid == uid)
    )


def page_of(event_id: int, *, offset: int, limit: int) -> Sequence[Material]:
    """List one page of all materials, for the team. One statement."""
    return db.session.scalars(
        sa.select(Material)
        .options(joinedload(Material.file))
        .where(Material.event_id == event_id)
        .order_by(Material.position, Material.id)
        .offset(offset)
        .limit(limit)
    ).all()


def count(event_id: int) -> tuple[int, int]:
    """Count all materials, and those without a file. One statement."""
    row = db.session.execute(
        sa.select(sa.func.count(), sa.func.count(sa.case((Material.file_id.is_(None), 1)))).where(
            Material.event_id == event_id
        )
    ).one()
    return row[0], row[1]


def in_order(event_id: int) -> Sequence[Material]:
    """List all materials in their order, to change it. One statement."""
    asked = sa.select(Material).where(Material.event_id == event_id).order_by(Material.position, Material.id)
    return db.session.scalars(asked).all()


def codes(event_id: int) -> Sequence[str]:
    """List the codes in use. One statement."""
    return db.session.scalars(sa.select(Material.code).where(Material.event_id == event_id)).all()


def things(event_id: int) -> list[tuple[Related, Texts]]:
    """List what a material may belong to: groups, models, items of the programme. Three statements."""
    groups = sa.select(FocusGroup.uid, FocusGroup.title).where(FocusGroup.event_id == event_id)
    models = sa.select(ScalingModel.uid, ScalingModel.title).where(
        ScalingModel.event_id == event_id, ScalingModel.state.not_in(NOT_SUBMITTED)
    )
    items = sa.select(AgendaItem.uid, AgendaItem.title).where(AgendaItem.event_id == event_id)
    asked = {
        "focus_group": groups.order_by(FocusGroup.number),
        "scaling_model": models.order_by(ScalingModel.position, ScalingModel.id),
        "agenda_item": items.order_by(AgendaItem.starts_at, AgendaItem.id),
    }
    return [
        (Related(kind, str(uid)), title) for kind, select in asked.items() for uid, title in db.session.execute(select)
    ]
