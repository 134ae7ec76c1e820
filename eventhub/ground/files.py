"""Files: stored once under the hash of their content, known by a random public id, served so that they do no harm."""

import os
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from flask import Flask, Response, current_app, send_file
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground.db import Base, Key, Uid, db

SHOWN_INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
"""Types that may be shown in the browser; everything else, above all SVG and HTML, is only handed out."""

NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]')
LONGEST_NAME = 255


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


class FolderStorage:
    """Contents in a folder, each under its hash; another kind of storage has the same three methods."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Write a content so that it survives a power cut, and return its hash."""
        name = sha256(content).hexdigest()
        path = self.path_of(name)
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{name}.{uuid.uuid4().hex}")
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
        return name

    def read(self, name: str) -> bytes:
        """Return a content by its hash."""
        return self.path_of(name).read_bytes()

    def path_of(self, name: str) -> Path:
        """Return where a content lies."""
        return self.folder / name[:2] / name


def init_app(app: Flask, folder: Path) -> None:
    """Let the application keep its files in a folder."""
    app.extensions["storage"] = FolderStorage(folder)


def storage() -> FolderStorage:
    """Return the storage of the application."""
    kept: FolderStorage = current_app.extensions["storage"]
    return kept


@dataclass(frozen=True, slots=True)
class Kept:
    """A content that lies in the storage and has no row yet."""

    sha256: str
    size_bytes: int
    media_type: str
    name: str


def keep(content: bytes, media_type: str, original_name: str) -> Kept:
    """Keep a content; for large ones, outside of any writing transaction."""
    return Kept(storage().keep(content), len(content), media_type, clean_name(original_name))


def enter(kept: Kept, *, now: datetime) -> StoredFile:
    """Add a row for a content that is kept to the present transaction."""
    stored = StoredFile(
        uid=uuid.uuid4(),
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        media_type=kept.media_type,
        original_name=kept.name,
        stored_at=now,
    )
    db.session.add(stored)
    return stored


def store(content: bytes, media_type: str, original_name: str, *, now: datetime) -> StoredFile:
    """Keep a content and add a row for it to the present transaction. Larger ones are kept before the transaction."""
    return enter(keep(content, media_type, original_name), now=now)


def answer(stored: StoredFile, *, inline: bool = False) -> Response:
    """Serve a file: ETag from its hash, HEAD, 304 and ranges; to be saved, unless it may be and shall be shown."""
    is_shown = inline and stored.media_type in SHOWN_INLINE
    response = send_file(
        storage().path_of(stored.sha256),
        mimetype=stored.media_type,
        as_attachment=not is_shown,
        download_name=stored.original_name,
        conditional=True,
        etag=stored.sha256,
        last_modified=stored.stored_at,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    closed = "default-src 'none'; frame-ancestors 'none'"
    response.headers["Content-Security-Policy"] = closed if is_shown else f"sandbox; {closed}"
    return response


def clean_name(name: str) -> str:
    """Make a name that any system can save: no folders, no control or direction marks, not too long."""
    plain = NOT_IN_NAMES.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    short = f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else plain[:LONGEST_NAME]
    return short[-LONGEST_NAME:] or "file"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
