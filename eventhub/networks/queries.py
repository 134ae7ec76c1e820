"""What is asked about communities and road maps."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.ground.db import db
from eventhub.networks.models import Milestone, NetworkCommunity, RoadMap
from eventhub.people.models import Person


def road_maps(event_id: int) -> dict[RoadMap, Sequence[Milestone]]:
    """Return the road maps of an event in their order, each with its milestones. One statement.

    Community, coordinator and the owners of milestones are loaded with them.
    """
    coordinator, owner = sa.orm.aliased(Person), sa.orm.aliased(Person)
    rows = db.session.execute(
        sa.select(RoadMap, Milestone)
        .join(RoadMap.community)
        .outerjoin(coordinator, coordinator.id == NetworkCommunity.coordinator_id)
        .outerjoin(Milestone, Milestone.road_map_id == RoadMap.id)
        .outerjoin(owner, owner.id == Milestone.owner_id)
        .options(
            contains_eager(RoadMap.community).contains_eager(NetworkCommunity.coordinator.of_type(coordinator)),
            contains_eager(Milestone.owner.of_type(owner)),
        )
        .where(RoadMap.event_id == event_id)
        .order_by(RoadMap.position, RoadMap.id, Milestone.position, Milestone.id)
    )
    found: dict[RoadMap, list[Milestone]] = defaultdict(list)
    for road_map, milestone in rows:
        found[road_map].extend(filter(None, [milestone]))
    return dict(found)
