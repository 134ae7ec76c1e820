"""Small factories of what goes on after the day, and of what a group leaves behind for it."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.networks.models import Milestone, NetworkCommunity, RoadMap
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    GroupRecord,
    Recommendation,
    RecordState,
    Resolution,
    ResolutionState,
)
from eventhub.registration.models import Registration
from tests.factories import DAY, NOW


def keep(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def make_road_map(event: Event, coordinator: Any = None, **given: Any) -> RoadMap:
    """Make a community with a road map of a year."""
    number = given.pop("number", 1)
    community = keep(
        NetworkCommunity(
            event_id=event.id,
            title=Texts(ru=f"Сообщество {number}", en=f"Community {number}"),
            goal=Texts(ru="Работать вместе"),
            coordinator_id=coordinator.id if coordinator else None,
        )
    )
    plain = {"code": f"RM{number}", "position": number, "title": Texts(ru=f"Дорожная карта {number}")}
    days = {"starts_on": date(2019, 9, 2), "ends_on": date(2020, 6, 30), "revised_at": NOW}
    own = {"event_id": event.id, "community": community, "community_id": community.id}
    return keep(RoadMap(**{**plain, **days, **own, **given}))


def make_milestone(road_map: RoadMap, title: str = "Первый выезд", **given: Any) -> Milestone:
    """Make a milestone that is planned and due on 16 September 2019."""
    number = given.pop("number", 1)
    plain = {"code": f"{road_map.code}-{number}", "position": number, "title": title, "lang": "ru"}
    days = {"due_on": date(2019, 9, 16), "revised_at": NOW}
    return keep(Milestone(**{"road_map_id": road_map.id, **plain, **days, **given}))


def seat(registration: Registration, group: FocusGroup) -> None:
    """Put somebody into a group by a published allocation."""
    event_id = registration.event_id
    published = {"state": AllocationState.PUBLISHED, "made_at": NOW, "published_at": NOW}
    allocation = db.session.query(Allocation).filter_by(event_id=event_id).one_or_none()
    allocation = allocation or keep(Allocation(event_id=event_id, number=1, **published))
    own = {"allocation_id": allocation.id, "registration_id": registration.id, "focus_group_id": group.id}
    keep(Assignment(**own, rank=1, reason=Reason.PREFERENCE))


def make_record(group: FocusGroup, state: RecordState = RecordState.FINAL) -> GroupRecord:
    return keep(GroupRecord(focus_group_id=group.id, state=state, signed_at=DAY, changed_at=DAY))


def make_recommendation(record: GroupRecord, text: str, votes: tuple[int, int, int], **given: Any) -> Recommendation:
    counted = dict(zip(("votes_for", "votes_against", "votes_abstained"), votes, strict=True))
    return keep(Recommendation(record_id=record.id, text=text, lang="ru", **counted, **given))


def decide(event: Event, text: str, *sources: Recommendation, **given: Any) -> Decision:
    """Let the hall adopt a decision that comes from recommendations."""
    resolution = db.session.query(Resolution).filter_by(event_id=event.id).one_or_none()
    resolution = resolution or keep(
        Resolution(event_id=event.id, state=ResolutionState.ADOPTED, lang="ru", adopted_at=DAY)
    )
    decision = keep(Decision(resolution_id=resolution.id, text=text, lang="ru", **given))
    for source in sources:
        keep(DecisionSource(decision_id=decision.id, recommendation_id=source.id))
    return decision


def all_of(table: Any) -> Any:
    """List the rows of a table as they are in the database now."""
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def address(road_map: RoadMap, more: str = "") -> str:
    """Return the address of a community's page for its team."""
    return f"/manage/ploshchadka/communities/{road_map.uid}{more}"
