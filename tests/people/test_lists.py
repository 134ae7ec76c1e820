"""Finding or adding what an organiser describes: one municipality, one role category, whatever the spelling."""

import pytest
import sqlalchemy as sa

from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.people.actions import MunicipalityDetails, RoleDetails, find_or_add_municipalities, find_or_add_roles
from eventhub.people.models import Municipality, RoleCategory
from tests.factories import make_municipality, make_role_category


@pytest.mark.parametrize(
    ("given", "is_found"),
    [
        ({"name": Texts(ru="ЕЛКИНСКИЙ район")}, True),  # by its name
        ({"name": Texts(en="Yolkino"), "code": "036", "code_system": "OKTMO"}, True),  # by its code
        ({"name": Texts(en="Yolkino"), "code": "036"}, True),  # the register goes without saying
        ({"name": Texts(ru="Ёлкинский район"), "code": "037"}, False),  # the code knows better
        ({"name": Texts(ru="Ёлкинский район"), "code": "036", "code_system": "OKATO"}, False),
        ({"name": Texts(en="Ёлкинский район")}, False),  # another language
    ],
)
def test_a_municipality_is_found_by_code_or_name(app, given, is_found):
    known = make_municipality("Ёлкинский район", code="036", code_system="OKTMO")

    (found,) = find_or_add_municipalities([MunicipalityDetails(**given)])

    assert (found.id == known.id) is is_found
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Municipality)) == 1 + (not is_found)


def test_two_descriptions_of_one_new_municipality_add_it_once(app):
    first, second = find_or_add_municipalities([MunicipalityDetails(Texts(ru=name)) for name in ("Ёлкино", "елкино")])

    assert first.id == second.id


@pytest.mark.parametrize(("municipal", "count"), [(True, 1), (False, 2)])
def test_a_role_category_is_the_same_only_in_the_same_sphere(app, municipal, count):
    make_role_category("Методист", municipal=True)

    find_or_add_roles([RoleDetails(Texts(ru="методист"), municipal=municipal)])

    assert db.session.scalar(sa.select(sa.func.count()).select_from(RoleCategory)) == count
