"""Files: stored once under the hash of their content, known by a random public id, served so that they do no harm."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground.db import Base, Key, Uid


class StoredFile(Base):
    """What is known of a file. The same content under two names is two rows and one file on the disk."""

    __tablename__ = "stored_file"
    __table_args__ = (sa.CheckConstraint("size_bytes >= 0", name="size_is_not_negative"),)

    id: Mapped[Key]
    uid: Mapped[Uid]
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    size_bytes: Mapped[int] = mapped_column(sa.BigInteger)
    media_type: Mapped[str] = mapped_column(sa.String(100))
    original_name: Mapped[str] = mapped_column(sa.String(255))
    stored_at: Mapped[datetime]
