"""The event page says what, when, where, for whom and how to come, in both languages."""

import json
import re
from datetime import timedelta

import pytest

from eventhub.events.models import AgendaKind, EventState
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.registration.models import PlaceKind, Places
from tests.factories import (
    list_municipality,
    list_role,
    make_agenda_item,
    make_attendance,
    make_call,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_municipality,
    make_person,
    make_registration,
    make_role_category,
    make_room,
    make_scaling_model,
    make_slot,
    make_speaker,
)

DEMO = "/e/dvizhenie-vverh-2019/"
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\u202e=1+1"


def coming(**given):
    """Make an event in a month whose registration is open."""
    starts = clock.now() + timedelta(days=30)
    moments = {"starts_at": starts, "ends_at": starts + timedelta(hours=7)}
    opened = {
        "registration_opens_at": starts - timedelta(days=60),
        "registration_closes_at": starts - timedelta(days=2),
    }
    return make_event(**{**moments, **opened, **given})


def limit(event, capacity, taken):
    db.session.add(Places(event_id=event.id, kind=PlaceKind.EVENT, capacity=capacity, taken=taken))


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ")


def structured_text(page):
    return re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1]


def structured(page):
    return json.loads(structured_text(page))


def fill(event, times):
    """Give an event so many of everything its page shows."""
    document = make_consent_document(event)
    for number in range(1, times + 1):
        room, person = make_room(event), make_person()
        make_consent(person, document)
        item = make_agenda_item(event, room_id=room.id, kind=AgendaKind.FOCUS_GROUP)
        make_speaker(item, person)
        make_slot(make_focus_group(event, number=number, room_id=room.id), item)
        list_municipality(event, make_municipality())
        list_role(event, make_role_category())
        make_scaling_model(event)
        make_attendance(make_registration(event, person))


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_costs_six_statements_however_much_there_is(client, count_statements, times):
    event = make_event()
    address = f"/e/{event.slug}/"
    make_call(event)
    fill(event, times)

    with count_statements() as statements:
        page = client.get(address)

    assert page.status_code == 200
    assert len(statements) <= 6


def test_the_demo_page_costs_six_statements_too(demo_client, count_statements):
    with count_statements() as statements:
        demo_client.get(DEMO)

    assert len(statements) <= 6


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "ru",
            ["Четверг, 22 августа 2019 г.", "132 человека приняли участие", "из 44 муниципалитетов", "8 групп и их"],
        ),
        ("en", ["Thursday, 22 August 2019", "132 people took part", "from 44 municipalities", "8 groups and their"]),
    ],
)
def test_the_demo_page_says_what_the_day_was(demo_client, lang, sentences):
    words = words_of(demo_client.get(f"{DEMO}?lang={lang}"))

    assert [sentence for sentence in sentences if sentence not in words] == []


def test_a_draft_does_not_exist(client):
    event = make_event(state=EventState.DRAFT)

    assert client.get(f"/e/{event.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("capacity", "taken", "sentence"),
    [
        (140, 114, "26 мест свободно из 140"),
        (22, 1, "21 место свободно из 22"),
        (140, 140, "140 мест, все заняты"),
        (None, 500, "Места хватит всем"),
    ],
)
def test_places_left_are_said_in_the_right_plural(client, capacity, taken, sentence):
    event = coming()
    limit(event, capacity, taken)

    assert sentence in words_of(client.get(f"/e/{event.slug}/"))


def test_a_full_event_offers_the_waiting_list_at_the_foot_of_the_page_too(client):
    event = coming()
    limit(event, 2, 2)

    page = client.get(f"/e/{event.slug}/")

    assert page.text.count("В\u00a0лист ожидания") == page.text.count(f'/e/{event.slug}/register"')
    assert "Все места заняты" in words_of(page)


def test_before_registration_opens_the_page_says_when(client):
    event = coming(registration_opens_at=clock.now() + timedelta(days=3))

    assert "Запись откроется" in words_of(client.get(f"/e/{event.slug}/"))


def test_a_cancelled_event_says_so_and_why_and_offers_no_registration(client):
    event = coming(state=EventState.CANCELLED, cancellation=Texts(ru="Заболел весь оргкомитет."))
    limit(event, 140, 0)

    page = client.get(f"/e/{event.slug}/")

    assert "Мероприятие отменено" in words_of(page)
    assert "Заболел весь оргкомитет." in words_of(page)
    assert "Зарегистрироваться" not in page.text
    assert structured(page)["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_without_anything_has_a_page_without_holes(client):
    event = make_event(title="Три человека")

    page = client.get(f"/e/{event.slug}/")

    assert page.status_code == 200
    assert "Три человека" in page.text
    for absent in ("Программа", "Модели", "Группы", "Документы", "Для участников из"):
        assert absent not in page.text


def test_one_of_each_is_said_in_the_singular(client):
    event = make_event()
    make_call(event)
    fill(event, 1)

    words = words_of(client.get(f"/e/{event.slug}/?lang=en"))

    assert "1 person took part" in words
    assert "For people from 1 municipality" in words
    assert "1 scaling model was submitted." in words


def test_texts_in_another_language_are_marked(client):
    event = make_event(title=Texts(en="Teaching"), main_language="en", goal=Texts(en="To learn.", ru="Учиться."))

    page = client.get(f"/e/{event.slug}/?lang=ru").text

    assert '<h1><span lang="en">Teaching</span></h1>' in page
    assert "Учиться." in page


def test_hostile_words_stay_words(client):
    event = coming(
        title=HOSTILE, goal=HOSTILE, venue=HOSTILE, description=HOSTILE, organiser=HOSTILE, contact_name=HOSTILE
    )
    make_agenda_item(event, title=HOSTILE)

    page = client.get(f"/e/{event.slug}/")

    assert "<script>alert" not in page.text
    assert "{{ 7*7 }}" in page.text.replace("\u00a0", " ")
    assert structured(page)["name"] == HOSTILE
    assert "\u202e" not in page.text.replace(structured_text(page), "")


def test_programs_read_where_and_when(demo_client):
    data = structured(demo_client.get(f"{DEMO}?lang=en"))

    assert data["startDate"] == "2019-08-22T09:30:00+03:00"
    assert data["location"][0]["name"] == "Institute for Education Development of Krasnodar Krai, Krasnodar"
    assert data["maximumAttendeeCapacity"] == 140


def test_every_language_has_an_address_of_its_own(demo_client):
    page = demo_client.get(f"{DEMO}?lang=en").text

    assert re.search(r'<link rel="canonical" href="[^"]+/e/dvizhenie-vverh-2019/\?lang=en">', page)
    assert re.search(r'hreflang="ru" href="[^"]+\?lang=ru"', page)
    assert re.search(r'hreflang="x-default" href="[^"]+2019/"', page)


def test_a_day_that_goes_on_has_headings(client):
    event = make_event()
    make_agenda_item(event, title="Первый день")
    make_agenda_item(event, title="Второй день", starts_at=event.starts_at + timedelta(days=1))

    words = words_of(client.get(f"/e/{event.slug}/programme"))

    assert "Четверг, 22 августа 2019 г." in words
    assert "Пятница, 23 августа 2019 г." in words


@pytest.mark.parametrize("times", [1, 3])
def test_the_programme_costs_five_statements(client, count_statements, times):
    event = make_event()
    address = f"/e/{event.slug}/programme"
    fill(event, times)

    with count_statements() as statements:
        page = client.get(address)

    assert page.status_code == 200
    assert len(statements) <= 5


def test_the_programme_of_the_demo_costs_five_statements_too(demo_client, count_statements):
    with count_statements() as statements:
        demo_client.get(f"{DEMO}programme")

    assert len(statements) <= 5


def test_a_cancelled_item_is_struck_out(client):
    event = make_event()
    make_agenda_item(event, title="Экскурсия", is_cancelled=True)

    assert "<s>Экскурсия</s> отменено" in client.get(f"/e/{event.slug}/programme").text


def test_the_front_door_lists_what_is_to_come_first(client):
    make_event(title="Прошлая")
    coming(title="Будущая")
    make_event(title="Тайная", state=EventState.DRAFT)

    page = client.get("/").text

    assert page.index("Будущая") < page.index("Прошлая")
    assert "Тайная" not in page


def test_the_front_door_of_an_empty_house_is_open(client):
    assert "Пока ничего не опубликовано" in words_of(client.get("/"))


def test_many_events_are_parted_into_pages(client):
    for number in range(1, 23):
        make_event(title=f"Площадка номер {number}")

    first, second = client.get("/"), client.get("/?page=2")

    assert first.text.count('class="event-list"') == 1
    assert len(re.findall("Площадка номер", first.text)) == 20
    assert len(re.findall("Площадка номер", second.text)) == 2
    assert client.get("/?page=%D9%A2").status_code == 200  # a digit, but not one of ours
