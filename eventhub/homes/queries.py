"""What the homes ask the database: one statement for all figures of an event, and everybody's own things."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.elements import ColumnElement

from eventhub.accounts.models import User
from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.events.models import AgendaItem, Event, EventMunicipality, Membership, Room
from eventhub.focus_groups.models import FocusGroup, GuideQuestion
from eventhub.ground.db import db, hour_of
from eventhub.homes.rules import Figures
from eventhub.materials.models import Material
from eventhub.networks.models import Milestone, MilestoneState, RoadMap
from eventhub.outcomes.models import Decision, GroupRecord, RecordState, Resolution
from eventhub.people.models import Person
from eventhub.registration.models import Attendance, PlaceKind, Places, Registration, RegistrationState
from eventhub.scaling_models.models import Call, ModelState, Review, ScalingModel

Count = ColumnElement[int]


def figures(event: Event, today: date) -> Figures:
    """Count everything the organiser's home shows about an event. One statement.

    today: the day in the event's zone by which milestones are overdue.
    """
    counted = {
        **_preparation(event.id),
        **_registration(event.id),
        **_models(event.id),
        **_day(event.id),
        **_year_after(event.id, today),
    }
    row = db.session.execute(sa.select(*(count.label(name) for name, count in counted.items()))).one()
    return Figures(**row._asdict())


def _count(table: type[object], *conditions: ColumnElement[bool]) -> Count:
    return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()


def _preparation(event_id: int) -> dict[str, Count]:
    leaderless = FocusGroup.facilitator_id.is_(None)
    return {
        "agenda_items": _count(AgendaItem, AgendaItem.event_id == event_id),
        "rooms": _count(Room, Room.event_id == event_id),
        "groups": _count(FocusGroup, FocusGroup.event_id == event_id),
        "groups_without_facilitator": _count(FocusGroup, FocusGroup.event_id == event_id, leaderless),
        "municipalities_expected": _count(EventMunicipality, EventMunicipality.event_id == event_id),
        "materials": _count(Material, Material.event_id == event_id),
        "materials_missing": _count(Material, Material.event_id == event_id, Material.file_id.is_(None)),
    }


def _registration(event_id: int) -> dict[str, Count]:
    places = sa.select(Places).where(Places.event_id == event_id, Places.kind == PlaceKind.EVENT).subquery()
    live = (Registration.event_id == event_id, Registration.state == RegistrationState.CONFIRMED)
    present = sa.select(Attendance.registration_id).distinct().join(Registration).where(*live).subquery()
    municipalities = sa.select(sa.func.count(Registration.municipality_id.distinct())).where(*live)
    return {
        "places": sa.select(places.c.capacity).scalar_subquery(),
        "places_taken": sa.func.coalesce(sa.select(places.c.taken).scalar_subquery(), 0),
        "waiting": _count(
            Registration, Registration.event_id == event_id, Registration.state == RegistrationState.WAITING
        ),
        "municipalities_present": municipalities.scalar_subquery(),
        "attended": sa.select(sa.func.count()).select_from(present).scalar_subquery(),
    }


def _models(event_id: int) -> dict[str, ColumnElement[Any]]:
    submitted = (ScalingModel.event_id == event_id, ScalingModel.state != ModelState.DRAFT)
    reviews = sa.select(sa.func.count()).select_from(Review).join(ScalingModel).where(*submitted)
    return {
        "models": _count(ScalingModel, *submitted),
        "models_accepted": _count(ScalingModel, *submitted, ScalingModel.state == ModelState.ACCEPTED),
        "reviews": reviews.scalar_subquery(),
        "reviews_answered": reviews.where(Review.submitted_at.is_not(None)).scalar_subquery(),
        "call_closes_at": sa.select(Call.closes_at).where(Call.event_id == event_id).scalar_subquery(),
        "review_closes_at": sa.select(Call.review_closes_at).where(Call.event_id == event_id).scalar_subquery(),
    }


def _day(event_id: int) -> dict[str, Count]:
    allocated = sa.select(sa.func.count(Assignment.registration_id.distinct())).join(Allocation)
    published = (Allocation.event_id == event_id, Allocation.state == AllocationState.PUBLISHED)
    signed = sa.select(sa.func.count()).select_from(GroupRecord).join(FocusGroup)
    decided = sa.select(sa.func.count()).select_from(Decision).join(Resolution, Decision.resolution_id == Resolution.id)
    return {
        "allocated": allocated.where(*published).scalar_subquery(),
        "records_signed": signed.where(
            FocusGroup.event_id == event_id, GroupRecord.state == RecordState.FINAL
        ).scalar_subquery(),
        "decisions": decided.where(Resolution.event_id == event_id).scalar_subquery(),
    }


def _year_after(event_id: int, today: date) -> dict[str, Count]:
    counting = (RoadMap.event_id == event_id, Milestone.withdrawn_at.is_(None))
    steps = sa.select(sa.func.count()).select_from(Milestone).join(RoadMap).where(*counting)
    is_done = Milestone.state == MilestoneState.DONE
    return {
        "road_maps": _count(RoadMap, RoadMap.event_id == event_id),
        "milestones": steps.scalar_subquery(),
        "milestones_done": steps.where(is_done).scalar_subquery(),
        "milestones_overdue": steps.where(~is_done, Milestone.due_on < today).scalar_subquery(),
    }


def events_of(user: User) -> Sequence[Membership]:
    """List the events a user works in, the latest first, a row for each role. One statement."""
    return db.session.scalars(
        sa.select(Membership)
        .join(Membership.event)
        .options(joinedload(Membership.event))
        .where(Membership.user_id == user.id)
        .order_by(Event.starts_at.desc(), Event.id, Membership.id)
    ).all()


def all_events(limit: int) -> Sequence[Event]:
    """List the latest events of the installation, for an administrator."""
    return db.session.scalars(sa.select(Event).order_by(Event.starts_at.desc()).limit(limit)).all()


def groups_led_by(user: User, event_id: int) -> Sequence[FocusGroup]:
    """List the groups of an event whose facilitator or secretary is this user. One statement."""
    return db.session.scalars(
        sa.select(FocusGroup)
        .options(joinedload(FocusGroup.room))
        .where(FocusGroup.event_id == event_id, _led_by(user))
        .order_by(FocusGroup.number)
    ).all()


def find_group_led_by(user: User, event_id: int, number: int) -> FocusGroup | None:
    """Find a group by its number, if this user is its facilitator or secretary."""
    return db.session.scalars(
        sa.select(FocusGroup)
        .options(joinedload(FocusGroup.room))
        .where(FocusGroup.event_id == event_id, FocusGroup.number == number, _led_by(user))
    ).one_or_none()


def _led_by(user: User) -> ColumnElement[bool]:
    persons = sa.select(Person.id).where(Person.user_id == user.id)
    return sa.or_(FocusGroup.facilitator_id.in_(persons), FocusGroup.secretary_id.in_(persons))


def questions_of(group: FocusGroup) -> Sequence[GuideQuestion]:
    """List the guide of a group."""
    return db.session.scalars(
        sa.select(GuideQuestion).where(GuideQuestion.focus_group_id == group.id).order_by(GuideQuestion.number)
    ).all()


def people_of(group: FocusGroup) -> Sequence[Registration]:
    """List who the published allocation puts into a group, by name; for the group's own team. One statement."""
    return db.session.scalars(
        sa.select(Registration)
        .join(Assignment, Assignment.registration_id == Registration.id)
        .join(Allocation)
        .options(joinedload(Registration.role), joinedload(Registration.municipality))
        .where(Assignment.focus_group_id == group.id, Allocation.state == AllocationState.PUBLISHED)
        .order_by(Registration.name_sort, Registration.id)
    ).all()


def record_of(group: FocusGroup) -> GroupRecord | None:
    """Find what a group has recorded so far."""
    return db.session.scalars(sa.select(GroupRecord).where(GroupRecord.focus_group_id == group.id)).one_or_none()


def models_of(group: FocusGroup) -> Sequence[ScalingModel]:
    """List the models that a group is to hear."""
    return db.session.scalars(
        sa.select(ScalingModel).where(ScalingModel.focus_group_id == group.id).order_by(ScalingModel.position)
    ).all()


def registration_moments(event_id: int) -> list[tuple[datetime, int]]:
    """Count registrations by the hour in which they came, in UTC; at most one row per hour of the registration period.

    Hours and not days, because a day begins elsewhere in another zone and databases disagree about zones.
    """
    hour = hour_of(Registration.registered_at)
    rows = db.session.execute(
        sa.select(hour, sa.func.count())
        .where(Registration.event_id == event_id, Registration.state != RegistrationState.DUPLICATE)
        .group_by(hour)
        .order_by(hour)
    )
    return [(moment, count) for moment, count in rows]
