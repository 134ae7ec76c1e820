"""What happens with milestones: the team plans them, team and coordinator report how far they are."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events import rules as events
from eventhub.events.actions.event import is_unchanged
from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.networks import queries
from eventhub.networks.letters import LINK_KIND
from eventhub.networks.models import Milestone, MilestoneDependency, MilestoneState, ProgressReport, RoadMap
from eventhub.networks.rules import planning


@dataclass(frozen=True)
class ProgressDetails:
    """How far a milestone is."""

    state: MilestoneState
    done_on: date | None
    note: str


@dataclass(frozen=True)
class MilestoneDetails:
    """What is planned, and how far it is."""

    title: str
    lang: str
    due_on: date
    owner_id: int | None
    result: str
    indicator_unit: str
    indicator_target: Decimal | None
    needs: tuple[int, ...]
    progress: ProgressDetails

    @property
    def plan(self) -> dict[str, Any]:
        """The columns that say what is planned."""
        names = ("title", "lang", "due_on", "owner_id", "result", "indicator_unit", "indicator_target")
        return {name: getattr(self, name) for name in names}


def add_milestone(
    event: Event, road_map: RoadMap, details: MilestoneDetails, *, key: uuid.UUID, by: User, now: datetime
) -> Milestone:
    """Add a milestone after the last; the same form sent again finds what it made. The caller commits.

    Raises DayMissing, DayWithoutDone, DayAhead or TooManyMilestones.
    """
    made = queries.find_milestone(road_map.id, key)
    if made is not None:
        return made
    planning.progress_is_whole(details.progress.state, details.progress.done_on, _today(event, now))
    known = queries.milestones_of(road_map.id, with_withdrawn=True)
    planning.one_more_fits(known)
    place = max((milestone.position for milestone in known), default=-1) + 1
    milestone = Milestone(
        uid=key,
        road_map_id=road_map.id,
        code=planning.next_code(road_map.code, [each.code for each in known]),
        position=place,
        revised_at=now,
        **details.plan,
        **vars(details.progress),
    )
    db.session.add(milestone)
    db.session.flush()
    _wait_for(milestone, details.needs)
    _record("create", milestone, event, by=by, now=now, after={"code": milestone.code})
    return milestone


def change_milestone(
    event: Event,
    road_map: RoadMap,
    milestone: Milestone,
    details: MilestoneDetails,
    *,
    seen: int | None,
    by: User,
    now: datetime,
) -> None:
    """Change what is planned and how far it is; calendars take note. The caller commits.

    seen: the revision that the form showed. Raises DayMissing, DayWithoutDone, DayAhead, WaitsInCircle or
    ChangedMeanwhile.
    """
    planning.progress_is_whole(details.progress.state, details.progress.done_on, _today(event, now))
    edges = queries.dependencies(road_map.id)
    planning.waits_in_order(milestone.id, details.needs, edges)
    needed = {needs for waiting, needs in edges if waiting == milestone.id}
    waits_anew = needed != set(details.needs)
    progress = vars(details.progress)
    if is_unchanged(milestone, details.plan | progress) and not waits_anew:
        return
    events.is_up_to_date(milestone.revision, seen)
    before, after = audit.change(milestone, details.plan)
    if waits_anew:
        _wait_for(milestone, details.needs)
        before["needs"], after["needs"] = sorted(needed), sorted(details.needs)
    told = audit.change(milestone, progress)
    milestone.revise(now)
    if told[1]:
        _report(event, road_map, milestone, *told, now=now, by=f"user:{by.uid}", user_id=by.id)
    _record("change", milestone, event, by=by, now=now, before=before | told[0], after=after | told[1])


def report_progress(
    event: Event, road_map: RoadMap, milestone: Milestone, details: ProgressDetails, *, seen: int | None, now: datetime
) -> None:
    """Let the coordinator who came by the personal link say how far a milestone is. The caller commits.

    What says the same again changes nothing. Raises DayMissing, DayWithoutDone, DayAhead or ChangedMeanwhile.
    """
    planning.progress_is_whole(details.state, details.done_on, _today(event, now))
    if is_unchanged(milestone, vars(details)):
        return
    events.is_up_to_date(milestone.revision, seen)
    told = audit.change(milestone, vars(details))
    milestone.revise(now)
    person_id = road_map.community.coordinator_id
    _report(event, road_map, milestone, *told, now=now, by=f"link:{LINK_KIND}:{road_map.uid}", person_id=person_id)


def withdraw_milestone(event: Event, milestone: Milestone, *, by: User, now: datetime) -> None:
    """Withdraw a milestone: it counts no longer, and calendars show it as cancelled. The caller commits."""
    _set_withdrawn(event, milestone, now, "withdraw", by=by, now=now)


def restore_milestone(event: Event, milestone: Milestone, *, by: User, now: datetime) -> None:
    """Let a withdrawn milestone count again. The caller commits."""
    _set_withdrawn(event, milestone, None, "restore", by=by, now=now)


def move_milestone(event: Event, milestone: Milestone, *, up: bool, by: User, now: datetime) -> None:
    """Move a milestone one place up or down among those that count; at the end it stays. The caller commits."""
    row = list(queries.milestones_of(milestone.road_map_id))
    if milestone not in row:
        return
    here = row.index(milestone)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for place, each in enumerate(row):
        each.position = place
    _record("move", milestone, event, by=by, now=now, before={"place": here + 1}, after={"place": there + 1})


def _set_withdrawn(
    event: Event, milestone: Milestone, withdrawn_at: datetime | None, verb: str, *, by: User, now: datetime
) -> None:
    if (milestone.withdrawn_at is None) == (withdrawn_at is None):
        return
    milestone.withdrawn_at = withdrawn_at
    milestone.revise(now)
    _record(verb, milestone, event, by=by, now=now)


def _wait_for(milestone: Milestone, needs: tuple[int, ...]) -> None:
    db.session.execute(sa.delete(MilestoneDependency).where(MilestoneDependency.milestone_id == milestone.id))
    db.session.add_all(MilestoneDependency(milestone_id=milestone.id, needs_id=needed) for needed in needs)


def _report(
    event: Event,
    road_map: RoadMap,
    milestone: Milestone,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    now: datetime,
    **who: Any,
) -> None:
    db.session.add(
        ProgressReport(
            road_map_id=road_map.id, milestone_id=milestone.id, reported_at=now, before=before, after=after, **who
        )
    )
    road_map.reported_on = _today(event, now)


def _today(event: Event, now: datetime) -> date:
    return now.astimezone(event.zone).date()


def _record(verb: str, milestone: Milestone, event: Event, *, by: User, now: datetime, **what: Any) -> None:
    audit.record(verb, "milestone", milestone.uid, event_uid=event.uid, by=f"user:{by.uid}", now=now, **what)
