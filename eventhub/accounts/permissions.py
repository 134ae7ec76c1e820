"""Who may do what with the installation itself."""

from eventhub.accounts.models import User


def can_manage_users(user: User) -> bool:
    """Say whether somebody may invite users and change what they may do."""
    return user.is_administrator


def can_create_events(user: User) -> bool:
    """Say whether somebody may create projects and events."""
    return user.is_administrator or user.may_create_events
