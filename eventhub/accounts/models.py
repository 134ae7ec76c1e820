"""Users, their living sign-ins, and the failed attempts that slow a guesser down."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.ground.db import Base, Key, Uid


class User(Base):
    """Somebody who signs in with an address and a password."""

    __tablename__ = "user"
    is_authenticated: ClassVar[bool] = True  # what Flask-Login asks; its anonymous user says no

    id: Mapped[Key]
    uid: Mapped[Uid]
    email: Mapped[str] = mapped_column(sa.String(254))
    email_key: Mapped[str] = mapped_column(sa.String(254), unique=True)  # folded: one mailbox, one user
    name: Mapped[str] = mapped_column(sa.String(200))
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))  # none until an invitation is accepted
    language: Mapped[str] = mapped_column(sa.String(12), default="ru")
    is_administrator: Mapped[bool] = mapped_column(default=False)
    may_create_events: Mapped[bool] = mapped_column(default=False)
    is_blocked: Mapped[bool] = mapped_column(default=False)
    link_revision: Mapped[int] = mapped_column(default=0)  # invitation and reset links of an older revision are dead
    invited_at: Mapped[datetime | None]  # a link lives for some days from here
    created_at: Mapped[datetime]


class LoginSession(Base):
    """One sign-in on one device; the cookie holds a secret, its hash stands here, so deleting the row ends it."""

    __tablename__ = "login_session"

    id: Mapped[Key]
    uid: Mapped[Uid]
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    device: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginAttempt(Base):
    """A failed sign-in; keys are hashes, so that the table names nobody."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        sa.Index("ix_login_attempt_account_key_at", "account_key", "at"),
        sa.Index("ix_login_attempt_address_key_at", "address_key", "at"),
    )

    id: Mapped[Key]
    account_key: Mapped[str] = mapped_column(sa.String(64))
    address_key: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]
