"""What happens with the lists of an event: municipalities it expects people from, role categories its form offers."""

from collections.abc import Collection, Iterable
from datetime import datetime

from eventhub.accounts.models import User
from eventhub.events import queries, rules
from eventhub.events.models import Event, EventMunicipality, EventRole
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.people import actions as people
from eventhub.people.actions import MunicipalityDetails, RoleDetails


def list_municipalities(event: Event, chosen: Collection[int], *, by: User, now: datetime) -> int:
    """Let an event expect people from municipalities of the installation's list; return how many are new there."""
    listed = queries.municipalities_of(event.id)
    new = [key for key in dict.fromkeys(chosen) if key not in {entry.municipality_id for entry in listed}]
    codes = [entry.code for entry in listed]
    for key in new:
        codes.append(rules.next_code("M", codes))
        own = {"code": codes[-1], "position": len(codes)}
        db.session.add(EventMunicipality(event_id=event.id, municipality_id=key, **own))
    db.session.flush()
    if new:
        _record("list municipalities", event, by=by, now=now, after={"count": len(new)})
    return len(new)


def import_municipalities(event: Event, given: Iterable[MunicipalityDetails], *, by: User, now: datetime) -> int:
    """Find or add municipalities and list them for an event; return how many are new there. The caller commits."""
    found = people.find_or_add_municipalities(given)
    return list_municipalities(event, [municipality.id for municipality in found], by=by, now=now)


def unlist_municipality(event: Event, municipality_id: int, *, by: User, now: datetime) -> None:
    """Let an event no longer expect anybody from a municipality. The caller commits."""
    for entry in queries.municipalities_of(event.id):
        if entry.municipality_id == municipality_id:
            _record("unlist municipality", event, by=by, now=now, before={"code": entry.code})
            db.session.delete(entry)


def list_roles(event: Event, chosen: Collection[int], *, by: User, now: datetime) -> int:
    """Let the form of an event offer role categories; return how many are new there. The caller commits."""
    listed = queries.event_roles(event.id)
    new = [key for key in dict.fromkeys(chosen) if key not in {entry.role_id for entry in listed}]
    codes = [entry.code for entry in listed]
    for key in new:
        codes.append(rules.next_code("C", codes))
        db.session.add(EventRole(event_id=event.id, role_id=key, code=codes[-1], position=len(codes)))
    db.session.flush()
    if new:
        _record("list roles", event, by=by, now=now, after={"count": len(new)})
    return len(new)


def import_roles(event: Event, given: Iterable[RoleDetails], *, by: User, now: datetime) -> int:
    """Find or add role categories and list them for an event; return how many are new there. The caller commits."""
    found = people.find_or_add_roles(given)
    return list_roles(event, [role.id for role in found], by=by, now=now)


def unlist_role(event: Event, role_id: int, *, by: User, now: datetime) -> None:
    """Let the form of an event no longer offer a role category. The caller commits."""
    for entry in queries.event_roles(event.id):
        if entry.role_id == role_id:
            _record("unlist role", event, by=by, now=now, before={"code": entry.code})
            db.session.delete(entry)


def _record(
    verb: str,
    event: Event,
    *,
    by: User,
    now: datetime,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    what = {"before": before, "after": after}
    audit.record(verb, "event", event.uid, event_uid=event.uid, by=f"user:{by.uid}", now=now, **what)
