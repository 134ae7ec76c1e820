"""The catalogue, a model's page, the groups."""

import re

import pytest

from eventhub.consents.models import Purpose
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.ground.texts import Texts
from eventhub.scaling_models.models import ModelState, ScalingModel
from tests.factories import (
    make_author,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_guide_question,
    make_municipality,
    make_person,
    make_room,
    make_scaling_model,
)

SLUG = "dvizhenie-vverh-2019"
CONTENT = {
    "problem": "Первая строка.\n\nВторая <b>строка</b>.",
    "stages": [{"name": "Выезд", "months": 5, "deliverable": "План"}, {"name": "Сверка", "months": 1.5}],
    "resources": {"people": "4 методиста", "budget": 186000, "currency": "RUB", "infrastructure": ""},
    "risks": [{"risk": "Проверка", "probability": "low", "impact": "сильное", "mitigation": ""}],
    "indicators": [{"name": "Доля", "baseline": None, "target": 75.5, "unit": "%", "due": "2020-06-30"}],
    "partners": ["Институт"],
    "core": "",
    "sites_now": 2,
}


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ")


@pytest.fixture
def event(app):
    return make_event()


def test_the_demo_catalogue_shows_the_nine_accepted_models(demo_client):
    page = demo_client.get(f"/e/{SLUG}/models")

    assert "Найдено 9 моделей" in words_of(page)
    assert page.text.count('<h2 class="h-small">') == 9


def test_a_search_finds_other_forms_and_keeps_what_was_typed(client, event):
    make_scaling_model(event, title="Ёлка знаний", search=fold("Ёлка знаний"))
    make_scaling_model(event, title="Другая", search=fold("Другая"))

    page = client.get(f"/e/{event.slug}/models?q=%D0%95%D0%9B%D0%9A%D0%90")

    assert "Ёлка знаний" in words_of(page)
    assert "Другая" not in page.text
    assert 'value="ЕЛКА"' in page.text
    assert "Найдена 1 модель" in words_of(page)


def test_a_search_without_a_find_offers_the_way_back(client, event):
    make_scaling_model(event)

    page = client.get(f"/e/{event.slug}/models?q=нет-такого")

    assert "Подходящих моделей нет" in words_of(page)
    assert f'href="/e/{event.slug}/models"' in page.text


@pytest.mark.parametrize("query", ["municipality=nonsense", "group=99", "group=²", "page=-1", "page=99999999999"])
def test_a_strange_choice_is_no_choice(client, event, query):
    make_scaling_model(event)

    assert client.get(f"/e/{event.slug}/models?{query}").status_code == 200


def test_choices_narrow_the_list_and_can_be_taken_back(client, event):
    place, group = make_municipality("Ейский район"), make_focus_group(event, number=2)
    make_scaling_model(event, title="Здешняя", municipality_id=place.id, focus_group_id=group.id)
    make_scaling_model(event, title="Чужая")

    page = client.get(f"/e/{event.slug}/models?municipality={place.uid}&group=2&q=")

    assert "Здешняя" in page.text
    assert "Чужая" not in page.text
    assert f'class="tag" href="/e/{event.slug}/models?group=2"' in page.text


def test_a_long_catalogue_is_parted_and_keeps_the_search(client, event):
    for number in range(14):
        make_scaling_model(event, title=f"Модель {number}", search="модель")

    page = client.get(f"/e/{event.slug}/models?q=модель")

    assert page.text.count('<h2 class="h-small">') == 12
    assert "page=2&amp;q=%D0%BC" in page.text or "q=%D0%BC%D0%BE%D0%B4%D0%B5%D0%BB%D1%8C&amp;page=2" in page.text


@pytest.mark.parametrize("times", [1, 3])
def test_the_catalogue_costs_the_same_with_more_models(client, event, count_statements, times):
    document = make_consent_document(event, Purpose.PUBLISH_NAME)
    for number in range(1, times + 1):
        person = make_person()
        make_consent(person, document)
        group = make_focus_group(event, number=number)
        make_author(make_scaling_model(event, municipality_id=make_municipality().id, focus_group_id=group.id), person)

    address = f"/e/{event.slug}/models"

    with count_statements() as statements:
        client.get(address)

    assert len(statements) == 7


def test_a_model_says_all_it_has_and_nothing_it_has_not(client, event):
    model = make_scaling_model(event, content=CONTENT, organisation_name="Служба")

    page = client.get(f"/e/{event.slug}/models/{model.uid}")

    words = words_of(page)
    for said in ("Вторая <b>строка</b>.", "5 месяцев", "1,5 месяца", "186 000 ₽", "низкая", "сильное", "неизвестно"):
        assert said in words.replace("&lt;", "<").replace("&gt;", ">")
    assert "75,5" in words
    assert "30 июня 2020 г." in words
    assert "Сейчас работает на 2 площадках" in words
    assert "Что неизменно" not in words
    assert "Профиль масштабируемости" not in words


def test_a_code_leads_to_the_lasting_address(client, event):
    model = make_scaling_model(event, code="SM01")

    answer = client.get(f"/e/{event.slug}/models/SM01")

    assert answer.status_code == 301
    assert answer.location.endswith(f"/e/{event.slug}/models/{model.uid}")


def test_an_unaccepted_model_does_not_exist(client, event):
    model = make_scaling_model(event, state=ModelState.DECLINED)

    assert client.get(f"/e/{event.slug}/models/{model.uid}").status_code == 404


def test_the_profile_shows_means_of_several_reviews_only(demo_client):
    model = db.session.query(ScalingModel).where(ScalingModel.code == "SM01").one()

    page = demo_client.get(f"/e/{SLUG}/models/{model.uid}?lang=en")

    assert "Means of 3 reviews, from 1 to 5." in words_of(page)
    assert page.text.count("bar-line") == 6


def test_participants_words_are_marked_on_a_page_in_another_language(client, event):
    model = make_scaling_model(event, content={"problem": "Учиться не у кого."}, title=Texts(en="Landing", ru="Десант"))

    page = client.get(f"/e/{event.slug}/models/{model.uid}?lang=en").text

    assert '<span lang="ru">Учиться не\u00a0у\u00a0кого.</span>' in page
    assert "<h1>Landing</h1>" in page


def test_a_group_shows_questions_room_and_size(client, event):
    room = make_room(event, name="Аудитория 204", floor=2, step_free=True)
    group = make_focus_group(event, number=1, room_id=room.id, capacity=18, title="Наставничество")
    make_guide_question(group, text="Что мешает?")

    words = words_of(client.get(f"/e/{event.slug}/groups/1"))

    for said in ("Наставничество", "Что мешает?", "Аудитория 204", "2-й этаж, вход без ступеней", "18 мест"):
        assert said in words


def test_the_groups_of_the_demo_stand_in_their_order(demo_client):
    page = demo_client.get(f"/e/{SLUG}/groups").text

    assert re.findall(r"/groups/(\d)\"", page) == list("12345678")


@pytest.mark.parametrize("address", ["groups/9", "groups/0", "models/nothing"])
def test_what_is_not_there_is_not_found(demo_client, address):
    assert demo_client.get(f"/e/{SLUG}/{address}").status_code == 404


@pytest.mark.parametrize("address", ["models", "groups", "programme", "personal-data"])
def test_empty_pages_say_what_will_stand_there(client, event, address):
    page = client.get(f"/e/{event.slug}/{address}")

    assert page.status_code == 200
    assert 'class="empty"' in page.text
