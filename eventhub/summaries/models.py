"""Sections of the outcome text, and published documents."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.files import StoredFile


class OutcomeSection(Base):
    """An edited section of the outcome text in one language; sections nobody edited are drafted anew each time.

    `fingerprint` is that of the figures the edit was based on; when today's differs, the section is marked.
    """

    __tablename__ = "outcome_section"
    __table_args__ = (sa.UniqueConstraint("event_id", "lang", "key"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    lang: Mapped[str] = mapped_column(sa.String(12))
    key: Mapped[str] = mapped_column(sa.String(40))
    edited: Mapped[str] = mapped_column(sa.Text)
    drafted: Mapped[str] = mapped_column(sa.Text)  # the draft that was edited, to show what changed
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    version: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime]


class PublishedDocument(Base):
    """A document of an event in one language; the newest of a kind and language is the one served."""

    __tablename__ = "published_document"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "kind", "lang", "content_hash"),
        sa.Index("ix_published_document_event_id_kind_lang_made_at", "event_id", "kind", "lang", "made_at"),
    )

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(40))
    lang: Mapped[str] = mapped_column(sa.String(12))
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id", ondelete="RESTRICT"), index=True)
    file: Mapped[StoredFile] = relationship()
    made_at: Mapped[datetime]
