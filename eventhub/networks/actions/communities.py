"""What happens with communities and their road maps as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events import rules as events
from eventhub.events.actions.event import is_unchanged
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.i18n import _, speaking
from eventhub.ground.texts import Texts
from eventhub.networks import letters, queries
from eventhub.networks.models import CommunityMunicipality, Milestone, NetworkCommunity, RoadMap, RoadMapSource
from eventhub.networks.rules import planning
from eventhub.networks.rules.planning import Draft, Recommended
from eventhub.people.models import Person


@dataclass(frozen=True)
class CommunityDetails:
    """What is said about a community and its road map."""

    title: Texts
    goal: Texts
    coordinator_id: int | None
    municipality_ids: tuple[int, ...]
    plan_title: Texts
    starts_on: date
    ends_on: date


def make_community(event: Event, group: FocusGroup, coordinator: Person | None, *, by: User, now: datetime) -> RoadMap:
    """Let a community with a drafted road map grow out of a focus group. The caller commits.

    Pressed again, also by somebody else at the same moment, it finds the community that is there. Title and goal come
    from the group, municipalities from its people, milestones from what the group adopted and the hall decided.
    """
    queries.lock_event(event.id)
    made = queries.community_of(group)
    if made is not None:
        return made
    community = NetworkCommunity(
        event_id=event.id,
        title=_in_each_language(group, event, lambda words: _("Network community “%(theme)s”", theme=words)),
        goal=_in_each_language(
            group, event, lambda words: _("Carry out what the focus group “%(theme)s” recommended", theme=words)
        ),
        coordinator_id=coordinator.id if coordinator else None,
        focus_group_id=group.id,
    )
    db.session.add(community)
    db.session.flush()
    _settle(community, queries.municipality_ids(event.id, group.id))
    recommended = queries.recommended(group)
    road_map = _draft(event, group, community, recommended, now)
    _record("create", road_map, event, by=by, now=now, after={"group": group.number, "code": road_map.code})
    return road_map


def change_community(
    event: Event, road_map: RoadMap, details: CommunityDetails, *, seen: int | None, by: User, now: datetime
) -> None:
    """Change what is said about a community and its road map. The caller commits.

    Another coordinator closes the link of the one before. seen: the revision that the form showed.
    Raises EndsBeforeItStarts or ChangedMeanwhile.
    """
    planning.period_is_in_order(details.starts_on, details.ends_on)
    community = road_map.community
    own = {"title": details.title, "goal": details.goal, "coordinator_id": details.coordinator_id}
    plan = {"title": details.plan_title, "starts_on": details.starts_on, "ends_on": details.ends_on}
    settled = tuple(municipality.id for municipality in queries.municipalities_of(community.id))
    moved = set(settled) != set(details.municipality_ids)
    if is_unchanged(community, own) and is_unchanged(road_map, plan) and not moved:
        return
    events.is_up_to_date(road_map.revision, seen)
    if community.coordinator_id != details.coordinator_id:
        road_map.link_revision += 1
    before, after = audit.change(community, own)
    before_plan, after_plan = audit.change(road_map, plan)
    if moved:
        _settle(community, details.municipality_ids)
        before["municipalities"], after["municipalities"] = len(settled), len(details.municipality_ids)
    road_map.revise(now)
    before |= {f"plan {name}": value for name, value in before_plan.items()}
    after |= {f"plan {name}": value for name, value in after_plan.items()}
    _record("change", road_map, event, by=by, now=now, before=before, after=after)


def remove_community(event: Event, road_map: RoadMap, *, by: User, now: datetime) -> None:
    """Remove a community nothing was reported of, with its road map. Raises CommunityStays. The caller commits."""
    planning.community_may_go(road_map.reported_on is not None or queries.has_reports(road_map.id))
    _record("remove", road_map, event, by=by, now=now, before={"title": dict(road_map.community.title)})
    db.session.execute(sa.delete(NetworkCommunity).where(NetworkCommunity.id == road_map.community_id))


def send_link(event: Event, road_map: RoadMap, *, by: User, now: datetime) -> None:
    """Send the coordinator the link by which progress is reported. Raises NoCoordinator. The caller commits."""
    coordinator = road_map.community.coordinator
    if coordinator is None or not coordinator.email:
        raise planning.NoCoordinator
    letters.coordinator_asked(event, road_map, coordinator, now=now)
    _record("send link", road_map, event, by=by, now=now)


def revoke_link(event: Event, road_map: RoadMap, *, by: User, now: datetime) -> None:
    """Close every link to a road map that was sent so far. The caller commits."""
    road_map.link_revision += 1
    _record("revoke link", road_map, event, by=by, now=now, after={"link_revision": road_map.link_revision})


def _draft(
    event: Event, group: FocusGroup, community: NetworkCommunity, recommended: Sequence[Recommended], now: datetime
) -> RoadMap:
    drafts = planning.drafts(recommended)
    ended_on = event.ends_at.astimezone(event.zone).date()
    starts_on, ends_on = planning.period(ended_on, [draft.due_on for draft in drafts])
    codes = queries.codes_of(event.id)
    road_map = RoadMap(
        event_id=event.id,
        code=events.next_code("RM", codes),
        position=len(codes),
        community_id=community.id,
        community=community,
        title=_in_each_language(
            group, event, lambda words: _("Road map of the network community “%(theme)s”", theme=words)
        ),
        starts_on=starts_on,
        ends_on=ends_on,
        revised_at=now,
    )
    db.session.add(road_map)
    db.session.flush()
    db.session.add_all(_drafted(road_map, draft, place, now) for place, draft in enumerate(drafts))
    db.session.add_all(
        RoadMapSource(road_map_id=road_map.id, recommendation_id=each.id, position=place)
        for place, each in enumerate(planning.carried_out(recommended))
    )
    return road_map


def _drafted(road_map: RoadMap, draft: Draft, place: int, now: datetime) -> Milestone:
    with speaking(draft.lang):
        result = _("For: %(addressee)s", addressee=draft.addressee) if draft.addressee else ""
    return Milestone(
        road_map_id=road_map.id,
        code=f"{road_map.code}-{place + 1}",
        position=place,
        title=draft.said,
        lang=draft.lang,
        due_on=draft.due_on,
        result=result,
        recommendation_id=draft.recommendation_id,
        decision_id=draft.decision_id,
        revised_at=now,
    )


def _settle(community: NetworkCommunity, municipality_ids: Sequence[int]) -> None:
    of_community = CommunityMunicipality.community_id == community.id
    db.session.execute(sa.delete(CommunityMunicipality).where(of_community))
    db.session.add_all(
        CommunityMunicipality(community_id=community.id, municipality_id=key, position=place)
        for place, key in enumerate(municipality_ids)
    )


def _in_each_language(group: FocusGroup, event: Event, say: Any) -> Texts:
    """Say something about a group in each language that its title has."""
    said = {}
    for lang in group.title:
        with speaking(lang):
            said[lang] = say((group.short_title or group.title).words(lang, event.main_language))
    return Texts(said)


def _record(verb: str, road_map: RoadMap, event: Event, *, by: User, now: datetime, **what: Any) -> None:
    audit.record(verb, "road map", road_map.uid, event_uid=event.uid, by=f"user:{by.uid}", now=now, **what)
