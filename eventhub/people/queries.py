"""What is asked about persons and the installation's lists. All finders take many at once: one statement each."""

import uuid
from collections.abc import Iterable, Sequence
from itertools import islice

import sqlalchemy as sa

from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.people.models import Competence, Municipality, Organisation, Person, RoleCategory

AT_ONCE = 500
"""Values in one condition: databases limit them."""


def find_persons(email_keys: Iterable[str]) -> dict[tuple[str, str], Person]:
    """Return the persons behind mailboxes by (mailbox, name), both folded. One statement per 500 mailboxes."""
    found = (
        person
        for some in _batches(set(email_keys))
        for person in db.session.scalars(sa.select(Person).where(Person.email_key.in_(some)))
    )
    return {(person.email_key or "", person.name_key or ""): person for person in found}


def find_organisations(name_keys: Iterable[str]) -> dict[str, Organisation]:
    """Return organisations by their folded name. One statement per 500 names."""
    return {
        organisation.name_key: organisation
        for some in _batches(set(name_keys))
        for organisation in db.session.scalars(sa.select(Organisation).where(Organisation.name_key.in_(some)))
    }


def find_municipalities(codes: Iterable[str], name_keys: Iterable[str]) -> list[Municipality]:
    """List municipalities that have one of the codes or one of the folded names. One statement per 500 of them."""
    conditions = [(Municipality.code, batch) for batch in _batches(set(codes) - {""})]
    conditions += [(Municipality.name_key, batch) for batch in _batches(set(name_keys))]
    found = {
        municipality.id: municipality
        for column, some in conditions
        for municipality in db.session.scalars(sa.select(Municipality).where(column.in_(some)))
    }
    return [found[key] for key in sorted(found)]


def search_municipalities(words: str, *, but: sa.Select[int], limit: int) -> Sequence[Municipality]:
    """List municipalities whose name or code contains words, by name, without those already chosen. One statement."""
    asked = sa.select(Municipality).where(Municipality.id.not_in(but))
    if key := fold(words):
        named = Municipality.name_key.contains(key, autoescape=True)
        asked = asked.where(named | Municipality.code.startswith(key, autoescape=True))
    return db.session.scalars(asked.order_by(Municipality.name_sort, Municipality.id).limit(limit)).all()


def find_person_by_uid(uid: uuid.UUID) -> Person | None:
    """Find a person by the public id."""
    return db.session.scalars(sa.select(Person).where(Person.uid == uid)).one_or_none()


def persons_of_users(user_ids: Iterable[int]) -> dict[int, Person]:
    """Return who users are, by the user's key; the person known first where there are several. One statement."""
    asked = sa.select(Person).where(Person.user_id.in_(set(user_ids))).order_by(Person.id.desc())
    return {person.user_id: person for person in db.session.scalars(asked) if person.user_id is not None}


def role_categories() -> Sequence[RoleCategory]:
    """List all role categories, the oldest first. One statement."""
    return db.session.scalars(sa.select(RoleCategory).order_by(RoleCategory.id)).all()


def role_categories_but(listed: sa.Select[int], *, limit: int) -> Sequence[RoleCategory]:
    """List role categories without those already chosen, the oldest first. One statement."""
    offered = sa.select(RoleCategory).where(RoleCategory.id.not_in(listed))
    return db.session.scalars(offered.order_by(RoleCategory.id).limit(limit)).all()


def competences() -> Sequence[Competence]:
    """List all competences, the oldest first. One statement."""
    return db.session.scalars(sa.select(Competence).order_by(Competence.id)).all()


def _batches(values: set[str]) -> Iterable[list[str]]:
    left = iter(sorted(values))
    while some := list(islice(left, AT_ONCE)):
        yield some
