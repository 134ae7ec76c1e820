"""Who may read and change communities and their road maps."""

from collections.abc import Set

from eventhub.events.models import TeamRole
from eventhub.events.rules import ORGANISERS

READERS = (*ORGANISERS, TeamRole.VIEWER)


def can_change_communities(roles: Set[TeamRole]) -> bool:
    """Say whether somebody may make communities and change road maps; a viewer reads the same pages."""
    return bool(roles & set(ORGANISERS))
