"""An event takes over from another how it registers people."""

from datetime import datetime

import sqlalchemy as sa

from eventhub.consents import actions as consents
from eventhub.events.models import Event
from eventhub.ground.db import db
from eventhub.registration.models import FormVersion, Places


def copy_form_and_places(source: Event, target: Event, *, now: datetime) -> None:
    """Take over form, limits and consent texts; nobody is registered yet, so no place is taken.

    Quotas name roles and municipalities by their codes, so the lists are taken over first. The caller commits.
    """
    limits = db.session.scalars(sa.select(Places).where(Places.event_id == source.id)).all()
    db.session.add_all(
        Places(event_id=target.id, kind=limit.kind, key=limit.key, capacity=limit.capacity, taken=0) for limit in limits
    )
    form = db.session.scalars(
        sa.select(FormVersion).where(FormVersion.event_id == source.id).order_by(FormVersion.number.desc()).limit(1)
    ).one_or_none()
    if form is not None:
        db.session.add(
            FormVersion(
                event_id=target.id, number=1, questions=form.questions, introduction=form.introduction, made_at=now
            )
        )
    db.session.flush()
    consents.copy_documents(source, target)
