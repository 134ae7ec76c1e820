"""What the list of users shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from eventhub.accounts import queries
from eventhub.accounts.models import User
from eventhub.ground.i18n import Lazy, lazy

PER_PAGE = 50
STATES: dict[str, tuple[str, str, Lazy]] = {
    "blocked": ("bad", "lock", lazy("blocked")),
    "invited": ("warn", "mail", lazy("invited")),
    "active": ("good", "check", lazy("signs in")),
}


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user as the list shows them; state: kind, sign and words of a status."""

    user: User
    address: str
    state: tuple[str, str, Lazy]


@dataclass(frozen=True, slots=True)
class UsersPage:
    """One page of the list."""

    words: str
    rows: Sequence[UserRow]
    count: int
    numbers: list[tuple[int, str, bool]]


def users_page(words: str, number: int) -> UsersPage:
    """Show one page of the users that were looked for. Two statements."""
    count = queries.count_users(words)
    last = max(1, -(-count // PER_PAGE))
    here = min(max(number, 1), last)
    found = queries.users(words, offset=(here - 1) * PER_PAGE, limit=PER_PAGE)
    rows = [UserRow(user, url_for("accounts.user", uid=user.uid), _state(user)) for user in found]
    numbers = [
        (page, url_for("accounts.users", q=words or None, page=page), page == here) for page in range(1, last + 1)
    ]
    return UsersPage(words, rows, count, numbers)


def _state(user: User) -> tuple[str, str, Lazy]:
    if user.is_blocked:
        return STATES["blocked"]
    return STATES["active" if user.password_hash else "invited"]
