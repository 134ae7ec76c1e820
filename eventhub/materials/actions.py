"""What happens to materials: listed, described, given a file, ordered, removed."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from eventhub.accounts.models import User
from eventhub.events.models import Event
from eventhub.events.rules import next_code
from eventhub.ground import audit, files
from eventhub.ground.db import db
from eventhub.ground.files import Kept
from eventhub.materials import queries, rules
from eventhub.materials.models import Audience, Material

CODE = "MT"


@dataclass(frozen=True)
class Description:
    """What is said about a material."""

    title: str
    lang: str
    kind: str
    audience: Audience
    language: str
    licence: str
    related_kind: str
    related_uid: str
    note: str


def add(
    event: Event, description: Description, kept: Kept | None, *, key: uuid.UUID, by: User, now: datetime
) -> Material:
    """List a material, with its file or before it is there; it comes last. The caller commits.

    The form sent again finds what it made.
    """
    known = queries.find_material(event.id, key)
    if known is not None:
        return known
    total, _missing = queries.count(event.id)
    code = next_code(CODE, queries.codes(event.id))
    material = Material(uid=key, event_id=event.id, code=code, position=total, **asdict(description))
    db.session.add(material)
    after = {"title": description.title, "audience": description.audience.value}
    _record("add", event, material, None, after, by=by, now=now)
    if kept is not None:
        _give(event, material, kept, by=by, now=now)
    return material


def describe(event: Event, material: Material, description: Description, *, by: User, now: datetime) -> None:
    """Change what is said about a material. The caller commits."""
    before, after = audit.change(material, asdict(description))
    if after:
        _record("describe", event, material, before, after, by=by, now=now)


def give_file(event: Event, material: Material, kept: Kept, *, by: User, now: datetime) -> None:
    """Give a material its file, or another one in place of it; the address stays. The caller commits."""
    _give(event, material, kept, by=by, now=now)


def _give(event: Event, material: Material, kept: Kept, *, by: User, now: datetime) -> None:
    old = material.file if material.file_id else None
    if old is not None and (old.sha256, old.original_name) == (kept.sha256, kept.name):
        return
    material.file = files.enter(kept, now=now)
    material.file_name, material.size_bytes = kept.name, kept.size_bytes
    before = None if old is None else {"file": old.original_name, "sha256": old.sha256}
    _record("give file to", event, material, before, {"file": kept.name, "sha256": kept.sha256}, by=by, now=now)
    if old is not None:
        db.session.flush()
        db.session.delete(old)


def remove(event: Event, material: Material, *, by: User, now: datetime) -> None:
    """Remove a material from the list, with its file. The caller commits."""
    _record("remove", event, material, {"title": material.title, "file": material.file_name}, None, by=by, now=now)
    old = material.file if material.file_id else None
    db.session.delete(material)
    if old is not None:
        db.session.flush()
        db.session.delete(old)


def move(event: Event, material: Material, step: int, *, by: User, now: datetime) -> None:
    """Move a material up (-1) or down (1). The caller commits."""
    rows = {row.id: row for row in queries.in_order(event.id)}
    order = rules.moved(list(rows), material.id, step)
    if order != list(rows):
        places = {"place": list(rows).index(material.id) + 1}, {"place": order.index(material.id) + 1}
        _record("move", event, material, *places, by=by, now=now)
    for position, id_ in enumerate(order):
        rows[id_].position = position


def _record(
    verb: str,
    event: Event,
    material: Material,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    *,
    by: User,
    now: datetime,
) -> None:
    who = f"user:{by.uid}"
    audit.record(verb, "material", material.uid, event_uid=event.uid, by=who, now=now, before=before, after=after)
