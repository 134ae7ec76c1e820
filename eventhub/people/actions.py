"""What happens with persons: they become known by name and mailbox, once."""

import uuid

from sqlalchemy.dialects import postgresql, sqlite

from eventhub.ground.db import db
from eventhub.ground.folding import fold_email
from eventhub.people.models import Person
from eventhub.people.rules import name_key, name_sort


def remember(family_name: str, given_name: str, patronymic: str, email: str) -> int:
    """Find the person of this mailbox and name, or add one, and return the key. One statement.

    Whoever else remembers the same person at this moment waits until this transaction ends, on both databases.
    """
    name = (family_name, given_name, patronymic)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    added = insert(Person).values(
        uid=uuid.uuid4(),
        family_name=family_name,
        given_name=given_name or None,
        patronymic=patronymic or None,
        email=email,
        email_key=fold_email(email),
        name_key=name_key(*name),
        name_sort=name_sort(*name),
    )
    kept = added.on_conflict_do_update(
        index_elements=[Person.email_key, Person.name_key], set_={"email_key": added.excluded.email_key}
    )
    return db.session.scalars(kept.returning(Person.id)).one()
