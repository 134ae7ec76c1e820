"""Lists for the doors of the rooms: asked for by a press, made in the background, kept as a file."""

from datetime import datetime
from typing import Any

from eventhub.allocation.models import Allocation
from eventhub.events.models import Event
from eventhub.ground import files, work
from eventhub.ground.work import Work

PRINT_DOOR_LISTS = "allocation.print_door_lists"


def door_lists_of(allocation: Allocation, lang: str) -> str:
    """Return what the work on the lists of an allocation is about."""
    return f"door-lists:{allocation.uid}:{lang}"


def ask_for_door_lists(event: Event, allocation: Allocation, lang: str, *, by: str, now: datetime) -> Work:
    """Ask for the door lists of an allocation as it stands now. The caller commits; a worker makes them."""
    about = door_lists_of(allocation, lang)
    arguments = {"allocation": str(allocation.uid), "event": str(event.uid), "lang": lang}
    return work.put(PRINT_DOOR_LISTS, about=about, slot=about, arguments=arguments, asked_by=by, now=now)


def keep_door_lists(pdf: bytes, name: str, *, now: datetime) -> dict[str, Any]:
    """Keep the printed lists and return how to find them. The caller commits."""
    return {"file": str(files.store(pdf, "application/pdf", name, now=now).uid)}
