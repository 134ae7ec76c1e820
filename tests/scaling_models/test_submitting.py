"""The public form: what it takes and refuses, and that it tells strangers nothing; one form, one model."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Consent
from eventhub.events.models import EventState
from eventhub.ground import clock, delivery
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.scaling_models.models import ModelAuthor, ModelState, ScalingModel
from tests.scaling_models.conftest import words_of


def address(event):
    return f"/e/{event.slug}/models/submit?lang=en"


def filled(client, event, **more):
    page = client.get(address(event)).text
    boxes = re.findall(r'name="(consent-[^"]+)"', page)
    return {
        "submission_key": re.search(r'name="submission_key"[^>]*value="([^"]+)"', page)[1],
        "title": "Десант наставников",
        "lang": "ru",
        "family_name": "Ёлкина",
        "given_name": "Анна",
        "email": "anna@example.org",
        "organisation": "МБУ «Центр»",
        "municipality": "абинский",
        boxes[0]: "yes",
        **more,
    }


def models():
    db.session.expire_all()
    return db.session.scalars(sa.select(ScalingModel)).all()


def letters():
    return db.session.scalars(sa.select(Letter).order_by(Letter.id)).all()


def test_whoever_sends_the_form_gets_a_draft_and_its_link_by_letter(client, event, call):
    answer = client.submit(address(event), **filled(client, event))

    (model,) = models()
    assert answer.headers["Location"] == f"/e/{event.slug}/models/submit/sent"
    assert (model.state, model.code, model.title["ru"]) == (ModelState.DRAFT, "SM01", "Десант наставников")
    assert model.municipality.name["ru"] == "Абинский район"
    assert db.session.query(Consent).count() == 1  # what was not ticked was not given
    assert [(letter.template, letter.recipient) for letter in letters()] == [("model_received", "anna@example.org")]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_letter_holds_the_link_to_the_page_of_writing(client, event, call, lang):
    client.submit(address(event), **filled(client, event, lang=lang))

    message = delivery.write(letters()[0], "hub@example.org", clock.now())
    link = re.search(r"http\S+/edit", message.get_body(("plain",)).get_content())[0]

    assert client.get(link.partition("localhost")[2].partition("/")[1] + link.split("/", 3)[3]).status_code == 200


def test_the_same_form_twice_is_one_model_and_one_letter(client, event, call):
    fields = filled(client, event)
    first = client.submit(address(event), **fields)
    second = client.submit(address(event), **fields)

    assert (len(models()), len(letters())) == (1, 1)
    assert first.headers["Location"] == second.headers["Location"]


def test_the_same_title_again_brings_the_link_again_and_no_second_model(client, event, call):
    client.submit(address(event), **filled(client, event))
    client.submit(address(event), **filled(client, event, title="ДЕСАНТ  наставников"))

    assert len(models()) == 1
    assert len(letters()) == 2


def test_another_title_is_another_model(client, event, call):
    client.submit(address(event), **filled(client, event))
    client.submit(address(event), **filled(client, event, title="Паспорт практики"))

    assert [model.code for model in models()] == ["SM01", "SM02"]
    assert db.session.query(ModelAuthor).count() == 2


def test_an_empty_form_names_every_place_and_keeps_nothing(client, event, call):
    answer = client.submit(address(event))

    assert answer.status_code == 422
    for words in ("Give the model a title", "Type the family name", "the link goes there", "Without this consent"):
        assert words in words_of(answer)
    assert models() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nowhere"}, "name@example.org"),
        ({"municipality": "Атлантида"}, "choose the municipality"),
        ({"title": "x" * 301}, "At most 300 characters"),
        ({"organisation": "x" * 401}, "At most 400 characters"),
    ],
)
def test_a_wrong_field_says_what_to_do_and_the_rest_is_kept(client, event, call, fields, words):
    answer = client.submit(address(event), **filled(client, event, **fields))

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert 'value="Анна"' in answer.text
    assert models() == []


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(1, 2, "not open yet"), (-3, -1, "has closed, so nothing new can be submitted")],
)
def test_before_and_after_the_dates_there_is_a_sentence_and_no_form(client, event, call, opens, closes, words):
    fields = filled(client, event)
    call.opens_at, call.closes_at = clock.now() + timedelta(days=opens), clock.now() + timedelta(days=closes)

    shown, sent = client.get(address(event)), client.post(address(event), data=fields | {"csrf_token": token(client)})

    assert words in words_of(shown)
    assert "<form" not in shown.text
    assert (sent.status_code, models()) == (422, [])
    assert 'value="Десант наставников"' in sent.text  # what was typed is kept


def test_without_a_call_or_event_nothing_is_offered(client, event):
    assert "There is no call for models" in words_of(client.get(address(event)))
    event.state = EventState.CANCELLED
    assert client.get(address(event)).status_code == 200


def test_a_program_is_slowed_down(client, event, call):
    for number in range(11):
        answer = client.submit(address(event), **filled(client, event, title=f"Модель {number}"))

    assert "Wait ten minutes" in words_of(answer)
    assert len(models()) == 10


def token(client):
    """Take a token from a page that always has a form."""
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[1]
