"""Who in the team may see who is in which group, and who may change it."""

from collections.abc import Set

from eventhub.events.models import TeamRole
from eventhub.events.rules import ORGANISERS

READERS = (*ORGANISERS, TeamRole.VIEWER)
"""Who may look at allocations."""


def can_change(roles: Set[TeamRole]) -> bool:
    """Say whether somebody may allocate, move people and publish."""
    return bool(roles & set(ORGANISERS))
