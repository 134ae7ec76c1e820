"""What we ask about users and their sign-ins."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from eventhub.accounts.models import LoginAttempt, LoginSession, User
from eventhub.accounts.rules import ATTEMPTS_COUNT_FOR
from eventhub.ground.db import db
from eventhub.ground.folding import fold_email


def find_user(email: str) -> User | None:
    """Find a user by mailbox, whatever the spelling."""
    return db.session.scalars(sa.select(User).where(User.email_key == fold_email(email))).one_or_none()


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
