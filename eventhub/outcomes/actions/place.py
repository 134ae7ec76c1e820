"""Where an operation happens, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventhub.outcomes.models import GroupRecord
from eventhub.outcomes.rules.recording import Result, Seat

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """The seat from which an operation came, the record it belongs to, and the moment of its arrival."""

    seat: Seat
    record: GroupRecord
    now: datetime


def answer(result: Result = Result.APPLIED, **more: Any) -> Answer:
    """Build what a device is told; it is kept with the operation."""
    return {"result": result.value, **more}
