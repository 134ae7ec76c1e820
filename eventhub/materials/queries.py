"""What is asked about materials."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.ground.db import db
from eventhub.ground.files import StoredFile
from eventhub.materials.models import Audience, Material


def for_everybody(event_id: int) -> Sequence[Material]:
    """List what everybody may have, in order; what has no file yet is left out. One statement."""
    return db.session.scalars(
        sa.select(Material)
        .join(StoredFile, StoredFile.id == Material.file_id)
        .options(contains_eager(Material.file))
        .where(Material.event_id == event_id, Material.audience == Audience.EVERYBODY)
        .order_by(Material.position, Material.id)
    ).all()
