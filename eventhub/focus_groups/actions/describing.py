"""What happens with groups and their guides before the day."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventhub.accounts.models import User
from eventhub.events import rules as events
from eventhub.events.actions.event import is_unchanged
from eventhub.events.models import Event
from eventhub.focus_groups import queries, rules
from eventhub.focus_groups.models import FocusGroup, GuideQuestion, QuestionKind
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.texts import Texts


@dataclass(frozen=True)
class GroupDetails:
    """What is said about a group."""

    title: Texts
    short_title: Texts
    language: str
    room_id: int | None
    min_size: int
    capacity: int | None


@dataclass(frozen=True)
class QuestionDetails:
    """A question of a guide."""

    text: Texts
    kind: QuestionKind | None


def add_group(event: Event, details: GroupDetails, *, key: uuid.UUID, by: User, now: datetime) -> FocusGroup:
    """Add a group with the next number; the same form sent again finds what it made. The caller commits.

    Raises SizesCross.
    """
    made = queries.find_group_by_uid(event.id, key)
    if made is not None:
        return made
    rules.sizes_are_in_order(details.min_size, details.capacity)
    number = max((group.number for group in queries.of_event(event.id)), default=0) + 1
    own = {"uid": key, "number": number, "code": f"FG{number}"}
    group = FocusGroup(event_id=event.id, revised_at=now, **own, **vars(details))
    db.session.add(group)
    db.session.flush()
    record("create", group, event, by=by, now=now, after={"number": number})
    return group


def change_group(
    event: Event, group: FocusGroup, details: GroupDetails, *, seen: int | None, by: User, now: datetime
) -> None:
    """Change what is said about a group; calendars take note. Its meetings move with it to another room.

    seen: the revision that the form showed. Raises SizesCross or ChangedMeanwhile. The caller commits.
    """
    rules.sizes_are_in_order(details.min_size, details.capacity)
    if is_unchanged(group, vars(details)):
        return
    events.is_up_to_date(group.revision, seen)
    old_room = group.room_id
    before, after = audit.change(group, vars(details))
    group.revise(now)
    for item in queries.meetings_of(group.id):
        if item.room_id == old_room:
            item.room_id = details.room_id
        item.revise(now)
    record("change", group, event, by=by, now=now, before=before, after=after)


def remove_group(event: Event, group: FocusGroup, *, by: User, now: datetime) -> None:
    """Remove a group from a draft; the items in which it met stay in the programme. Raises GroupStays."""
    rules.group_may_go(event)
    record("remove", group, event, by=by, now=now, before={"number": group.number, "title": dict(group.title)})
    db.session.delete(group)


def add_question(
    event: Event, group: FocusGroup, details: QuestionDetails, *, key: uuid.UUID, by: User, now: datetime
) -> None:
    """Add a question to a guide, numbered after the last; the same form sent again adds nothing. The caller commits."""
    if queries.find_question(group.id, key) is not None:
        return
    known = queries.questions_of([group.id]).get(group.id, [])
    number = max((question.number for question in known), default=0) + 1
    db.session.add(GuideQuestion(uid=key, focus_group_id=group.id, number=number, **vars(details)))
    db.session.flush()
    record("add question", group, event, by=by, now=now, after={"question": number})


def change_question(
    event: Event, group: FocusGroup, question: GuideQuestion, details: QuestionDetails, *, by: User, now: datetime
) -> None:
    """Change a question of a guide. The caller commits."""
    before, after = audit.change(question, vars(details))
    if after:
        record("change question", group, event, by=by, now=now, before=before, after=after)


def remove_question(event: Event, group: FocusGroup, question: GuideQuestion, *, by: User, now: datetime) -> None:
    """Remove a question; the others keep their numbers. Raises GuideStays. The caller commits."""
    rules.question_may_go(event, now)
    record("remove question", group, event, by=by, now=now, before={"text": dict(question.text)})
    db.session.delete(question)


def record(verb: str, group: FocusGroup, event: Event, *, by: User, now: datetime, **what: Any) -> None:
    """Write down a deed with a group."""
    audit.record(verb, "focus group", group.uid, event_uid=event.uid, by=f"user:{by.uid}", now=now, **what)
