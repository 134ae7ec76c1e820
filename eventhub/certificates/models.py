"""The event's rule for certificates, and the certificates issued."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.files import StoredFile
from eventhub.registration.models import Registration


class CertificateRule(Base):
    """From how many attended minutes a certificate is due, and how minutes become hours."""

    __tablename__ = "certificate_rule"

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    number_prefix: Mapped[str] = mapped_column(sa.String(40))
    academic_hours: Mapped[int]  # the most that a certificate states
    hour_minutes: Mapped[int]
    minimum_minutes: Mapped[int]


class Certificate(Base):
    """A certificate issued to one participant; `code` is what the public check page answers to.

    `content_hash` is that of what was printed: when it would read otherwise today, it is printed anew.
    """

    __tablename__ = "certificate"
    __table_args__ = (sa.UniqueConstraint("event_id", "number"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(sa.ForeignKey("registration.id", ondelete="CASCADE"), unique=True)
    registration: Mapped[Registration] = relationship()
    number: Mapped[int]
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    hours: Mapped[int]
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    content_hash: Mapped[str] = mapped_column(sa.String(64), default="")
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_file.id", ondelete="SET NULL"), index=True)
    file: Mapped[StoredFile | None] = relationship()
