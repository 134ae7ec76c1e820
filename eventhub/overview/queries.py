"""What public and personal pages ask that reaches over several features."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.certificates.models import Certificate, CertificateRule
from eventhub.events.models import AgendaItem, EventMunicipality, EventRole
from eventhub.focus_groups.models import GroupSlot
from eventhub.ground.db import db
from eventhub.people.models import RoleCategory
from eventhub.registration.models import PlaceKind, Places, Registration
from eventhub.registration.queries import was_there
from eventhub.scaling_models.models import Call, ModelState, ScalingModel
from eventhub.scaling_models.queries import parts
from eventhub.scaling_models.rules import SUBMITTED


@dataclass(frozen=True, slots=True)
class Facts:
    """What an event page counts. No capacity means no limit; `came` is the number of people who were there."""

    capacity: int | None
    taken: int
    came: int
    municipalities: int
    models_submitted: int
    models_accepted: int
    call_opens_at: datetime | None
    call_closes_at: datetime | None
    programme: bool
    groups: bool
    models: bool

    @property
    def parts(self) -> frozenset[str]:
        """Which parts there is something to show of."""
        return frozenset(part for part in ("programme", "groups", "models") if getattr(self, part))


def facts(event_id: int) -> Facts:
    """Count everything the event page says. One statement."""
    places = sa.select(Places).where(Places.event_id == event_id, Places.kind == PlaceKind.EVENT).subquery()
    came = sa.select(sa.func.count(Registration.id)).where(Registration.event_id == event_id, was_there())
    models = sa.select(sa.func.count(ScalingModel.id)).where(ScalingModel.event_id == event_id)
    call = sa.select(Call).where(Call.event_id == event_id).subquery()
    expected = sa.select(sa.func.count(EventMunicipality.id)).where(EventMunicipality.event_id == event_id)
    asked = {
        "capacity": sa.select(places.c.capacity).scalar_subquery(),
        "taken": sa.func.coalesce(sa.select(places.c.taken).scalar_subquery(), 0),
        "came": came.scalar_subquery(),
        "municipalities": expected.scalar_subquery(),
        "models_submitted": models.where(ScalingModel.state.in_(SUBMITTED)).scalar_subquery(),
        "models_accepted": models.where(ScalingModel.state == ModelState.ACCEPTED).scalar_subquery(),
        "call_opens_at": sa.select(call.c.opens_at).scalar_subquery(),
        "call_closes_at": sa.select(call.c.closes_at).scalar_subquery(),
        **parts(event_id),
    }
    row = db.session.execute(sa.select(*(column.label(name) for name, column in asked.items()))).one()
    return Facts(**row._asdict())


def roles_of(event_id: int) -> Sequence[RoleCategory]:
    """List whom an event is for, in the order of its form. One statement."""
    return db.session.scalars(
        sa.select(RoleCategory)
        .join(EventRole, EventRole.role_id == RoleCategory.id)
        .where(EventRole.event_id == event_id)
        .order_by(EventRole.position, EventRole.id)
    ).all()


def own_agenda(event_id: int, group_ids: Sequence[int]) -> Sequence[AgendaItem]:
    """List one person's day: what is for everybody, and where their own groups meet. One statement."""
    slot = sa.select(GroupSlot.agenda_item_id)
    return db.session.scalars(
        sa.select(AgendaItem)
        .where(
            AgendaItem.event_id == event_id,
            sa.or_(AgendaItem.id.not_in(slot), AgendaItem.id.in_(slot.where(GroupSlot.focus_group_id.in_(group_ids)))),
        )
        .options(joinedload(AgendaItem.room))
        .order_by(AgendaItem.starts_at, AgendaItem.position, AgendaItem.id)
    ).all()


def certificate_of(event_id: int, registration_id: int) -> tuple[CertificateRule | None, Certificate | None]:
    """Return the event's rule for certificates and the person's own certificate, if any. One statement."""
    row = db.session.execute(
        sa.select(CertificateRule, Certificate)
        .outerjoin(
            Certificate,
            sa.and_(Certificate.registration_id == registration_id, Certificate.revoked_at.is_(None)),
        )
        .where(CertificateRule.event_id == event_id)
    ).one_or_none()
    return (row[0], row[1]) if row else (None, None)
