"""What feeds ask the database: first whether anything changed, and only then for the entries."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.consents.models import Consent, ConsentDocument
from eventhub.events.models import AgendaItem, Event, EventState
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.registration.models import Registration
from eventhub.scaling_models.models import ModelPresentation


@dataclass(frozen=True, slots=True)
class State:
    """A mark of everything a feed depends on, and the moment of the last change."""

    mark: str
    modified: datetime


def state_of_event(event: Event, *more: object) -> State:
    """Return the state of a feed of the event alone. No statement. more: what else it depends on, as its language."""
    return State(_mark(event.uid, event.revision, event.revised_at, event.state, *more), event.revised_at)


def state_of_programme(event: Event, *more: object, registration: Registration | None = None) -> State:
    """Return the state of a feed of the programme. One statement, however long the programme.

    Revisions rise with each published change of an item or a group; consents decide which names are shown.
    registration: whose feed it is; then the published group counts too.
    """
    items, groups = AgendaItem.event_id == event.id, FocusGroup.event_id == event.id
    consents = Consent.document_id.in_(sa.select(ConsentDocument.id).where(ConsentDocument.event_id == event.id))
    presented = ModelPresentation.agenda_item_id.in_(sa.select(AgendaItem.id).where(items))
    counts = [
        _one(sa.func.count(AgendaItem.id), items),
        _one(sa.func.sum(AgendaItem.revision), items),
        _one(sa.func.sum(FocusGroup.revision), groups),
        _one(sa.func.count(Consent.id), consents),
        _one(sa.func.count(ModelPresentation.id), presented),
    ]
    moments = [
        _one(sa.func.max(AgendaItem.revised_at), items),
        _one(sa.func.max(FocusGroup.revised_at), groups),
        _one(sa.func.max(Consent.given_at), consents),
        _one(sa.func.max(Consent.withdrawn_at), consents),
    ]
    if registration is not None:
        counts.append(_of_published(registration, sa.func.max(Assignment.focus_group_id)))
        moments.append(_of_published(registration, sa.func.max(Allocation.published_at)))
    found = tuple(db.session.execute(sa.select(*counts, *moments)).one())
    changes = [moment for moment in (event.revised_at, *found[len(counts) :]) if moment is not None]
    return State(_mark(event.uid, event.revision, event.revised_at, event.state, *found, *more), max(changes))


def _one(value: sa.ColumnElement[Any], condition: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    return sa.select(value).where(condition).scalar_subquery()


def _of_published(registration: Registration, value: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    return (
        sa.select(value)
        .select_from(Assignment)
        .join(Allocation, Allocation.id == Assignment.allocation_id)
        .where(Assignment.registration_id == registration.id, Allocation.state == AllocationState.PUBLISHED)
        .scalar_subquery()
    )


def _mark(*parts: object) -> str:
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def find_public_group(slug: str, number: int) -> tuple[Event, FocusGroup] | None:
    """Find a group by its number together with its event, if strangers may see it. One statement."""
    row = db.session.execute(
        sa.select(Event, FocusGroup)
        .join(FocusGroup, FocusGroup.event_id == Event.id)
        .where(Event.slug == slug, Event.state != EventState.DRAFT, FocusGroup.number == number)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def find_published_group(registration: Registration) -> FocusGroup | None:
    """Find the group of a participant, as published. One statement."""
    return db.session.scalars(
        sa.select(FocusGroup)
        .join(Assignment, Assignment.focus_group_id == FocusGroup.id)
        .join(Allocation, Allocation.id == Assignment.allocation_id)
        .where(Assignment.registration_id == registration.id, Allocation.state == AllocationState.PUBLISHED)
        .order_by(Assignment.round)
        .limit(1)
    ).first()


def items_of(event_id: int) -> list[tuple[AgendaItem, FocusGroup | None]]:
    """List the programme with rooms, each item with the group that meets in it. One statement."""
    rows = db.session.execute(
        sa.select(AgendaItem, FocusGroup)
        .outerjoin(GroupSlot, GroupSlot.agenda_item_id == AgendaItem.id)
        .outerjoin(FocusGroup, FocusGroup.id == GroupSlot.focus_group_id)
        .options(joinedload(AgendaItem.room))
        .where(AgendaItem.event_id == event_id)
        .order_by(AgendaItem.starts_at, FocusGroup.number, AgendaItem.position, AgendaItem.id)
    )
    return [(item, group) for item, group in rows]
