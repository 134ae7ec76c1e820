"""The out-tray: letters are rows written in the same transaction as their reason, and sent afterwards."""

import enum
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground import queue
from eventhub.ground.addresses import base_url
from eventhub.ground.db import Base, Key, Uid, db


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


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter, made when it is sent."""

    name: str
    media_type: str
    content: bytes


Maker = Callable[..., Attachment]
ATTACHMENTS = "attachments"
_makers: dict[str, Maker] = {}


def maker(name: str) -> Callable[[Maker], Maker]:
    """Register what makes an attachment; it gets the values given with its name and reads what else it needs."""

    def register(make: Maker) -> Maker:
        _makers[name] = make
        return make

    return register


def put(
    template: str,
    recipient: str,
    *,
    lang: str,
    values: Mapping[str, Any],
    cause: object,
    now: datetime,
    event_uid: uuid.UUID | None = None,
    attachments: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Put a letter into the present transaction; the same template to the same mailbox for the same cause goes once.

    template: a folder in templates/letters/ with subject.txt, body.txt and body.html.
    values: JSON for the templates, with everything they show; no rows, no lazy words.
    cause: what the letter is about, for instance a registration's uid with its revision.
    attachments: by the name of a registered maker, the values it gets.
    """
    uid = uuid.uuid4()
    row = {
        "uid": uid,
        "template": template,
        "recipient": recipient,
        "cause": str(cause),
        "lang": lang,
        "values": {**values, ATTACHMENTS: {name: dict(given) for name, given in (attachments or {}).items()}},
        "event_uid": event_uid,
        "message_id": f"<{uid}@{urlsplit(base_url()).hostname}>",
        "put_at": now,
        "next_try_at": now,
    }
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(Letter).values(row).on_conflict_do_nothing())
    queue.after_commit("letter", uid)


def attachments_of(letter: Letter) -> list[Attachment]:
    """Make what goes with a letter."""
    return [_makers[name](**given) for name, given in letter.values.get(ATTACHMENTS, {}).items()]


def try_again(letter: Letter, now: datetime) -> None:
    """Send a letter that has failed once more, from the beginning. The caller commits."""
    letter.state = LetterState.WAITING
    letter.attempts = 0
    letter.next_try_at = now
    queue.after_commit("letter", letter.uid)
