"""Who may read and change what belongs to the call."""

from collections.abc import Set

from eventhub.events.models import TeamRole
from eventhub.events.rules import ORGANISERS

READERS = (*ORGANISERS, TeamRole.VIEWER)


def can_change_models(roles: Set[TeamRole]) -> bool:
    """Say whether somebody may assign, decide and place; a viewer reads the same pages."""
    return bool(roles & set(ORGANISERS))


def can_read_models(roles: Set[TeamRole]) -> bool:
    """Say whether somebody may read the list of models with its reviews."""
    return bool(roles & set(READERS))
