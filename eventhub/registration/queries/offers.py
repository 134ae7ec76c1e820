"""What an event's form offers, in one statement, and what is known of whoever sends it."""

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.events.models import Event, EventMunicipality, EventRole, EventState, Room
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.nested import rows_as_json
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, RoleCategory
from eventhub.registration.models import PlaceKind, Places, Preference, Registration, SpecialNeed


@dataclass(frozen=True, slots=True)
class Listed:
    """A role category or a municipality as the event lists it; quotas name it by its code, people by any spelling."""

    id: int
    code: str
    name: Texts
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A focus group that one can wish for."""

    id: int
    number: int
    name: Texts
    room: Texts
    step_free: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A consent document in force."""

    id: int
    uid: uuid.UUID
    purpose: Purpose
    version: str
    is_required: bool
    title: Texts
    text: Texts


@dataclass(frozen=True, slots=True)
class Limit:
    """A row of places: what it limits, how many there are (nothing: no limit), how many are taken."""

    id: int
    kind: PlaceKind
    key: str
    capacity: int | None
    taken: int

    @property
    def free(self) -> int | None:
        """How many are left, never less than none; nothing where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Offer:
    """An event with everything that its registration form offers."""

    event: Event
    roles: tuple[Listed, ...]
    municipalities: tuple[Listed, ...]
    groups: tuple[GroupChoice, ...]
    documents: tuple[Text, ...]
    limits: tuple[Limit, ...]

    @property
    def places(self) -> Limit | None:
        """The limit of the whole event, if one was ever set or counted."""
        return next((limit for limit in self.limits if limit.kind is PlaceKind.EVENT), None)

    def document(self, purpose: Purpose) -> Text | None:
        """Return the document in force of a purpose."""
        return next((document for document in self.documents if document.purpose is purpose), None)


def find_offer(slug: str, *, with_drafts: bool = False) -> Offer | None:
    """Find an event with all that its form offers. One statement, whatever the lists hold.

    with_drafts: also an event that strangers may not see yet; for the team.
    """
    row = db.session.execute(_whole_offer(with_drafts), {"slug": slug}).one_or_none()
    if row is None:
        return None
    event, roles, municipalities, groups, documents, limits = row
    return Offer(
        event=event,
        roles=tuple(_listed(given) for given in _sorted(roles, "position", "id")),
        municipalities=tuple(_listed(given) for given in _sorted(municipalities, "name_sort", "id")),
        groups=tuple(_group(given) for given in _sorted(groups, "number")),
        documents=tuple(_text(given) for given in _sorted(documents, "position", "id")),
        limits=tuple(_limit(given) for given in _sorted(limits, "id")),
    )


@cache
def _whole_offer(with_drafts: bool) -> sa.Select[*tuple[Any, ...]]:
    """Build the statement once: it is asked for with every form."""
    lists = (_roles(), _municipalities(), _groups(), _documents(), _limits())
    columns = [rows_as_json(rows, Event).label(f"list_{number}") for number, rows in enumerate(lists)]
    seen = Event.slug == sa.bindparam("slug")
    return sa.select(Event, *columns).where(seen if with_drafts else sa.and_(seen, Event.state != EventState.DRAFT))


def _roles() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            RoleCategory.id,
            EventRole.code,
            EventRole.position,
            RoleCategory.title.label("name"),
            RoleCategory.title.label("other_name"),
        )
        .join(EventRole, EventRole.role_id == RoleCategory.id)
        .where(EventRole.event_id == Event.id)
    )


def _municipalities() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Municipality.id,
            EventMunicipality.code,
            Municipality.name_sort,
            Municipality.name,
            Municipality.official_name.label("other_name"),
        )
        .join(EventMunicipality, EventMunicipality.municipality_id == Municipality.id)
        .where(EventMunicipality.event_id == Event.id)
    )


def _groups() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            FocusGroup.id,
            FocusGroup.number,
            FocusGroup.title,
            FocusGroup.short_title,
            Room.name.label("room"),
            Room.step_free,
        )
        .outerjoin(Room, Room.id == FocusGroup.room_id)
        .where(FocusGroup.event_id == Event.id)
    )


def _documents() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(
        ConsentDocument.id,
        ConsentDocument.uid,
        ConsentDocument.position,
        ConsentDocument.purpose,
        ConsentDocument.version,
        ConsentDocument.is_required,
        ConsentDocument.title,
        ConsentDocument.text,
    ).where(ConsentDocument.event_id == Event.id, ConsentDocument.is_in_force)


def _limits() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(Places.id, Places.kind, Places.key, Places.capacity, Places.taken).where(
        Places.event_id == Event.id
    )


def _sorted(rows: list[dict[str, Any]], *by: str) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: tuple(row[name] for name in by))


def _listed(row: dict[str, Any]) -> Listed:
    spellings = (*row["name"].values(), *row["other_name"].values())
    return Listed(row["id"], row["code"], Texts(row["name"]), spellings)


def _group(row: dict[str, Any]) -> GroupChoice:
    name = Texts(row["short_title"]) or Texts(row["title"])
    return GroupChoice(row["id"], row["number"], name, Texts(row["room"] or {}), bool(row["step_free"]))


def _text(row: dict[str, Any]) -> Text:
    return Text(
        id=row["id"],
        uid=uuid.UUID(row["uid"]),
        purpose=Purpose(row["purpose"]),
        version=row["version"],
        is_required=bool(row["is_required"]),
        title=Texts(row["title"]),
        text=Texts(row["text"]),
    )


def _limit(row: dict[str, Any]) -> Limit:
    return Limit(row["id"], PlaceKind(row["kind"]), row["key"], row["capacity"], row["taken"])


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already when somebody registers."""

    registration: Registration | None
    has_places: bool


def known(event_id: int, live: str, submission: str | None) -> Known:
    """Find the live registration of a person, or what the same form has made, and whether places are counted at all.

    One statement. The person's row is locked by now, so that nobody registers the same person at the same time.
    """
    same = Registration.live_key == live
    if submission is not None:
        same = sa.or_(same, Registration.submission_key == submission)
    counted = sa.exists().where(Places.event_id == event_id, Places.kind == PlaceKind.EVENT)
    base = sa.select(counted.label("has_places")).subquery()
    row = db.session.execute(
        sa.select(base.c.has_places, Registration)
        .select_from(base)
        .outerjoin(Registration, same)
        .order_by(Registration.id.desc())
        .limit(1)
    ).one()
    return Known(row[1], bool(row[0]))


def wishes_of(registration_ids: list[int]) -> dict[int, list[int]]:
    """Return the focus groups that people wish for, the dearest first, by registration. One statement."""
    wishes: dict[int, list[int]] = {}
    rows = db.session.execute(
        sa.select(Preference.registration_id, Preference.focus_group_id)
        .where(Preference.registration_id.in_(registration_ids))
        .order_by(Preference.registration_id, Preference.rank)
    )
    for registration_id, group_id in rows:
        wishes.setdefault(registration_id, []).append(group_id)
    return wishes


def needs_of(registration_id: int) -> SpecialNeed | None:
    """Find what an organiser has to see to for somebody. One statement."""
    return db.session.scalars(
        sa.select(SpecialNeed).where(SpecialNeed.registration_id == registration_id)
    ).one_or_none()
