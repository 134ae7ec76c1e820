"""How many people an event takes, from where and as what, and when registration opens and closes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from eventhub.events.models import Event
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.registration import queries
from eventhub.registration.actions.leaving import promote_waiting
from eventhub.registration.models import PlaceKind, Places, Registration


@dataclass(frozen=True, slots=True)
class Limits:
    """What an organiser sets: places, quotas by code of the role or municipality, and the two moments."""

    capacity: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    roles: Mapping[str, int]
    municipalities: Mapping[str, int]


def set_limits(event: Event, limits: Limits, *, by: str, now: datetime) -> list[Registration]:
    """Set places, quotas and the moments of registration; return who moved up because there is more room.

    Fewer places than are taken send nobody away: the event is full until enough have cancelled. A new quota counts
    those who hold a place already. The caller commits.
    """
    queries.ensure_places(event.id)
    existing = {(places.kind, places.key): places for places in queries.lock_limits(event.id)}
    before = _said(event, existing.values())
    wanted: dict[tuple[PlaceKind, str], int | None] = {(PlaceKind.EVENT, ""): limits.capacity}
    wanted |= {(PlaceKind.ROLE, code): most for code, most in limits.roles.items()}
    wanted |= {(PlaceKind.MUNICIPALITY, code): most for code, most in limits.municipalities.items()}
    for (kind, key), places in existing.items():
        if (kind, key) not in wanted and kind is not PlaceKind.CHOICE:
            db.session.delete(places)
    for (kind, key), most in wanted.items():
        places = existing.get((kind, key)) or Places(event_id=event.id, kind=kind, key=key, taken=0)
        places.capacity = most
        if (kind, key) not in existing:
            places.taken = queries.count_holding(event.id, kind, key)
            db.session.add(places)
    event.registration_opens_at = limits.opens_at
    event.registration_closes_at = limits.closes_at
    db.session.flush()
    after = _said(event, db.session.scalars(sa.select(Places).where(Places.event_id == event.id)).all())
    audit.record("set limits", "event", event.uid, by=by, now=now, event_uid=event.uid, before=before, after=after)
    return promote_waiting(event, now=now)


def _said(event: Event, rows: Iterable[Places]) -> dict[str, object]:
    opens, closes = event.registration_opens_at, event.registration_closes_at
    said: dict[str, object] = {
        "opens": opens.isoformat() if opens else None,
        "closes": closes.isoformat() if closes else None,
    }
    for places in rows:
        said[f"{places.kind} {places.key}".strip()] = places.capacity
    return said
