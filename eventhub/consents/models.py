"""Consent documents and consents."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.texts import Texts


class Purpose(enum.StrEnum):
    """What a consent is for; only processing is required to take part."""

    PROCESSING = "processing"
    PUBLISH_NAME = "publish_name"
    PUBLISH_PHOTO = "publish_photo"
    MAILING = "mailing"
    SPECIAL_CATEGORY = "special_category"


class Channel(enum.StrEnum):
    """How a consent reached us."""

    FORM = "form"
    PERSONAL_LINK = "personal_link"
    PAPER = "paper"
    IMPORT = "import"


class ConsentDocument(Base):
    """The exact text people agree to; never edited once somebody agreed, a change is a new version."""

    __tablename__ = "consent_document"
    __table_args__ = (sa.UniqueConstraint("event_id", "purpose", "version"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose]
    version: Mapped[str] = mapped_column(sa.String(40))
    position: Mapped[int] = mapped_column(default=0)
    is_required: Mapped[bool] = mapped_column(default=False)
    is_in_force: Mapped[bool] = mapped_column(default=True)  # the version that forms show now
    title: Mapped[Texts]
    text: Mapped[Texts]


class Consent(Base):
    """One person's yes; in force while `withdrawn_at` is empty."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "document_id", "given_at"),
        sa.Index(
            "uq_consent_in_force",
            "person_id",
            "document_id",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("consent_document.id", ondelete="RESTRICT"), index=True)
    document: Mapped[ConsentDocument] = relationship()
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"))
    lang: Mapped[str] = mapped_column(sa.String(12), default="ru")  # the language in which it was read
    channel: Mapped[Channel]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
