"""Delivering the out-tray: each letter claimed with a lease, rendered in its language, sent, or tried again later."""

import os
import smtplib
import ssl
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from flask import current_app, render_template

from eventhub.ground import clock
from eventhub.ground.db import db, reading
from eventhub.ground.i18n import speaking
from eventhub.ground.logs import log
from eventhub.ground.out_tray import Letter, LetterState, attachments_of
from eventhub.ground.settings import Settings

LEASE = timedelta(minutes=2)
PATIENCE_SECONDS = 30
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long to wait after each failure; after the last one the letter has failed."""


class LetterPolicy(EmailPolicy):
    """How headers become lines. Python 3.11 loses blanks of a subject where it begins a new line."""

    def fold(self, name: str, value: str) -> str:
        """Fold a header; a subject by the older, slower and right way."""
        if name.lower() != "subject" or str(value).isascii():
            return str(super().fold(name, value))
        return f"{name}: {Header(str(value), 'utf-8', header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Fold a header into octets."""
        return self.fold(name, value).encode() if name.lower() == "subject" else super().fold_binary(name, value)


def deliver(uid: uuid.UUID) -> None:
    """Send one letter, unless somebody else does. The one catcher of whatever goes wrong with it."""
    if not _claim(uid, clock.now()):
        return
    settings: Settings = current_app.extensions["settings"]
    try:
        with reading():
            letter = db.session.scalars(sa.select(Letter).where(Letter.uid == uid)).one()
            message = write(letter, settings.mail_from, clock.now())
        _send(message, uid, settings)
    except OSError as error:  # a server that cannot be reached, or that says no: SMTPException is one too
        _note_failure(uid, error, is_final=_is_final(error))
    except Exception as error:  # noqa: BLE001 – the edge of the process; the next letter shall not suffer
        log.error("letter failed", letter=str(uid), exc_info=error)
        _note_failure(uid, error, is_final=True)
    else:
        sent = {"state": LetterState.SENT, "sent_at": clock.now(), "lease_until": None, "server_words": ""}
        db.session.execute(sa.update(Letter).where(Letter.uid == uid).values(sent))
        db.session.commit()


def deliver_all() -> None:
    """Deliver everything that is due, here and now; for commands and tests, where no worker runs."""
    for uid in due(clock.now()):
        deliver(uid)


def due(now: datetime) -> Sequence[uuid.UUID]:
    """List letters that wait and whose time has come, or whose sender has died. One statement."""
    found = db.session.scalars(sa.select(Letter.uid).where(_is_free(now)).order_by(Letter.id)).all()
    db.session.rollback()
    return found


def write(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """Write a letter out in its language. Its Message-ID never changes, so mail programs show a second copy once."""
    with speaking(letter.lang):
        words = {
            part: render_template(f"letters/{letter.template}/{part}", **letter.values)
            for part in ("subject.txt", "body.txt", "body.html")
        }
        attachments = attachments_of(letter)
    message = EmailMessage(policy=LetterPolicy(linesep="\r\n"))
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = " ".join(words["subject.txt"].split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.lang
    message.set_content(words["body.txt"])
    message.add_alternative(words["body.html"], subtype="html")
    for attachment in attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)
    return message


def _send(message: EmailMessage, uid: uuid.UUID, settings: Settings) -> None:
    if settings.letters_folder is not None:
        _lay_down(message, settings.letters_folder, f"{uid}.eml")
        return
    server = urlsplit(settings.mail_url)
    secure = ssl.create_default_context()
    host = server.hostname or ""
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, server.port or 465, timeout=PATIENCE_SECONDS, context=secure)
    else:
        connection = smtplib.SMTP(host, server.port or 587, timeout=PATIENCE_SECONDS)
    with connection:
        if server.scheme == "smtp" and connection.has_extn("starttls"):
            connection.starttls(context=secure)
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(message)


def _lay_down(message: EmailMessage, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{name}"
    with unfinished.open("wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / name)


def _is_free(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(
        sa.and_(Letter.state == LetterState.WAITING, Letter.next_try_at <= now),
        sa.and_(Letter.state == LetterState.SENDING, Letter.lease_until < now),
    )


def _claim(uid: uuid.UUID, now: datetime) -> bool:
    taken = {"state": LetterState.SENDING, "lease_until": now + LEASE, "attempts": Letter.attempts + 1}
    claimed = sa.update(Letter).where(Letter.uid == uid, _is_free(now)).values(taken).returning(Letter.id)
    is_ours = db.session.scalar(claimed) is not None
    db.session.commit()
    return is_ours


def _is_final(error: Exception) -> bool:
    """Tell whether a server has said no for good (RFC 5321, 4.2.1: codes from 500)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _note_failure(uid: uuid.UUID, error: Exception, *, is_final: bool) -> None:
    letter = db.session.scalars(sa.select(Letter).where(Letter.uid == uid)).one()
    letter.server_words = f"{type(error).__name__}: {error}"[:500]
    letter.lease_until = None
    if is_final or letter.attempts > len(WAITS):
        letter.state = LetterState.FAILED
    else:
        letter.state = LetterState.WAITING
        letter.next_try_at = clock.now() + WAITS[letter.attempts - 1]
    db.session.commit()
