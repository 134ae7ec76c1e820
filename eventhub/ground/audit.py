"""The audit log: who did what to which thing, when, from what to what. Written by actions, never changed afterwards."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.ground.db import Base, Key, db


class AuditEntry(Base):
    """One deed. Things are named by kind and public id, so that an entry outlives what it speaks of."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        sa.Index(None, "event_uid", "moment"),
        sa.Index(None, "thing_kind", "thing_uid"),
    )

    id: Mapped[Key]
    moment: Mapped[datetime]
    by: Mapped[str] = mapped_column(sa.String(80))
    verb: Mapped[str] = mapped_column(sa.String(60))
    thing_kind: Mapped[str] = mapped_column(sa.String(60))
    thing_uid: Mapped[uuid.UUID | None]
    event_uid: Mapped[uuid.UUID | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))


class AuditIsFinal(RuntimeError):
    """Somebody tried to change or delete an audit entry."""


def record(
    verb: str,
    thing_kind: str,
    thing_uid: uuid.UUID | None,
    *,
    by: str,
    now: datetime,
    event_uid: uuid.UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry to the present transaction.

    by: who, as `user:<uid>`, `link:<kind>:<uid>`, `token:<uid>`, `command` or `work:<uid>`; never a name or an address.
    before, after: only the fields that changed, JSON values, no secrets.
    """
    db.session.add(
        AuditEntry(
            moment=now,
            by=by,
            verb=verb,
            thing_kind=thing_kind,
            thing_uid=thing_uid,
            event_uid=event_uid,
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
        )
    )


def change(thing: object, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set attributes of a row and return what changed, from and to, ready for `record`; both empty when nothing did."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        known = getattr(thing, name)
        if known != value:
            before[name], after[name] = plain_value(known), plain_value(value)
            setattr(thing, name, value)
    return before, after


def plain_value(value: object) -> Any:
    """Return a value as JSON knows it: moments, days and numbers as text, texts by language as they are."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if isinstance(value, date) else str(value)


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse_change(_mapper: object, _connection: object, entry: AuditEntry) -> None:
    raise AuditIsFinal(f"audit entry {entry.id} cannot be changed")
