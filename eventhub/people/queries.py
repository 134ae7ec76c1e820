"""What is asked about persons and the installation's lists. All finders take many at once: one statement each."""

from collections.abc import Iterable, Sequence
from itertools import islice

import sqlalchemy as sa

from eventhub.ground.db import db
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


def role_categories() -> Sequence[RoleCategory]:
    """List all role categories, the oldest first. One statement."""
    return db.session.scalars(sa.select(RoleCategory).order_by(RoleCategory.id)).all()


def competences() -> Sequence[Competence]:
    """List all competences, the oldest first. One statement."""
    return db.session.scalars(sa.select(Competence).order_by(Competence.id)).all()


def _batches(values: set[str]) -> Iterable[list[str]]:
    left = iter(sorted(values))
    while some := list(islice(left, AT_ONCE)):
        yield some
