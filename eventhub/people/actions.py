"""What happens with persons and the installation's lists: people become known once, entries are found or added."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from eventhub.ground.db import db
from eventhub.ground.folding import fold, fold_email, sort_key
from eventhub.ground.texts import Texts
from eventhub.people import queries
from eventhub.people.models import Municipality, Person, RoleCategory
from eventhub.people.rules import LONGEST_KEY, is_same_municipality, is_same_role, name_key, name_sort


@dataclass(frozen=True)
class MunicipalityDetails:
    """A municipality as an organiser describes it; `main` is the language whose name it is found and sorted by."""

    name: Texts
    main: str = "ru"
    official_name: Texts = Texts()  # noqa: RUF009 – immutable
    kind_name: Texts = Texts()  # noqa: RUF009 – immutable
    kind: str = ""
    code: str = ""
    code_system: str = ""
    centre: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class RoleDetails:
    """A role category as an organiser describes it."""

    title: Texts
    main: str = "ru"
    municipal: bool = False


def remember(family_name: str, given_name: str, patronymic: str, email: str) -> int:
    """Find the person of this mailbox and name, or add one, and return the key. One statement.

    Without a mailbox nobody can be told from others of the same name, so each is a new person.
    Whoever else remembers the same person at this moment waits until this transaction ends, on both databases.
    """
    name = (family_name, given_name, patronymic)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    added = insert(Person).values(
        uid=uuid.uuid4(),
        family_name=family_name,
        given_name=given_name or None,
        patronymic=patronymic or None,
        email=email or None,
        email_key=fold_email(email) or None,
        name_key=name_key(*name),
        name_sort=name_sort(*name),
    )
    kept = added.on_conflict_do_update(
        index_elements=[Person.email_key, Person.name_key], set_={"email_key": added.excluded.email_key}
    )
    return db.session.scalars(kept.returning(Person.id)).one()


def link_user(person_id: int, user_id: int) -> None:
    """Let a user be this person, unless the person is known as another user already. The caller commits."""
    is_free = (Person.id == person_id) & Person.user_id.is_(None)
    db.session.execute(sa.update(Person).where(is_free).values(user_id=user_id))


def find_or_add_municipalities(given: Iterable[MunicipalityDetails]) -> list[Municipality]:
    """Return for each description the municipality it means: one of the installation's list, or a new one in it.

    Two descriptions of the same municipality return it twice. The caller commits.
    """
    wanted = list(given)
    names = [fold(name) for details in wanted for name in details.name.values()]
    known = queries.find_municipalities([details.code for details in wanted], names)
    chosen = []
    for details in wanted:
        match = next((one for one in known if is_same_municipality(details, one)), None)
        if match is None:
            match = _municipality(details)
            db.session.add(match)
            known.append(match)
        chosen.append(match)
    db.session.flush()
    return chosen


def find_or_add_roles(given: Iterable[RoleDetails]) -> list[RoleCategory]:
    """Return for each description the role category it means, found or added. The caller commits."""
    known = list(queries.role_categories())
    chosen = []
    for details in given:
        match = next((one for one in known if is_same_role(details, one)), None)
        if match is None:
            title = details.title.words(details.main, details.main)
            match = RoleCategory(title=details.title, title_key=fold(title)[:LONGEST_KEY], municipal=details.municipal)
            db.session.add(match)
            known.append(match)
        chosen.append(match)
    db.session.flush()
    return chosen


def _municipality(details: MunicipalityDetails) -> Municipality:
    name = details.name.words(details.main, details.main)
    return Municipality(
        name=details.name,
        official_name=details.official_name,
        kind=details.kind,
        kind_name=details.kind_name,
        code=details.code,
        code_system=details.code_system,
        centre=details.centre,
        latitude=details.latitude,
        longitude=details.longitude,
        name_key=fold(name)[:LONGEST_KEY],
        name_sort=sort_key(name)[:LONGEST_KEY],
    )
