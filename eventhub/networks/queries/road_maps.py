"""What is asked about road maps with their milestones, sources and reports."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.consents import queries as consents
from eventhub.consents.models import Purpose
from eventhub.events.models import Event, EventState
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.texts import Spoken
from eventhub.networks.models import (
    CommunityMunicipality,
    Milestone,
    MilestoneDependency,
    NetworkCommunity,
    ProgressReport,
    RoadMap,
    RoadMapSource,
)
from eventhub.outcomes.models import GroupRecord, Recommendation, RecordState
from eventhub.people.models import Municipality, Person

MOST_REPORTS = 100


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A road map with its event, for whoever came to it alone."""

    event: Event
    road_map: RoadMap


@dataclass(frozen=True, slots=True)
class PlanMark:
    """How many milestones a road map has, how often they were revised, and when it last changed."""

    count: int
    revisions: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """A recommendation that a road map carries out, and the number of its group."""

    recommendation_id: int
    uid: uuid.UUID
    said: Spoken
    group: int


def road_maps(event_id: int) -> dict[RoadMap, Sequence[Milestone]]:
    """Return the road maps of an event in their order, each with its milestones. One statement.

    Community, coordinator and the owners of milestones are loaded with them; withdrawn milestones are left out.
    """
    coordinator, owner = sa.orm.aliased(Person), sa.orm.aliased(Person)
    rows = db.session.execute(
        sa.select(RoadMap, Milestone)
        .join(RoadMap.community)
        .outerjoin(coordinator, coordinator.id == NetworkCommunity.coordinator_id)
        .outerjoin(Milestone, sa.and_(Milestone.road_map_id == RoadMap.id, Milestone.withdrawn_at.is_(None)))
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


def find_plan(event_id: int, uid: uuid.UUID) -> RoadMap | None:
    """Find a road map of an event, with community, coordinator and group. One statement."""
    return db.session.scalar(_whole().where(RoadMap.event_id == event_id, RoadMap.uid == uid))


def find_public_plan(slug: str, uid: uuid.UUID) -> OpenedPlan | None:
    """Find a road map together with its event, if strangers may see it. One statement."""
    return _opened(Event.slug == slug, RoadMap.uid == uid)


def find_by_link(uid: uuid.UUID, revision: int, slug: str) -> OpenedPlan | None:
    """Find the road map that a coordinator's link opens. One statement.

    A link of an older revision, of another event or of an event not yet published opens nothing.
    """
    return _opened(Event.slug == slug, RoadMap.uid == uid, RoadMap.link_revision == revision)


def _opened(*conditions: sa.ColumnElement[bool]) -> OpenedPlan | None:
    row = db.session.execute(
        _whole()
        .add_columns(Event)
        .join(Event, Event.id == RoadMap.event_id)
        .where(Event.state != EventState.DRAFT, *conditions)
    ).one_or_none()
    return OpenedPlan(row[1], row[0]) if row else None


def _whole() -> sa.Select[RoadMap]:
    community = joinedload(RoadMap.community, innerjoin=True)
    return sa.select(RoadMap).options(
        community.joinedload(NetworkCommunity.coordinator), community.joinedload(NetworkCommunity.focus_group)
    )


def milestones_of(road_map_id: int, *, with_withdrawn: bool = False) -> Sequence[Milestone]:
    """List the milestones of a road map in their order, each with its owner. One statement."""
    asked = sa.select(Milestone).where(Milestone.road_map_id == road_map_id).options(joinedload(Milestone.owner))
    if not with_withdrawn:
        asked = asked.where(Milestone.withdrawn_at.is_(None))
    return db.session.scalars(asked.order_by(Milestone.position, Milestone.id)).all()


def find_milestone(road_map_id: int, uid: uuid.UUID) -> Milestone | None:
    """Find a milestone of a road map. One statement."""
    return db.session.scalar(
        sa.select(Milestone)
        .where(Milestone.road_map_id == road_map_id, Milestone.uid == uid)
        .options(joinedload(Milestone.owner))
    )


def dependencies(road_map_id: int) -> list[tuple[int, int]]:
    """List who waits for whom in a road map, as (milestone, needed). One statement."""
    rows = db.session.execute(
        sa.select(MilestoneDependency.milestone_id, MilestoneDependency.needs_id)
        .join(Milestone, Milestone.id == MilestoneDependency.milestone_id)
        .where(Milestone.road_map_id == road_map_id)
        .order_by(MilestoneDependency.id)
    )
    return [(waiting, needed) for waiting, needed in rows]


def sources_of(road_map_id: int) -> list[Source]:
    """List what a road map carries out, as far as the group has signed it. One statement."""
    rows = db.session.execute(
        sa.select(Recommendation.id, Recommendation.uid, Recommendation.text, Recommendation.lang, FocusGroup.number)
        .join(RoadMapSource, RoadMapSource.recommendation_id == Recommendation.id)
        .join(GroupRecord, GroupRecord.id == Recommendation.record_id)
        .join(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .where(
            RoadMapSource.road_map_id == road_map_id,
            GroupRecord.state == RecordState.FINAL,
            Recommendation.withdrawn_at.is_(None),
        )
        .order_by(RoadMapSource.position, RoadMapSource.id)
    )
    return [Source(key, uid, Spoken(text, lang), number) for key, uid, text, lang, number in rows]


def municipalities_of(community_id: int) -> Sequence[Municipality]:
    """List the municipalities of a community in their order. One statement."""
    return db.session.scalars(
        sa.select(Municipality)
        .join(CommunityMunicipality, CommunityMunicipality.municipality_id == Municipality.id)
        .where(CommunityMunicipality.community_id == community_id)
        .order_by(CommunityMunicipality.position, CommunityMunicipality.id)
    ).all()


def reports_of(road_map_id: int) -> Sequence[ProgressReport]:
    """List what was reported, the latest first, with milestone and reporter. One statement."""
    return db.session.scalars(
        sa.select(ProgressReport)
        .where(ProgressReport.road_map_id == road_map_id)
        .options(
            joinedload(ProgressReport.milestone), joinedload(ProgressReport.person), joinedload(ProgressReport.user)
        )
        .order_by(ProgressReport.reported_at.desc(), ProgressReport.id.desc())
        .limit(MOST_REPORTS)
    ).all()


def named(event_id: int) -> set[int]:
    """Return which coordinators, owners and reporters of an event's road maps may be named in public. One statement."""
    of_event = RoadMap.event_id == event_id
    people = sa.union(
        sa.select(NetworkCommunity.coordinator_id).where(NetworkCommunity.event_id == event_id),
        sa.select(Milestone.owner_id).join(RoadMap, RoadMap.id == Milestone.road_map_id).where(of_event),
        sa.select(ProgressReport.person_id).join(RoadMap, RoadMap.id == ProgressReport.road_map_id).where(of_event),
    )
    agreed = consents.agreed(event_id, Person.id, Purpose.PUBLISH_NAME)
    return set(db.session.scalars(sa.select(Person.id).where(Person.id.in_(people), agreed)))


def has_reports(road_map_id: int) -> bool:
    """Tell whether anything was ever reported. One statement."""
    return bool(db.session.scalar(sa.select(sa.exists().where(ProgressReport.road_map_id == road_map_id))))


def codes_of(event_id: int) -> Sequence[str]:
    """List the codes that road maps of an event have already. One statement."""
    return db.session.scalars(sa.select(RoadMap.code).where(RoadMap.event_id == event_id)).all()


def lock_event(event_id: int) -> None:
    """Let nobody else make a community of this event until the transaction ends. One statement."""
    db.session.execute(sa.select(Event.id).where(Event.id == event_id).with_for_update())


def mark_of(road_map: RoadMap) -> PlanMark:
    """Return what a calendar of a road map depends on. One statement, however many milestones."""
    counted = (sa.func.count(Milestone.id), sa.func.sum(Milestone.revision), sa.func.max(Milestone.revised_at))
    row = db.session.execute(sa.select(*counted).where(Milestone.road_map_id == road_map.id)).one()
    if not row[0]:
        return PlanMark(0, 0, road_map.revised_at)
    return PlanMark(row[0], row[1], max(row[2], road_map.revised_at))
