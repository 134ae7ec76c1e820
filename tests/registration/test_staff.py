"""The team's list, its file, one registration."""

import csv
import io
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Purpose
from eventhub.events.models import TeamRole
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.registration import queries
from eventhub.registration.models import (
    Preference,
    Registration,
    RegistrationState,
    Source,
)
from eventhub.registration.pages.exporting import safe
from tests.factories import (
    list_municipality,
    list_role,
    make_consent_document,
    make_event,
    make_focus_group,
    make_member,
    make_municipality,
    make_person,
    make_places,
    make_registration,
    make_role_category,
)

HERE, WAITING, GONE = RegistrationState.CONFIRMED, RegistrationState.WAITING, RegistrationState.CANCELLED


@pytest.fixture
def event(app):
    now = clock.now()
    event = make_event(
        starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=7),
        registration_opens_at=now - timedelta(days=1),
        registration_closes_at=now + timedelta(days=5),
    )
    make_places(event, capacity=2)
    make_consent_document(event, Purpose.PROCESSING, is_required=True)
    return event


@pytest.fixture
def organiser(client, event):
    user = make_member(event, TeamRole.ORGANISER).user
    client.sign_in(user)
    return user


def people(event, *names, **given):
    return [make_registration(event, make_person(*name.split(" ")), **given) for name in names]


def listed(client, event, **conditions):
    page = client.get(f"/manage/{event.slug}/registrations", query_string={"lang": "en", **conditions}).text
    return [part.split("</a>")[0].rsplit(">", 1)[1] for part in page.split('<th scope="row">')[1:]]


@pytest.mark.parametrize("words", ["ёлкина", "ЕЛКИНА", "Ёлкин", "анна елк", "№", "школа 201"])
def test_people_are_found_in_any_case_and_with_any_yo(client, event, organiser, words):
    own, _other = people(event, "Елкина Анна", "Волков Пётр")
    own.name_search += " школа № 201"

    assert listed(client, event, q=words) == ["Елкина Анна"] or words == "№"


def test_a_number_finds_its_registration(client, event, organiser):
    people(event, "Елкина Анна", number=501)
    people(event, "Волков Пётр", number=502)

    assert listed(client, event, q="№ 502") == ["Волков Пётр"]


def test_conditions_narrow_the_list_and_what_makes_no_sense_is_none(client, event, organiser):
    role, place = make_role_category("Методист"), make_municipality("Абинский район")
    codes = {"role": list_role(event, role).code, "municipality": list_municipality(event, place).code}
    group = make_focus_group(event, number=7)
    (own,) = people(event, "Елкина Анна", role_id=role.id, municipality_id=place.id, state=WAITING, waiting_number=1)
    people(event, "Волков Пётр")
    db.session.add(Preference(registration_id=own.id, focus_group_id=group.id, rank=1))

    for conditions in (
        {"role": codes["role"]},
        {"municipality": codes["municipality"]},
        {"group": "7"},
        {"state": "waiting"},
    ):
        assert listed(client, event, **conditions) == ["Елкина Анна"]
    assert len(listed(client, event, role="no", state="no", order="no", page="no")) == 2


def test_the_list_is_ordered_and_paged(client, event, organiser):
    people(event, *(f"Волков-{number:03d} Пётр" for number in range(51)))

    assert listed(client, event)[0] == "Волков-000 Пётр"
    assert listed(client, event, order="-name")[0] == "Волков-050 Пётр"
    assert listed(client, event, page="2") == ["Волков-050 Пётр"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_at_most_eight_statements_however_long(client, event, organiser, count, count_statements):
    list_role(event, make_role_category())
    role, place = make_role_category(), make_municipality()
    group = make_focus_group(event)
    for own in people(
        event, *(f"Волков-{number} Пётр" for number in range(count)), role_id=role.id, municipality_id=place.id
    ):
        db.session.add(Preference(registration_id=own.id, focus_group_id=group.id, rank=1))
    address = f"/manage/{event.slug}/registrations?q=волков&lang=en"
    client.get(address)

    with count_statements() as statements:
        client.get(address)

    assert len(statements) <= 8, "\n".join(one[:150] for one in statements)


@pytest.mark.one_database
@pytest.mark.parametrize("order", queries.ORDERS)
def test_pages_of_a_long_list_are_read_by_index_and_never_sorted(app, event, order):
    ids = queries.page_ids(event.id, queries.Wanted(order=order), offset=50_000, limit=50)
    statement = str(ids.compile(db.engine, compile_kwargs={"literal_binds": True}))

    plan = " ".join(row[3] for row in db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {statement}")))

    assert "USING COVERING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def test_the_file_is_safe_from_formulas_and_fits_the_spreadsheet_of_its_language(client, event, organiser):
    people(event, "=cmd|calc Анна")

    russian = client.get(f"/manage/{event.slug}/registrations.csv?lang=ru")
    english = client.get(f"/manage/{event.slug}/registrations.csv?lang=en")

    assert russian.data.startswith("\ufeff№;".encode())
    rows = list(csv.reader(io.StringIO(english.data.decode("utf-8-sig"))))
    assert rows[0][:4] == ["No.", "State", "Family name", "Given name"]
    assert rows[1][2] == "'=cmd|calc"


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-1", "@x", "\t=1"])
def test_no_cell_begins_a_formula(text):
    assert safe(text)[0] not in "=+-@\t\r"


@pytest.mark.parametrize(
    ("role", "sees_list", "sees_file", "changes", "ticks"),
    [
        (TeamRole.ORGANISER, True, True, True, True),
        (TeamRole.REGISTRAR, True, True, False, True),
        (TeamRole.VIEWER, True, False, False, False),
        (TeamRole.FACILITATOR, False, False, False, False),
        (TeamRole.REVIEWER, False, False, False, False),
    ],
)
def test_each_role_sees_and_does_what_is_its_own(client, event, role, sees_list, sees_file, changes, ticks):
    (own,) = people(event, "Елкина Анна")
    client.sign_in(make_member(event, role).user)
    base = f"/manage/{event.slug}"

    def can(path):
        return client.get(base + path).status_code == 200

    assert can("/registrations") is sees_list
    assert can(f"/registrations/{own.uid}") is sees_list
    assert can("/registrations.csv") is sees_file
    assert can("/registrations/new") is changes
    assert can("/registration-settings") is changes
    assert can(f"/registrations/{own.uid}/cancellation") is changes
    assert can("/check-in") is ticks
    if sees_list:
        assert ("cancellation" in client.get(f"{base}/registrations/{own.uid}").text) is changes


def test_a_registration_of_another_event_is_not_there(client, event, organiser):
    (stranger,) = people(make_event(), "Елкина Анна")

    assert client.get(f"/manage/{event.slug}/registrations/{stranger.uid}").status_code == 404
    token = _token(client, f"/manage/{event.slug}/registrations/new")
    arrival = client.post(f"/manage/{event.slug}/check-in/{stranger.uid}/arrival", data={"csrf_token": token})
    assert arrival.status_code == 404


def test_staff_adds_cancels_and_confirms_and_the_history_says_who(client, event, organiser):
    text = db.session.scalars(sa.select(make_consent_document(make_event()).__class__)).first()
    fields = {"organisation": "Центр", "language": "ru", f"consent-{text.uid}": "yes"}
    for name in ("Анна", "Вера", "Галина"):
        answer = client.submit(f"/manage/{event.slug}/registrations/new?lang=en", family_name="Ёлкина", given_name=name,
                               email=f"{name}@example.org".replace("Анна", "a").replace("Вера", "b").replace("Галина", "c"), **fields)  # fmt: skip
        assert answer.status_code == 303
    first, _second, third = db.session.scalars(sa.select(Registration).order_by(Registration.number)).all()
    assert (first.source, third.state) == (Source.STAFF, WAITING)
    one = f"/manage/{event.slug}/registrations/{third.uid}"
    token = _token(client, one)

    full = client.post(f"{one}/confirmation?lang=en", data={"csrf_token": token})
    assert full.status_code == 422
    assert "No place is free for this person." in full.text.replace("\xa0", " ")

    client.submit(f"/manage/{event.slug}/registrations/{first.uid}/cancellation")
    db.session.expire_all()
    assert (first.state, third.state) == (GONE, HERE)
    history = client.get(f"/manage/{event.slug}/registrations/{first.uid}?lang=en").text
    assert "Registration cancelled" in history
    assert organiser.name in history


def test_the_same_person_is_not_added_twice(client, event, organiser):
    text = db.session.scalars(sa.select(make_consent_document(make_event()).__class__)).first()
    fields = {"organisation": "Центр", "language": "ru", f"consent-{text.uid}": "yes", "email": "a@example.org"}
    address = f"/manage/{event.slug}/registrations/new?lang=en"

    client.submit(address, family_name="Ёлкина", given_name="Анна", **fields)
    again = client.submit(address, family_name="ЕЛКИНА", given_name="анна", **fields)

    assert again.status_code == 422
    assert "is registered already" in again.text.replace("\xa0", " ")
    assert 'value="ЕЛКИНА"' in again.text


def _token(client, address):
    return client.get(address).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
