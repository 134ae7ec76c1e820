"""The out-tray: letters are rows written in the same transaction as their reason, and sent afterwards."""

import enum
import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground.db import Base, Key, Uid


class LetterState(enum.StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Letter(Base):
    """One letter to one mailbox. It is rendered in its language when it is sent, from values that are plain JSON."""

    __tablename__ = "letter"
    __table_args__ = (
        sa.UniqueConstraint("template", "recipient", "cause"),  # two clicks of two organisers send one letter
        sa.Index(None, "state", "next_try_at"),
        sa.Index(None, "event_uid"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    template: Mapped[str] = mapped_column(sa.String(80))
    recipient: Mapped[str] = mapped_column(sa.String(254))
    cause: Mapped[str] = mapped_column(sa.String(200))
    lang: Mapped[str] = mapped_column(sa.String(12))
    values: Mapped[dict[str, Any]]
    event_uid: Mapped[uuid.UUID | None]
    message_id: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[LetterState] = mapped_column(default=LetterState.WAITING)
    put_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    server_words: Mapped[str] = mapped_column(sa.String(500), default="")
