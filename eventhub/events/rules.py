"""What is allowed with an event, and what follows from where it stands."""

import enum
from datetime import datetime
from typing import Literal

from eventhub.events.models import Event, EventState, TeamRole
from eventhub.ground.i18n import Lazy, lazy

ORGANISERS = (TeamRole.OWNER, TeamRole.ORGANISER)
"""Who may change an event; a viewer sees the same pages and changes nothing."""

STEPS = {
    EventState.DRAFT: {EventState.PUBLISHED},
    EventState.PUBLISHED: {EventState.FINISHED, EventState.CANCELLED},
    EventState.FINISHED: {EventState.ARCHIVED},
    EventState.CANCELLED: {EventState.ARCHIVED},
    EventState.ARCHIVED: set(),
}
"""The allowed steps from state to state."""

StepState = Literal["done", "now", "later"]


class Step(enum.StrEnum):
    """The six steps of an event, in their order (product.md, section 2)."""

    PREPARE = "prepare"
    REGISTER = "register"
    ALLOCATE = "allocate"
    DISCUSS = "discuss"
    CONCLUDE = "conclude"
    CONTINUE = "continue"


STATE_WORDS: dict[EventState, Lazy] = {
    EventState.DRAFT: lazy("Draft"),
    EventState.PUBLISHED: lazy("Published"),
    EventState.FINISHED: lazy("Finished"),
    EventState.ARCHIVED: lazy("Archived"),
    EventState.CANCELLED: lazy("Cancelled"),
}
ROLE_WORDS: dict[TeamRole, Lazy] = {
    TeamRole.OWNER: lazy("Owner"),
    TeamRole.ORGANISER: lazy("Organiser"),
    TeamRole.REGISTRAR: lazy("Registrar"),
    TeamRole.FACILITATOR: lazy("Facilitator"),
    TeamRole.SECRETARY: lazy("Secretary"),
    TeamRole.REVIEWER: lazy("Reviewer"),
    TeamRole.VIEWER: lazy("Viewer"),
}
STEP_WORDS: dict[Step, Lazy] = {
    Step.PREPARE: lazy("Prepare"),
    Step.REGISTER: lazy("Register"),
    Step.ALLOCATE: lazy("Allocate"),
    Step.DISCUSS: lazy("Discuss"),
    Step.CONCLUDE: lazy("Conclude"),
    Step.CONTINUE: lazy("Continue"),
}


def six_steps(event: Event, now: datetime) -> dict[Step, StepState]:
    """Say of each of the six steps whether it is done, under way or later; two may be under way at once."""
    draft = event.state is EventState.DRAFT
    started, over = now >= event.starts_at, now > event.ends_at
    opened = event.registration_opens_at is None or now >= event.registration_opens_at
    closed = event.registration_closes_at is not None and now > event.registration_closes_at
    published = event.outcomes_published_at is not None
    return {
        Step.PREPARE: "now" if draft else "done",
        Step.REGISTER: _step(not draft and opened, over or closed),
        Step.ALLOCATE: _step(not draft and closed, started),
        Step.DISCUSS: _step(not draft and started, over),
        Step.CONCLUDE: _step(not draft and over, published),
        Step.CONTINUE: _step(published, event.state is EventState.ARCHIVED),
    }


def _step(has_begun: bool, has_ended: bool) -> StepState:
    if not has_begun:
        return "later"
    return "done" if has_ended else "now"


class Window(enum.StrEnum):
    """Where a moment lies beside a stretch of time that opens and closes."""

    NOT_SET = "not_set"
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


def window(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Window:
    """Say where `now` lies; both ends belong to the stretch. A missing end is open; without both nothing was set."""
    if opens_at is None and closes_at is None:
        return Window.NOT_SET
    if opens_at is not None and now < opens_at:
        return Window.BEFORE
    return Window.AFTER if closes_at is not None and now > closes_at else Window.OPEN


def registration_window(event: Event, now: datetime) -> Window:
    """Say whether people may register now; exactly at the deadline is still in time."""
    return window(event.registration_opens_at, event.registration_closes_at, now)


def is_over(event: Event, now: datetime) -> bool:
    """Tell whether the day has ended, by the clock or because the organiser finished it."""
    return event.state in {EventState.FINISHED, EventState.ARCHIVED} or now > event.ends_at


def is_cancelled(event: Event) -> bool:
    """Tell whether the event will not take place."""
    return event.state is EventState.CANCELLED


def has_published_outcomes(event: Event, now: datetime) -> bool:
    """Tell whether strangers may read what came out of the day."""
    return event.is_public and event.outcomes_published_at is not None and event.outcomes_published_at <= now
