"""What happens with projects and with the event itself."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventhub.accounts.models import User
from eventhub.events import queries, rules
from eventhub.events.models import Event, EventState, Membership, Project, TeamRole
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.texts import Texts


@dataclass(frozen=True)
class ProjectDetails:
    """What is said about a project."""

    slug: str
    title: Texts
    description: Texts


@dataclass(frozen=True)
class EventStart:
    """What an event cannot be without; local times are those of its zone."""

    slug: str
    title: Texts
    project_id: int | None
    main_language: str
    timezone: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class EventDetails(EventStart):
    """Everything that is said about an event."""

    goal: Texts
    description: Texts
    venue: Texts
    online_url: str
    organiser: Texts
    contact_name: Texts
    contact_email: str
    contact_phone: str
    registration_opens_at: datetime | None
    registration_closes_at: datetime | None


def create_project(details: ProjectDetails, *, key: uuid.UUID, by: User, now: datetime) -> Project:
    """Make a project; the same form sent again finds what it made. Raises SlugTaken. The caller commits."""
    rules.slug_is_allowed(details.slug)
    known = queries.find_project(details.slug)
    if known is not None:
        if known.uid == key:
            return known
        raise rules.SlugTaken
    project = Project(uid=key, created_at=now, **vars(details))
    with _refusing_taken_addresses():
        db.session.add(project)
    audit.record("create", "project", key, by=f"user:{by.uid}", now=now, after={"slug": details.slug})
    return project


def change_project(project: Project, details: ProjectDetails, *, by: User, now: datetime) -> None:
    """Change what is said about a project. Raises SlugTaken. The caller commits."""
    rules.slug_is_allowed(details.slug)
    known = queries.find_project(details.slug)
    if known is not None and known.id != project.id:
        raise rules.SlugTaken
    with _refusing_taken_addresses():
        before, after = audit.change(project, vars(details))
    if after:
        audit.record("change", "project", project.uid, by=f"user:{by.uid}", now=now, before=before, after=after)


def create_event(details: EventStart, *, key: uuid.UUID, by: User, now: datetime) -> Event:
    """Make an event as a draft that its maker owns; the same form sent again finds what it made. The caller commits.

    Raises SlugTaken, SlugNotAllowed or EndsTooEarly.
    """
    made = queries.find_event_by_uid(key)
    if made is not None:
        return made
    rules.slug_is_allowed(details.slug)
    rules.times_are_in_order(details.starts_at, details.ends_at)
    if not queries.slug_is_free(details.slug):
        raise rules.SlugTaken
    event = Event(uid=key, created_at=now, revised_at=now, **EMPTY_TEXTS, **vars(details))
    with _refusing_taken_addresses():
        db.session.add(event)
    own(event, by=by, now=now)
    record("create", event, by=by, now=now, after={"slug": event.slug})
    return event


def own(event: Event, *, by: User, now: datetime) -> None:
    """Make somebody an owner of an event. The caller commits."""
    db.session.add(Membership(event_id=event.id, user_id=by.id, role=TeamRole.OWNER, since=now))
    db.session.flush()


def change_event(event: Event, details: EventDetails, *, seen: int | None, by: User, now: datetime) -> None:
    """Change what is said about an event; calendars take note. The caller commits.

    seen: the revision that the form showed; an older one and other words raise ChangedMeanwhile. Raises SlugTaken,
    SlugNotAllowed, SlugStays, EndsTooEarly.
    """
    rules.slug_is_allowed(details.slug)
    rules.times_are_in_order(details.starts_at, details.ends_at)
    rules.times_are_in_order(details.registration_opens_at, details.registration_closes_at)
    if details.slug != event.slug:
        rules.slug_may_change(event)
    if not queries.slug_is_free(details.slug, but=event.id):
        raise rules.SlugTaken
    if is_unchanged(event, vars(details)):
        return
    rules.is_up_to_date(event.revision, seen)
    with _refusing_taken_addresses():
        before, after = audit.change(event, vars(details))
        event.revise(now)
    record("change", event, by=by, now=now, before=before, after=after)


def move(event: Event, state: EventState, *, by: User, now: datetime, cancellation: Texts | None = None) -> None:
    """Bring an event to another state; the caller has asked the rules and commits. Calendars take note."""
    values: dict[str, Any] = {"state": state}
    if state is EventState.PUBLISHED:
        values["published_at"] = now
    if cancellation is not None:
        values["cancellation"] = cancellation
    before, after = audit.change(event, values)
    event.revise(now)
    record(state.value, event, by=by, now=now, before=before, after=after)


def record(verb: str, event: Event, *, by: User, now: datetime, **what: Any) -> None:
    """Write down a deed with an event."""
    audit.record(verb, "event", event.uid, event_uid=event.uid, by=f"user:{by.uid}", now=now, **what)


def is_unchanged(thing: object, values: dict[str, Any]) -> bool:
    """Say whether a row says already what a form says: then a second press of the button changes nothing."""
    return all(getattr(thing, name) == value for name, value in values.items())


EMPTY_TEXTS = {name: Texts() for name in ("goal", "description", "venue", "organiser", "contact_name")}


@contextmanager
def _refusing_taken_addresses() -> Iterator[None]:
    """Let the database have the last word when somebody takes the same address at the same moment."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError:
        raise rules.SlugTaken from None
