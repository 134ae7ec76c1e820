"""What a password must be, how long a sign-in lives, and how many guesses somebody has."""

from datetime import datetime, timedelta
from importlib.resources import files

from eventhub.accounts.models import LoginSession, User
from eventhub.ground.errors import Refusal
from eventhub.ground.folding import fold
from eventhub.ground.i18n import lazy

LEAST_PASSWORD_LENGTH = 8
MOST_PASSWORD_LENGTH = 128
COMMON_PASSWORDS = frozenset(
    files("eventhub.accounts").joinpath("common_passwords.txt").read_text(encoding="utf-8").split()
)

LONGEST_SIGN_IN = timedelta(days=14)
LONGEST_IDLE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)

ATTEMPTS_COUNT_FOR = timedelta(minutes=15)
MOST_ATTEMPTS_PER_ACCOUNT = 10
MOST_ATTEMPTS_PER_ADDRESS = 50
"""A school or a hall full of people may share one address."""

INVITATION_KIND = "invitation"
INVITATION_LIVES = timedelta(days=14)


class WrongPassword(Refusal):
    """The same words whether the mailbox is unknown, blocked or the password is another one."""

    words = lazy("This address and this password do not belong together. Check both; capital letters count.")


class TooManyAttempts(Refusal):
    """Guessing is slowed down, for the account and for the network address."""

    words = lazy("Too many attempts. Wait 15 minutes, then try again.")


class PasswordTooShort(Refusal):
    """Shorter than ASVS 5.0, 6.2.1 allows."""

    words = lazy("A password needs at least %(least)s characters. A few words in a row are easy to remember.")


class PasswordTooLong(Refusal):
    """Longer than anybody types."""

    words = lazy("A password may have at most %(most)s characters.")


class PasswordTooCommon(Refusal):
    """Among the first that a guesser tries (ASVS 5.0, 6.2.4)."""

    words = lazy("This password is among the first that a guesser tries. Choose another one, for instance a few words.")


class AddressTaken(Refusal):
    """One mailbox, one user."""

    words = lazy("There is a user with this address already.")


class UserIsBlocked(Refusal):
    """Somebody whom an administrator has shut out is not invited by others."""

    words = lazy("This user is blocked. Only an administrator can let them in again.")


class LinkUsed(Refusal):
    """A link of invitation works once."""

    words = lazy("This link has been used already. Sign in with the password that was chosen then.")


class OwnRights(Refusal):
    """An administrator who takes away the own rights could lock everybody out."""

    words = lazy("You cannot take away your own rights or block yourself. Ask another administrator.")


def may_change_rights(user: User, by: User, *, is_administrator: bool, is_blocked: bool) -> None:
    """Ask whether somebody may change what a user may do. Raises OwnRights."""
    if user.id == by.id and (is_blocked or not is_administrator):
        raise OwnRights


def invitation_is_open(user: User, revision: int, now: datetime) -> bool:
    """Say whether a link of this revision still opens: the newest one, not used, not too old, of nobody blocked."""
    is_newest = revision == user.link_revision and not user.is_blocked
    return is_newest and user.invited_at is not None and now < user.invited_at + INVITATION_LIVES


def password_is_acceptable(password: str, user: User | None = None) -> None:
    """Ask whether a new password may be used. No composition rules. Raises one of the refusals above."""
    if len(password) < LEAST_PASSWORD_LENGTH:
        raise PasswordTooShort(least=LEAST_PASSWORD_LENGTH)
    if len(password) > MOST_PASSWORD_LENGTH:
        raise PasswordTooLong(most=MOST_PASSWORD_LENGTH)
    own = {fold(user.email), fold(user.email.partition("@")[0]), fold(user.name)} if user else set()
    if fold(password) in COMMON_PASSWORDS | own or len(set(password)) == 1:
        raise PasswordTooCommon


def may_try(account_attempts: int, address_attempts: int) -> None:
    """Ask whether another attempt is allowed, by failures within ATTEMPTS_COUNT_FOR. Raises TooManyAttempts."""
    if account_attempts >= MOST_ATTEMPTS_PER_ACCOUNT or address_attempts >= MOST_ATTEMPTS_PER_ADDRESS:
        raise TooManyAttempts


def is_alive(login: LoginSession, now: datetime) -> bool:
    """Say whether a sign-in still holds: neither too old, nor unused for too long, nor of somebody blocked."""
    return now < login.expires_at and now - login.seen_at < LONGEST_IDLE and not login.user.is_blocked


def must_note_seen(login: LoginSession, now: datetime) -> bool:
    """Say whether it is time to write down again that a sign-in is used."""
    return now - login.seen_at >= SEEN_EVERY


def device_name(user_agent: str) -> str:
    """Name a device so that its owner recognises it: "Firefox, Linux". Unknown parts are left out."""
    browsers = {"Edg/": "Edge", "YaBrowser": "Yandex", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}
    found = [
        next((name for mark, name in names.items() if mark in user_agent), "")
        for names in (browsers, {**systems, "Linux": "Linux"})
    ]
    return ", ".join(name for name in found if name)
