"""The figures of an event, what there is to see to, and the one next thing to do. Nothing here is stored."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from eventhub.events.models import Event, EventState


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted for one event; every number comes from the records, none is typed."""

    agenda_items: int = 0
    rooms: int = 0
    groups: int = 0
    groups_without_facilitator: int = 0
    places: int | None = None
    places_taken: int = 0
    waiting: int = 0
    municipalities_expected: int = 0
    municipalities_present: int = 0
    attended: int = 0
    allocated: int = 0
    models: int = 0
    models_accepted: int = 0
    reviews: int = 0
    reviews_answered: int = 0
    records_signed: int = 0
    decisions: int = 0
    materials: int = 0
    materials_missing: int = 0
    road_maps: int = 0
    milestones: int = 0
    milestones_done: int = 0
    milestones_overdue: int = 0
    call_closes_at: datetime | None = None
    review_closes_at: datetime | None = None

    @property
    def reviews_open(self) -> int:
        """Reviews asked for and not yet answered."""
        return self.reviews - self.reviews_answered

    @property
    def groups_unsigned(self) -> int:
        """Groups that have not handed in their record."""
        return self.groups - self.records_signed


class Deadline(enum.StrEnum):
    """A moment that an organiser has to be ready for."""

    CALL_CLOSES = "call_closes"
    REVIEW_CLOSES = "review_closes"
    REGISTRATION_OPENS = "registration_opens"
    REGISTRATION_CLOSES = "registration_closes"
    EVENT = "event"


def deadlines(event: Event, figures: Figures, now: datetime) -> list[tuple[datetime, Deadline]]:
    """List what is still to come, the nearest first."""
    moments = {
        Deadline.CALL_CLOSES: figures.call_closes_at,
        Deadline.REVIEW_CLOSES: figures.review_closes_at,
        Deadline.REGISTRATION_OPENS: event.registration_opens_at,
        Deadline.REGISTRATION_CLOSES: event.registration_closes_at,
        Deadline.EVENT: event.starts_at,
    }
    return sorted((moment, deadline) for deadline, moment in moments.items() if moment is not None and moment > now)


class Task(enum.StrEnum):
    """Something an organiser has to see to; the order here is the order of urgency."""

    PUBLISH_EVENT = "publish_event"
    FIND_FACILITATORS = "find_facilitators"
    COLLECT_REVIEWS = "collect_reviews"
    INVITE_MUNICIPALITIES = "invite_municipalities"
    COLLECT_RECORDS = "collect_records"
    PUBLISH_OUTCOMES = "publish_outcomes"
    UPLOAD_MATERIALS = "upload_materials"
    REMIND_OWNERS = "remind_owners"


def tasks(event: Event, figures: Figures, now: datetime) -> tuple[Task, ...]:
    """List what there is to see to now, most urgent first; empty when all is well."""
    return tuple(_tasks(event, figures, over=now > event.ends_at))


def _tasks(event: Event, figures: Figures, *, over: bool) -> Iterator[Task]:
    if event.state is EventState.DRAFT:
        yield Task.PUBLISH_EVENT
    if not over:
        yield from _tasks_before(figures)
        return
    if figures.groups_unsigned > 0:
        yield Task.COLLECT_RECORDS
    if not event.outcomes_published_at:
        yield Task.PUBLISH_OUTCOMES
    if figures.milestones_overdue:
        yield Task.REMIND_OWNERS
    if figures.materials_missing:
        yield Task.UPLOAD_MATERIALS


def _tasks_before(figures: Figures) -> Iterator[Task]:
    if figures.groups_without_facilitator and figures.groups_unsigned:
        yield Task.FIND_FACILITATORS
    if figures.reviews_open:
        yield Task.COLLECT_REVIEWS
    if figures.municipalities_present < figures.municipalities_expected:
        yield Task.INVITE_MUNICIPALITIES
