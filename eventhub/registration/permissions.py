"""Who in the team may see registrations, tick arrivals, and change anything."""

from collections.abc import Set

from eventhub.events.models import TeamRole
from eventhub.events.rules import ORGANISERS

DESK = (*ORGANISERS, TeamRole.REGISTRAR)
"""Who works at the desk, and takes the list along."""

READERS = (*DESK, TeamRole.VIEWER)
"""Who may look at the list."""


def can_change(roles: Set[TeamRole]) -> bool:
    """Say whether somebody may add, confirm and cancel registrations."""
    return bool(roles & set(ORGANISERS))


def can_export(roles: Set[TeamRole]) -> bool:
    """Say whether somebody may take the list away as a file."""
    return bool(roles & set(DESK))
