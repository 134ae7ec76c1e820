"""What is allowed with an event, and what follows from where it stands."""

import enum
from datetime import datetime
from typing import Literal

from eventhub.events.models import Event, EventState, TeamRole

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
