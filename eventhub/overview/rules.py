"""What follows for public pages: which door stands at the entrance of an event."""

import enum
from datetime import datetime

from eventhub.events.models import Event
from eventhub.events.rules import Window, is_cancelled, is_over, registration_window


class Door(enum.StrEnum):
    """What whoever comes to the event page finds at the entrance."""

    CANCELLED = "cancelled"
    OVER = "over"
    UNSET = "unset"  # no word on registration
    SOON = "soon"
    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"


def door(event: Event, capacity: int | None, taken: int, now: datetime) -> Door:
    """Say how the entrance of an event stands. Full means that whoever registers now waits; no capacity is no limit."""
    if is_cancelled(event):
        return Door.CANCELLED
    if is_over(event, now):
        return Door.OVER
    if registration_window(event, now) is Window.OPEN and free_places(capacity, taken) == 0:
        return Door.FULL
    return _DOORS[registration_window(event, now)]


_DOORS = {Window.NOT_SET: Door.UNSET, Window.BEFORE: Door.SOON, Window.OPEN: Door.OPEN, Window.AFTER: Door.CLOSED}


def free_places(capacity: int | None, taken: int) -> int | None:
    """Count the free places, never less than none; nothing where there is no limit."""
    return None if capacity is None else max(capacity - taken, 0)
