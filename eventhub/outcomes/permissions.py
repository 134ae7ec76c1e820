"""Who may do more with a record than write in it."""

from collections.abc import Collection

from eventhub.events.models import TeamRole
from eventhub.events.rules import ORGANISERS
from eventhub.outcomes.rules.recording import Seat


def can_reopen(seat: Seat) -> bool:
    """Say whether somebody may reopen a signed record: whoever came by account; a tablet may lie about."""
    return seat.is_team


def can_record_everywhere(roles: Collection[TeamRole]) -> bool:
    """Say whether somebody may open the records of all groups."""
    return bool(set(ORGANISERS) & set(roles))
