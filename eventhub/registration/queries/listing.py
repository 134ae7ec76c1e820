"""The organiser's list: what matches, in which order, one page of it, the whole as a stream; one person's history."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import User
from eventhub.events.models import Event, EventRole
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.people.models import Municipality, RoleCategory
from eventhub.registration.models import Attendance, Preference, Registration, RegistrationState
from eventhub.registration.queries.offers import wishes_of

USER = "user:"
NUMERO = fold("№")
MOST_WORDS = 6
AT_ONCE = 500
LONGEST_NUMBER = 9
MOST_HISTORY = 100

ORDERS: Final = {
    "name": (Registration.name_sort, Registration.id),
    "-name": (Registration.name_sort.desc(), Registration.id.desc()),
    "registered": (Registration.registered_at, Registration.id),
    "-registered": (Registration.registered_at.desc(), Registration.id.desc()),
    "number": (Registration.number,),
    "-number": (Registration.number.desc(),),
}
"""Each is the order of an index, so a page is read without sorting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an organiser looks for in the list; nothing means no condition."""

    words: str = ""
    state: RegistrationState | None = None
    role_id: int | None = None
    municipality_id: int | None = None
    group_id: int | None = None
    order: str = "name"


@dataclass(frozen=True, slots=True)
class Figures:
    """What the head of the list counts."""

    all: int
    matching: int
    waiting: int
    cancelled: int
    arrived: int


def figures(event_id: int, wanted: Wanted) -> Figures:
    """Count the list, and what of it matches. One statement."""
    here = Registration.event_id == event_id

    def count(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        return sa.select(sa.func.count(Registration.id)).where(here, *conditions).scalar_subquery()

    there = sa.select(sa.func.count(Attendance.registration_id.distinct())).join(
        Registration, Registration.id == Attendance.registration_id
    )
    row = db.session.execute(
        sa.select(
            count(),
            count(*_conditions(wanted)),
            count(Registration.state == RegistrationState.WAITING),
            count(Registration.state == RegistrationState.CANCELLED),
            there.where(here, Registration.state != RegistrationState.DUPLICATE).scalar_subquery(),
        )
    ).one()
    return Figures(*row)


def page_of(event_id: int, wanted: Wanted, *, offset: int, limit: int) -> Sequence[Registration]:
    """List one page, each with role and municipality. One statement; what lies before it is read by index only."""
    ids = page_ids(event_id, wanted, offset=offset, limit=limit).subquery()
    return db.session.scalars(
        sa.select(Registration)
        .where(Registration.id.in_(sa.select(ids.c.id)))
        .options(joinedload(Registration.role), joinedload(Registration.municipality))
        .order_by(*ORDERS[wanted.order])
    ).all()


def page_ids(event_id: int, wanted: Wanted, *, offset: int, limit: int) -> sa.Select[int]:
    """Build the select of the keys on one page."""
    return (
        sa.select(Registration.id)
        .where(Registration.event_id == event_id, *_conditions(wanted))
        .order_by(*ORDERS[wanted.order])
        .offset(offset)
        .limit(limit)
    )


def find_registration(slug: str, uid: uuid.UUID) -> Registration | None:
    """Find one registration of an event, for the team, with event, role and municipality. One statement."""
    return db.session.scalar(
        sa.select(Registration)
        .join(Registration.event)
        .where(Registration.uid == uid, Event.slug == slug)
        .options(joinedload(Registration.event), joinedload(Registration.role), joinedload(Registration.municipality))
    )


def role_code(event_id: int, role_id: int | None) -> str:
    """Return the code of a role in the event's list, or nothing when it is not there. One statement."""
    code = sa.select(EventRole.code).where(EventRole.event_id == event_id, EventRole.role_id == role_id)
    return db.session.scalar(code) or ""


def history_of(uid: uuid.UUID) -> Sequence[AuditEntry]:
    """List what was done with a registration, the latest first. One statement."""
    return db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.thing_kind == "registration", AuditEntry.thing_uid == uid)
        .order_by(AuditEntry.moment.desc(), AuditEntry.id.desc())
        .limit(MOST_HISTORY)
    ).all()


def doers(entries: Sequence[AuditEntry]) -> dict[str, User]:
    """Return the users who did what the history says, by public id. At most one statement."""
    uids = {uuid.UUID(entry.by.removeprefix(USER)) for entry in entries if entry.by.startswith(USER)}
    found = db.session.scalars(sa.select(User).where(User.uid.in_(uids))) if uids else ()
    return {str(user.uid): user for user in found}


def day_of(registration_id: int) -> Attendance | None:
    """Find whether and when somebody came to the day. One statement."""
    return db.session.scalars(
        sa.select(Attendance).where(Attendance.registration_id == registration_id, Attendance.agenda_item_id.is_(None))
    ).one_or_none()


def presence_of(registration_id: int) -> Sequence[Attendance]:
    """List all that is noted of somebody's presence. One statement."""
    return db.session.scalars(
        sa.select(Attendance)
        .where(Attendance.registration_id == registration_id)
        .options(joinedload(Attendance.agenda_item))
        .order_by(Attendance.id)
    ).all()


def stream(event_id: int, wanted: Wanted) -> Iterator[tuple[sa.Row[*tuple[Any, ...]], list[int]]]:
    """Walk what matches by number, each row with the wishes; read as it is sent, in one transaction that only reads."""
    rows = db.session.execute(
        sa.select(
            Registration.id,
            Registration.number,
            Registration.state,
            Registration.family_name,
            Registration.given_name,
            Registration.patronymic,
            Registration.email,
            Registration.organisation_name,
            Registration.position,
            RoleCategory.title,
            Municipality.name,
            Registration.language,
            Registration.registered_at,
            Attendance.arrived_at,
            Attendance.id.label("attendance_id"),
        )
        .outerjoin(RoleCategory, RoleCategory.id == Registration.role_id)
        .outerjoin(Municipality, Municipality.id == Registration.municipality_id)
        .outerjoin(
            Attendance,
            sa.and_(Attendance.registration_id == Registration.id, Attendance.agenda_item_id.is_(None)),
        )
        .where(Registration.event_id == event_id, *_conditions(wanted))
        .order_by(Registration.number)
        .execution_options(yield_per=AT_ONCE)
    )
    for some in rows.partitions():
        wishes = wishes_of([row.id for row in some])
        yield from ((row, wishes.get(row.id, [])) for row in some)


def at_the_desk(event_id: int, words: str, limit: int) -> list[tuple[Registration, Attendance | None]]:
    """List whom a registrar looks for by name or number, or without words who came last. One statement.

    Cancelled and double registrations come last, so that they explain themselves and are not taken for others.
    """
    rows = (
        sa.select(Registration, Attendance)
        .outerjoin(
            Attendance,
            sa.and_(Attendance.registration_id == Registration.id, Attendance.agenda_item_id.is_(None)),
        )
        .where(Registration.event_id == event_id)
        .options(joinedload(Registration.role), joinedload(Registration.municipality))
        .limit(limit)
    )
    if words:
        gone = Registration.state.in_([RegistrationState.CANCELLED, RegistrationState.DUPLICATE])
        rows = rows.where(*_conditions(Wanted(words))).order_by(gone, Registration.name_sort, Registration.id)
    else:
        rows = rows.where(Attendance.id.is_not(None)).order_by(Attendance.changed_at.desc(), Attendance.id.desc())
    return [(registration, there) for registration, there in db.session.execute(rows)]


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions = _words(wanted.words)
    for column, value in (
        (Registration.state, wanted.state),
        (Registration.role_id, wanted.role_id),
        (Registration.municipality_id, wanted.municipality_id),
    ):
        if value is not None:
            conditions.append(column == value)
    if wanted.group_id is not None:
        wished = sa.select(Preference.registration_id).where(Preference.focus_group_id == wanted.group_id)
        conditions.append(Registration.id.in_(wished))
    return conditions


def _words(words: str) -> list[sa.ColumnElement[bool]]:
    """Say that all words occur in name, mailbox or organisation; a whole number is the number of a registration."""
    looked_for = fold(words).split()[:MOST_WORDS]
    number = "".join(looked_for).removeprefix(NUMERO)
    if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER:
        return [Registration.number == int(number)]
    return [Registration.name_search.contains(word, autoescape=True) for word in looked_for]
