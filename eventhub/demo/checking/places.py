"""Who holds a place, and whether there were enough."""

from eventhub.demo.folder.event_files import EventRow, QuotaRow
from eventhub.demo.folder.people_files import OtherStatus, ParticipantRow, RegistrationRow
from eventhub.registration.models import RegistrationState
from eventhub.registration.rules import HOLD_A_PLACE

STATES = {
    OtherStatus.CANCELLED: RegistrationState.CANCELLED,
    OtherStatus.NO_SHOW: RegistrationState.NO_SHOW,
    OtherStatus.WAITLISTED: RegistrationState.WAITING,
    OtherStatus.DUPLICATE: RegistrationState.DUPLICATE,
}


def state_of(row: RegistrationRow) -> RegistrationState:
    """Say where a registration of the folder stands."""
    return RegistrationState.CONFIRMED if isinstance(row, ParticipantRow) else STATES[row.status]


def concerns(quota: QuotaRow, row: RegistrationRow) -> bool:
    """Tell whether a registration takes one of a quota's places."""
    return quota.key == (row.role if quota.by == "role" else row.municipality_id)


def taken(event: EventRow, rows: list[RegistrationRow]) -> int:
    """Count the places taken. Whoever came after registration closed took the place of somebody who did not come."""
    holders = [row for row in rows if state_of(row) in HOLD_A_PLACE]
    at_the_close = sum(row.registered_at <= event.registration_closes for row in holders)
    in_the_end = sum(isinstance(row, ParticipantRow) for row in holders)
    return max(at_the_close, in_the_end)
