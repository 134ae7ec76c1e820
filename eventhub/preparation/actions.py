"""What happens with a whole event: it is published, cancelled, finished, archived, and copied."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from eventhub.accounts.models import User
from eventhub.consents import actions as consents
from eventhub.consents.models import Channel
from eventhub.events.actions import copying as events
from eventhub.events.actions.event import move
from eventhub.events.actions.programme import add_speaker
from eventhub.events.actions.team import Invitee
from eventhub.events.models import AgendaItem, Event, EventState, Room
from eventhub.events.queries import find_event_by_uid
from eventhub.events.rules import step_is_allowed
from eventhub.focus_groups.actions.copying import copy_groups
from eventhub.ground import audit
from eventhub.ground.texts import Texts
from eventhub.people import actions as people
from eventhub.people.models import Person
from eventhub.preparation import rules
from eventhub.preparation.queries import publishing_document
from eventhub.preparation.rules import Lack, Part
from eventhub.registration.actions import copying as registration
from eventhub.registration.actions.leaving import tell_cancelled
from eventhub.scaling_models.actions.calling import copy_call


@dataclass(frozen=True)
class CopyPlan:
    """What the next event is called, on which day it begins, and what it takes over."""

    slug: str
    title: Texts
    starts_on: date
    parts: frozenset[Part]


def publish(event: Event, lacks: Collection[Lack], *, by: User, now: datetime) -> None:
    """Let everybody see an event. Raises StepNotAllowed or NotReady. The caller commits."""
    step_is_allowed(event, EventState.PUBLISHED, now)
    rules.may_be_published(lacks)
    move(event, EventState.PUBLISHED, by=by, now=now)


def cancel(event: Event, reason: Texts, *, by: User, now: datetime) -> int:
    """Say that an event will not take place, and why; everybody registered gets a letter. Return how many.

    Raises StepNotAllowed. The caller commits.
    """
    step_is_allowed(event, EventState.CANCELLED, now)
    move(event, EventState.CANCELLED, by=by, now=now, cancellation=reason)
    return tell_cancelled(event, by=f"user:{by.uid}", now=now)


def finish(event: Event, *, by: User, now: datetime) -> None:
    """Say that an event has taken place. Raises StepNotAllowed or NotBegunYet. The caller commits."""
    step_is_allowed(event, EventState.FINISHED, now)
    move(event, EventState.FINISHED, by=by, now=now)


def archive(event: Event, *, by: User, now: datetime) -> None:
    """Put an event away: it leaves the lists and stays at its address. Raises StepNotAllowed. The caller commits."""
    step_is_allowed(event, EventState.ARCHIVED, now)
    move(event, EventState.ARCHIVED, by=by, now=now)


def add_new_speaker(event: Event, item: AgendaItem, who: Invitee, *, by: User, now: datetime) -> None:
    """Let somebody speak in an item whom the event may not know yet; nobody is written to. The caller commits."""
    person_id = people.remember(who.family_name, who.given_name, who.patronymic, who.email)
    add_speaker(event, item, person_id, by=by, now=now)


def note_paper_consent(event: Event, person: Person, *, by: User, now: datetime) -> None:
    """Write down that somebody has agreed on paper to be named in public. The caller commits."""
    document = publishing_document(event.id)
    if document is not None:
        lang = event.main_language
        consents.give(person.id, [document.id], lang=lang, channel=Channel.PAPER, now=now)
        who = f"user:{by.uid}"
        audit.record("note paper consent", "person", person.uid, event_uid=event.uid, by=who, now=now)


def copy_event(source: Event, plan: CopyPlan, *, key: uuid.UUID, by: User, now: datetime) -> Event:
    """Make the next event from chosen parts of one, every moment moved by the same number of whole days.

    The form sent again finds what it made. Whoever copies owns the copy. Raises what creating an event raises.
    The caller commits.
    """
    made = find_event_by_uid(key)
    if made is not None:
        return made
    days = (plan.starts_on - source.starts_at.astimezone(source.zone).date()).days
    target = events.start_copy(
        source,
        slug=plan.slug,
        title=plan.title,
        days=days,
        with_texts=Part.TEXTS in plan.parts,
        key=key,
        by=by,
        now=now,
    )
    if plan.parts & {Part.LISTS, Part.FORM}:  # quotas name roles and municipalities by their codes
        events.copy_lists(source, target)
    rooms = events.copy_rooms(source, target) if Part.ROOMS in plan.parts else {}
    items = _copy_programme(source, target, plan, days, rooms, now)
    _copy_groups(source, target, plan, rooms, items, now)
    if Part.TEAM in plan.parts:
        events.copy_team(source, target, now=now)
        events.copy_speakers(items)
    _copy_what_stands_above(source, target, plan, days, now)
    audit.record(
        "copy parts",
        "event",
        target.uid,
        event_uid=target.uid,
        by=f"user:{by.uid}",
        now=now,
        after={"from": source.slug, "days": days, "parts": sorted(plan.parts)},
    )
    return target


def _copy_programme(
    source: Event, target: Event, plan: CopyPlan, days: int, rooms: dict[int, Room], now: datetime
) -> dict[int, AgendaItem]:
    if Part.PROGRAMME not in plan.parts:
        return {}
    return events.copy_programme(source, target, days=days, rooms=rooms, now=now)


def _copy_groups(
    source: Event, target: Event, plan: CopyPlan, rooms: dict[int, Room], items: dict[int, AgendaItem], now: datetime
) -> None:
    if Part.GROUPS in plan.parts:
        with_people = Part.TEAM in plan.parts
        copy_groups(source, target, rooms=rooms, items=items, with_people=with_people, now=now)


def _copy_what_stands_above(source: Event, target: Event, plan: CopyPlan, days: int, now: datetime) -> None:
    if Part.FORM in plan.parts:
        registration.copy_form_and_places(source, target, now=now)
    elif Part.CONSENTS in plan.parts:
        consents.copy_documents(source, target)
    if Part.CALL in plan.parts:
        copy_call(source, target, days=days)
