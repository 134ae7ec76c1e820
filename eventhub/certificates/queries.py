"""What is asked about certificates: the day and who was there when, what was issued, whose it is."""

import uuid
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.allocation.models import Allocation, AllocationState, Assignment
from eventhub.certificates import rules
from eventhub.certificates.models import Certificate, CertificateRule
from eventhub.certificates.rules import Day, Due, Item, Presence, Terms
from eventhub.events.models import AgendaItem, Event
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.outcomes.models import GroupRecord, RecordState
from eventhub.registration.models import Attendance, Registration
from eventhub.registration.queries import was_there


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was there, the keys of their groups, what they are due, and what they were issued."""

    registration: Registration
    groups: frozenset[Hashable]
    due: Due
    certificate: Certificate | None


def find_rule(event_id: int) -> CertificateRule | None:
    """Find the event's terms. One statement."""
    return db.session.scalar(sa.select(CertificateRule).where(CertificateRule.event_id == event_id))


def terms_of(rule: CertificateRule) -> Terms:
    """Return the terms as the rules have them."""
    return Terms(rule.academic_hours, rule.hour_minutes, rule.minimum_minutes)


def day_of(event_id: int) -> Day:
    """Read the programme, which group meets when, and whose result is open. Two statements."""
    rows = db.session.execute(
        sa.select(AgendaItem, GroupSlot.focus_group_id)
        .outerjoin(GroupSlot, GroupSlot.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.event_id == event_id, AgendaItem.is_cancelled.is_(False))
        .order_by(AgendaItem.starts_at, AgendaItem.id)
    )
    items = tuple(Item(item.id, item.kind, item.starts_at, item.ends_at, group) for item, group in rows)
    return Day(items, frozenset(_open_groups(event_id)))


def _open_groups(event_id: int) -> Sequence[int]:
    return db.session.scalars(
        sa.select(FocusGroup.id)
        .outerjoin(GroupRecord, GroupRecord.focus_group_id == FocusGroup.id)
        .where(
            FocusGroup.event_id == event_id,
            sa.func.coalesce(sa.cast(GroupRecord.state, sa.String), "") != RecordState.FINAL.value,
        )
    ).all()


def people(event_id: int, day: Day, terms: Terms) -> list[Person]:
    """List everybody who was there, by name, with what they are due. Three statements.

    Whoever was put into no group belongs to those on whose lists they stand.
    """
    lists = _lists(event_id)
    assigned = _assigned(event_id)
    met = {item.key: item.group for item in day.items if item.group is not None}
    found = []
    for registration, attendance, certificate in _there(event_id):
        on: frozenset[Hashable] = frozenset(lists[registration.id])
        groups: frozenset[Hashable] = frozenset(assigned[registration.id] or [met[key] for key in on if key in met])
        presence = Presence(
            groups=groups,
            lists=on,
            arrived_at=attendance.arrived_at if attendance else None,
            left_at=attendance.left_at if attendance else None,
            checked_in=attendance is not None,
        )
        found.append(Person(registration, groups, rules.due(day, presence, terms), certificate))
    return found


def _there(event_id: int) -> Sequence[tuple[Registration, Attendance | None, Certificate | None]]:
    of_the_day = sa.and_(Attendance.registration_id == Registration.id, Attendance.agenda_item_id.is_(None))
    rows = db.session.execute(
        sa.select(Registration, Attendance, Certificate)
        .outerjoin(Attendance, of_the_day)
        .outerjoin(Certificate, Certificate.registration_id == Registration.id)
        .where(Registration.event_id == event_id, was_there())
        .order_by(Registration.name_sort, Registration.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _lists(event_id: int) -> dict[int, set[int]]:
    """Return by registration the items on whose lists somebody stands."""
    rows = db.session.execute(
        sa.select(Attendance.registration_id, Attendance.agenda_item_id)
        .join(AgendaItem, AgendaItem.id == Attendance.agenda_item_id)
        .where(AgendaItem.event_id == event_id)
    )
    lists: dict[int, set[int]] = defaultdict(set)
    for registration_id, item_id in rows:
        lists[registration_id] |= {item_id} if item_id else set()
    return lists


def _assigned(event_id: int) -> dict[int, set[int]]:
    rows = db.session.execute(
        sa.select(Assignment.registration_id, Assignment.focus_group_id)
        .join(Allocation, Allocation.id == Assignment.allocation_id)
        .where(Allocation.event_id == event_id, Allocation.state == AllocationState.PUBLISHED)
    )
    groups: dict[int, set[int]] = defaultdict(set)
    for registration_id, group_id in rows:
        groups[registration_id].add(group_id)
    return groups


def groups_of(event_id: int) -> dict[int, FocusGroup]:
    """Return the groups of an event by key. One statement."""
    return {
        group.id: group for group in db.session.scalars(sa.select(FocusGroup).where(FocusGroup.event_id == event_id))
    }


def in_force(event_id: int) -> Sequence[Certificate]:
    """List the certificates that hold, by number, each with its person and municipality. One statement."""
    return db.session.scalars(
        sa.select(Certificate)
        .join(Certificate.registration)
        .options(contains_eager(Certificate.registration).joinedload(Registration.municipality))
        .where(Certificate.event_id == event_id, Certificate.revoked_at.is_(None))
        .order_by(Certificate.number)
    ).all()


def last_number(event_id: int) -> int:
    """Return the largest number given so far. One statement."""
    return db.session.scalar(sa.select(sa.func.max(Certificate.number)).where(Certificate.event_id == event_id)) or 0


def find_certificate(event_id: int, uid: uuid.UUID) -> Certificate | None:
    """Find a certificate of an event, with its file. One statement."""
    return db.session.scalar(
        sa.select(Certificate)
        .options(joinedload(Certificate.file))
        .where(Certificate.event_id == event_id, Certificate.uid == uid)
    )


def find_own(registration_id: int) -> Certificate | None:
    """Find the certificate in force of one registration, with its file. One statement."""
    return db.session.scalar(
        sa.select(Certificate)
        .options(joinedload(Certificate.file))
        .where(Certificate.registration_id == registration_id, Certificate.revoked_at.is_(None))
    )


def find_by_code(code: str) -> tuple[Certificate, Event, str] | None:
    """Find what the check page shows: the certificate with its person, the event, the prefix of numbers. One statement.

    A certificate of an event that strangers may not see is not found.
    """
    row = db.session.execute(
        sa.select(Certificate, Event, sa.func.coalesce(CertificateRule.number_prefix, ""))
        .join(Event, Event.id == Certificate.event_id)
        .join(Certificate.registration)
        .outerjoin(CertificateRule, CertificateRule.event_id == Event.id)
        .options(contains_eager(Certificate.registration))
        .where(Certificate.code == code)
    ).one_or_none()
    return (row[0], row[1], row[2]) if row and row[1].is_public else None


def find_event(uid: uuid.UUID) -> Event | None:
    """Find the event that work is about. One statement."""
    return db.session.scalar(sa.select(Event).where(Event.uid == uid))
