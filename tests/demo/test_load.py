"""A folder becomes an event: all of it, counted in the database; or nothing at all."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from eventhub.demo import actions
from eventhub.demo.actions import BUNDLED
from eventhub.events.models import (
    AgendaItem,
    Event,
    EventMunicipality,
    EventRole,
    EventState,
    Membership,
    TeamRole,
)
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.ground.work import Work
from eventhub.materials.models import Material
from eventhub.networks.models import (
    RoadMap,
    School,
)
from eventhub.outcomes.models import (
    GroupRecord,
    Quotation,
    Thesis,
)
from eventhub.people.models import Competence, Municipality, Person, RoleCategory
from eventhub.registration.models import (
    PlaceKind,
    Places,
    Registration,
    RegistrationState,
)
from eventhub.scaling_models.models import (
    Call,
    ScalingModel,
)
from tests.demo.counting import count, everything
from tests.demo.folders import Contents, bundled, three_people, workshop, write
from tests.demo.people_rows import person

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
EXPECTED = json.loads((BUNDLED / "expected_totals.json").read_text(encoding="utf-8"), parse_float=Decimal)


def load(contents: Contents, path: Path, **more: bool) -> Event:
    event = actions.load(write(contents, path), by="command", now=NOW, **more)
    db.session.commit()
    return event


def test_a_draft_is_not_published(app, tmp_path):
    event = load(workshop(), tmp_path / "folder", as_draft=True)

    assert event.state is EventState.DRAFT
    assert event.outcomes_published_at is None
    assert count(Work) == 0


def test_an_event_in_another_language_and_zone_is_loaded(app, tmp_path):
    event = load(workshop(), tmp_path / "folder")

    thesis, quotation = db.session.scalars(sa.select(Thesis)).one(), db.session.scalars(sa.select(Quotation)).one()
    assert event.main_language == "en"
    assert event.title == Texts(en="The title")
    assert event.starts_at == datetime(2021, 10, 31, 8, 0, tzinfo=UTC)
    assert event.registration_closes_at == datetime(2021, 10, 30, 16, 0, tzinfo=UTC)
    assert (thesis.lang, quotation.lang) == ("ru", "en")
    assert db.session.scalars(sa.select(ScalingModel)).one().lang == "en"


def test_parts_are_numbered_in_the_order_of_the_day_not_of_the_file(app, tmp_path):
    load(workshop(), tmp_path / "folder")

    slots = db.session.execute(
        sa.select(FocusGroup.code, GroupSlot.part, AgendaItem.code)
        .select_from(GroupSlot)
        .join(FocusGroup, FocusGroup.id == GroupSlot.focus_group_id)
        .join(GroupSlot.agenda_item)
        .order_by(FocusGroup.code, GroupSlot.part)
    )
    assert [tuple(slot) for slot in slots] == [("G1", 1, "T2"), ("G1", 2, "T4"), ("G2", 1, "T3")]


def test_people_who_share_a_mailbox_are_two_people_and_one_user(app, tmp_path):
    load(workshop(), tmp_path / "folder")

    shared = db.session.scalars(sa.select(Person).where(Person.email == "shared@example.org")).all()
    assert len(shared) == 2
    assert len({person.user_id for person in shared}) == 1


def test_whoever_leads_a_group_is_in_the_team_whatever_the_staff_list_says(app, tmp_path):
    load(three_people(), tmp_path / "folder")

    assert sorted(db.session.scalars(sa.select(Membership.role))) == [TeamRole.FACILITATOR, TeamRole.ORGANISER]


def test_an_event_of_three_people_without_anything_else_is_loaded(app, tmp_path):
    event = load(three_people(), tmp_path / "folder")

    whole = db.session.scalars(sa.select(Places)).one()
    assert count(Registration) == 3
    assert (whole.capacity, whole.taken) == (None, 3)
    assert [count(table) for table in (Call, ScalingModel, GroupRecord, RoadMap, School, Material)] == [0] * 6
    assert event.outcomes_published_at is None


def test_walk_ins_take_the_places_of_those_who_did_not_come(app, tmp_path):
    contents = workshop()
    walk_in = person("A8", "Lee", "Lou", "lou@example.org", registered_at="2021-10-31T07:45:00Z")
    contents["participants.csv"].append(walk_in)
    contents["consents.csv"].append({**contents["consents.csv"][1], "participant_id": "A8"})

    load(contents, tmp_path / "folder")

    whole = db.session.scalars(sa.select(Places).where(Places.kind == PlaceKind.EVENT)).one()
    assert (whole.capacity, whole.taken) == (8, 8)
    assert count(Registration, Registration.state == RegistrationState.NO_SHOW) == 1


HOSTILE = [
    '<script>alert("1")</script>',
    "{{ 7 * 7 }}{% raw %}%(name)s",
    '=HYPERLINK("http://example.org")',
    "\u202egnp.exe\u2066, a;b\\n, c",
    "Очень длинно " * 154,
]


@pytest.mark.parametrize("words", HOSTILE, ids=["script", "template", "formula", "bidi", "2,000 characters"])
def test_hostile_strings_stay_text(app, tmp_path, words):
    contents = workshop()
    contents["event.json"] |= {"title_en": words, "venue_en": words, "description_en": words}
    contents["participants.csv"][0] |= {"organisation": words, "position": words, "first_name": words}
    contents["municipalities.csv"][0] |= {"name_en": words, "admin_centre_ru": words}
    contents["focus_groups.json"][0]["title_en"] = words
    contents["focus_group_results.json"][0]["theses"][0]["text_ru"] = words
    contents["focus_group_results.json"][0]["recommendations"][0]["addressee_ru"] = words
    contents["materials.csv"][0]["title_ru"] = words
    contents["registrations_other.csv"][3]["first_name"] = words

    event = load(contents, tmp_path / "folder")

    registration = db.session.scalars(sa.select(Registration).where(Registration.code == "A1")).one()
    assert event.title["en"] == words
    assert (registration.organisation_name, registration.position, registration.given_name) == (words, words, words)
    assert words in db.session.scalars(sa.select(Thesis.text)).all()


def test_the_same_event_is_not_loaded_twice(app, tmp_path):
    load(workshop(), tmp_path / "folder")
    before = everything()

    with pytest.raises(actions.EventExists):
        actions.load(tmp_path / "folder", by="command", now=NOW)

    db.session.rollback()
    assert everything() == before


def test_the_same_id_under_another_address_is_not_loaded_either(app, tmp_path):
    load(workshop(), tmp_path / "folder")
    contents = workshop()
    contents["event.json"]["slug"] = "another"

    with pytest.raises(actions.CodeExists):
        load(contents, tmp_path / "another")


def test_two_events_share_people_and_lists(app, tmp_path):
    load(workshop(), tmp_path / "first")
    contents = three_people()
    contents["municipalities.csv"][1] |= {"name_en": "Bonn on the Rhine"}  # known by its code
    contents["participants.csv"][0] |= {"last_name": "ADAMS", "email": "ANN@example.org"}

    load(contents, tmp_path / "second")

    assert (count(Municipality), count(EventMunicipality)) == (2, 4)
    assert (count(RoleCategory), count(EventRole)) == (2, 4)
    assert (count(Person), count(Registration)) == (11, 15)
    assert count(Competence) == 1


@pytest.mark.parametrize(
    ("change", "municipalities"),
    [
        ({"name_en": "ULM "}, 2),  # the same after folding
        ({"name_en": "Ulm", "kind": "village"}, 3),  # another kind is another place
        ({"name_en": "Ulm", "code": "8421", "code_system": "AGS"}, 2),  # only one of them has a code
        ({"name_en": "Neu-Ulm"}, 3),
    ],
)
def test_a_municipality_without_a_code_is_known_by_name_and_kind(app, tmp_path, change, municipalities):
    load(workshop(), tmp_path / "first")
    contents = three_people()
    contents["municipalities.csv"][0] |= change

    load(contents, tmp_path / "second")

    assert count(Municipality) == municipalities


def test_a_role_of_the_same_title_but_another_standing_is_another_role(app, tmp_path):
    load(workshop(), tmp_path / "first")
    contents = three_people()
    contents["roles.csv"][0]["municipal"] = "true"

    load(contents, tmp_path / "second")

    assert count(RoleCategory) == 3


def test_nothing_is_loaded_of_a_folder_with_one_fault_in_its_last_file(app, tmp_path):
    contents = bundled()
    contents["materials.csv"][-1]["size_kb"] = "much"
    path = write(contents, tmp_path / "folder")

    with pytest.raises(actions.FolderHasFaults) as refusal:
        actions.load(path, by="command", now=NOW)

    db.session.commit()
    assert len(refusal.value.faults) == 1
    assert everything() == {}


def test_nothing_is_left_when_the_database_refuses_in_the_middle(app, tmp_path, monkeypatch):
    path = write(workshop(), tmp_path / "folder")
    monkeypatch.setattr("eventhub.demo.storing.whole.store_materials", lambda stage: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.load(path, by="command", now=NOW)

    db.session.rollback()
    assert everything() == {}
