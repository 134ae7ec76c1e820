"""The list of materials."""

import enum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.ground.db import Base, Key, Uid
from eventhub.ground.files import StoredFile


class Audience(enum.StrEnum):
    """Who may have a material."""

    EVERYBODY = "everybody"
    PARTICIPANTS = "participants"
    TEAM = "team"


class Material(Base):
    """One entry of the list. `related_kind` and `related_uid` name the thing it belongs to."""

    __tablename__ = "material"
    __table_args__ = (sa.UniqueConstraint("event_id", "code"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(80))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))  # of the title
    kind: Mapped[str] = mapped_column(sa.String(40))
    file_name: Mapped[str] = mapped_column(sa.String(255), default="")
    size_bytes: Mapped[int | None] = mapped_column(sa.BigInteger)  # as announced; the file's own size wins
    language: Mapped[str] = mapped_column(sa.String(12), default="")  # of the file
    audience: Mapped[Audience]
    licence: Mapped[str] = mapped_column(sa.String(80), default="")
    related_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    related_uid: Mapped[str] = mapped_column(sa.String(36), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_file.id", ondelete="SET NULL"), index=True)
    file: Mapped[StoredFile | None] = relationship()
