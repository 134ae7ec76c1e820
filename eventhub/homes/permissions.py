"""Who may open which home."""

from collections.abc import Set

from eventhub.events.models import TeamRole

SEES_EVERYTHING = {TeamRole.OWNER, TeamRole.ORGANISER, TeamRole.VIEWER, TeamRole.REGISTRAR}


def can_see_home(roles: Set[TeamRole]) -> bool:
    """Say whether the organiser's home is this person's first page."""
    return bool(roles & SEES_EVERYTHING)
