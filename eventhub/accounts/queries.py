"""What we ask about users and their sign-ins."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from eventhub.accounts.models import LoginAttempt, LoginSession, User
from eventhub.accounts.rules import ATTEMPTS_COUNT_FOR, invitation_is_open
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.folding import fold_email


def find_user(email: str) -> User | None:
    """Find a user by mailbox, whatever the spelling."""
    return db.session.scalars(sa.select(User).where(User.email_key == fold_email(email))).one_or_none()


def find_user_by_uid(uid: uuid.UUID) -> User | None:
    """Find a user by the public id."""
    return db.session.scalars(sa.select(User).where(User.uid == uid)).one_or_none()


def find_invited(uid: uuid.UUID, revision: int, _arguments: Mapping[str, object]) -> User | None:
    """Find whom a link of invitation was made for, while it is open. One statement."""
    user = find_user_by_uid(uid)
    return user if user and invitation_is_open(user, revision, clock.now()) else None


def users(words: str = "", *, offset: int = 0, limit: int = 50) -> Sequence[User]:
    """List users by address; with words, those whose address contains them. One statement."""
    return db.session.scalars(_users(words).order_by(User.email_key).offset(offset).limit(limit)).all()


def count_users(words: str = "") -> int:
    """Count what `users` lists. One statement."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(_users(words).subquery())) or 0


def _users(words: str) -> sa.Select[User]:
    return sa.select(User).where(User.email_key.contains(fold_email(words), autoescape=True))


def find_login(secret_hash: str) -> LoginSession | None:
    """Find a sign-in, with its user, by the hash of the secret in the cookie. One statement."""
    return db.session.scalars(sa.select(LoginSession).where(LoginSession.secret_hash == secret_hash)).one_or_none()


def logins_of(user: User) -> Sequence[LoginSession]:
    """List a user's sign-ins, the one used last first."""
    asked = sa.select(LoginSession).where(LoginSession.user_id == user.id).order_by(LoginSession.seen_at.desc())
    return db.session.scalars(asked).all()


def count_attempts(account_key: str, address_key: str, now: datetime) -> tuple[int, int]:
    """Count recent failures for an account and for a network address. Two statements."""
    recent = sa.select(sa.func.count()).select_from(LoginAttempt).where(LoginAttempt.at > now - ATTEMPTS_COUNT_FOR)
    return (
        db.session.scalar(recent.where(LoginAttempt.account_key == account_key)) or 0,
        db.session.scalar(recent.where(LoginAttempt.address_key == address_key)) or 0,
    )
