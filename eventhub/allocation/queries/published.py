"""What is asked about the allocation that people have been told of."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db


def published_assignments(registration_id: int) -> Sequence[Assignment]:
    """List a person's groups, round by round, as published, each with its room. One statement."""
    return db.session.scalars(
        sa.select(Assignment)
        .join(Assignment.allocation)
        .join(Assignment.focus_group)
        .options(contains_eager(Assignment.focus_group).joinedload(FocusGroup.room))
        .where(Assignment.registration_id == registration_id, Allocation.state == AllocationState.PUBLISHED)
        .order_by(Assignment.round)
    ).all()


def published_sizes(event_id: int) -> dict[int, int]:
    """Count the people of each group in the first round, as published; empty before. One statement."""
    counted = db.session.execute(
        sa.select(Assignment.focus_group_id, sa.func.count(Assignment.id))
        .join(Assignment.allocation)
        .where(
            Allocation.event_id == event_id,
            Allocation.state == AllocationState.PUBLISHED,
            Assignment.round == 1,
        )
        .group_by(Assignment.focus_group_id)
    )
    return dict(counted.all())
