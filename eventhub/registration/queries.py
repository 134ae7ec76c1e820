"""What is asked about registrations."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.events.models import Event, EventState
from eventhub.ground.db import db
from eventhub.registration.models import Registration


def find_by_link(uid: uuid.UUID, revision: int, slug: str) -> Registration | None:
    """Find the registration that a participant's personal link opens, with its event, role and municipality.

    One statement. A link of an older revision, of another event or of an event not yet published opens nothing.
    """
    return db.session.scalar(
        sa.select(Registration)
        .join(Registration.event)
        .where(
            Registration.uid == uid,
            Registration.link_revision == revision,
            Event.slug == slug,
            Event.state != EventState.DRAFT,
        )
        .options(
            contains_eager(Registration.event),
            joinedload(Registration.role),
            joinedload(Registration.municipality),
        )
    )
