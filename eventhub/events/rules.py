"""What is allowed with an event, and what follows from where it stands."""

import enum
import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from eventhub.events.models import Event, EventState, TeamRole
from eventhub.ground.errors import Refusal
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

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,78}[a-z0-9]")
RESERVED_SLUGS = {"users", "projects", "events", "new"}
MOST_TITLE, MOST_GOAL, MOST_DESCRIPTION, MOST_NAME = 300, 1500, 20_000, 200


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


class SlugNotAllowed(Refusal):
    """The word in the address of an event or a project."""

    words = lazy(
        "An address is made of 3 to 80 small Latin letters, digits and hyphens, for instance moving-up-2027. "
        "The words users, projects, events and new are taken."
    )


class SlugTaken(Refusal):
    """One address, one event."""

    words = lazy("This address is taken. Add the year or the place.")


class SlugStays(Refusal):
    """What was published under an address stays there."""

    words = lazy("The event has been published under its address; letters and calendars point there, so it stays.")


class EndsTooEarly(Refusal):
    """Nothing ends before it begins."""

    words = lazy("The end comes after the beginning. Check day and time of both.")


class NoSuchTime(Refusal):
    """Clocks jump over an hour in spring."""

    words = lazy("The clocks jump over %(time)s that day. Choose an hour earlier or later.")


class ChangedMeanwhile(Refusal):
    """Two people changed the same thing."""

    words = lazy(
        "Somebody else changed this while the page was open. What you typed is still here: "
        "compare it with the page opened anew, then save again."
    )


class StepNotAllowed(Refusal):
    """The states of an event have an order."""

    words = lazy("This cannot be done with the event in its present state: %(state)s.")


class NotBegunYet(Refusal):
    """A day that has not begun cannot be finished."""

    words = lazy("The event has not begun yet. If it will not take place, cancel it.")


class RoomInUse(Refusal):
    """A room with items of the programme."""

    words = lazy("Something in the programme takes place in this room. Move it first.")


class ItemStays(Refusal):
    """What calendars carry is cancelled, not deleted."""

    words = lazy("The programme has been published. Mark the item as cancelled, so that calendars take note.")


class OnlyOwners(Refusal):
    """Owners are made by owners."""

    words = lazy("Only an owner of the event can make or remove an owner.")


class LastOwnerStays(Refusal):
    """An event without an owner could not be handed on."""

    words = lazy("An event needs an owner. Make somebody else an owner first.")


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
        Step.ALLOCATE: _step(not draft and (closed or started), started),
        Step.DISCUSS: _step(not draft and started, over),
        Step.CONCLUDE: _step(not draft and (over or published), published),
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


def step_is_allowed(event: Event, state: EventState, now: datetime) -> None:
    """Ask whether an event may go to another state now. Raises StepNotAllowed or NotBegunYet."""
    if state not in STEPS[event.state]:
        raise StepNotAllowed(state=STATE_WORDS[event.state])
    if state is EventState.FINISHED and now < event.starts_at:
        raise NotBegunYet


def moment_at(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which the clock of a zone shows a time. Raises NoSuchTime where clocks jump over it."""
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise NoSuchTime(time=f"{local:%Y-%m-%d %H:%M}")
    return moment


def shifted(moment: datetime, zone: ZoneInfo, days: int) -> datetime:
    """Move a moment by whole days, keeping the time that the zone's clock shows; a time jumped over comes after it."""
    local = moment.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=zone).astimezone(UTC)


def slug_is_allowed(slug: str) -> None:
    """Ask whether a word may stand in addresses. Raises SlugNotAllowed."""
    if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        raise SlugNotAllowed


def slug_may_change(event: Event) -> None:
    """Ask whether an event may get another address. Raises SlugStays."""
    if event.is_public:
        raise SlugStays


def is_up_to_date(revision: int, seen: int | None) -> None:
    """Ask whether a form showed the present revision; nothing seen passes. Raises ChangedMeanwhile."""
    if seen is not None and seen != revision:
        raise ChangedMeanwhile


def room_may_go(items_count: int) -> None:
    """Ask whether a room may be removed. items_count: how much takes place there. Raises RoomInUse."""
    if items_count:
        raise RoomInUse


def item_may_go(is_draft: bool) -> None:
    """Ask whether an item may be removed: only before calendars carry it. Raises ItemStays."""
    if not is_draft:
        raise ItemStays


def times_are_in_order(starts_at: datetime | None, ends_at: datetime | None) -> None:
    """Ask whether a stretch of time ends after it begins; an open end is in order. Raises EndsTooEarly."""
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise EndsTooEarly


def next_code(prefix: str, codes: Iterable[str]) -> str:
    """Return a code that is not used yet: the prefix and the number after the largest one."""
    numbers = [int(code.removeprefix(prefix)) for code in codes if re.fullmatch(rf"{prefix}[0-9]{{1,6}}", code)]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def may_grant(held: Collection[TeamRole], role: TeamRole) -> None:
    """Ask whether somebody with these roles may give or take this one: owners any, organisers all but owner."""
    if TeamRole.OWNER not in held and role is TeamRole.OWNER:
        raise OnlyOwners


def may_leave(role: TeamRole, owners_left: int) -> None:
    """Ask whether a member may leave the team. owners_left: how many owners remain then. Raises LastOwnerStays."""
    if role is TeamRole.OWNER and owners_left == 0:
        raise LastOwnerStays
