"""Writing the texts of consents: words change until somebody agrees, then a new version takes their place."""

import pytest
import sqlalchemy as sa

from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.consents.rules import next_version
from eventhub.events.models import TeamRole
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from tests.factories import DAY, make_consent, make_event, make_member, make_person
from tests.pressing import press, words_of


@pytest.fixture
def event(app):
    return make_event(slug="moving-up", title="Движение вверх", organiser="ИРО", contact_email="office@example.org")


@pytest.fixture
def organiser(client, event):
    client.sign_in(make_member(event).user)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


def documents():
    db.session.rollback()
    return db.session.scalars(sa.select(ConsentDocument).order_by(ConsentDocument.id)).all()


@pytest.mark.parametrize(
    ("known", "expected"),
    [(set(), "2019-08-22"), ({"2019-08-22"}, "2019-08-22-2"), ({"1", "2019-08-22", "2019-08-22-2"}, "2019-08-22-3")],
)
def test_versions_of_one_day_are_numbered(known, expected):
    assert next_version(DAY.date(), known) == expected


def test_the_offered_texts_name_event_and_organiser_in_both_languages(organiser):
    for _time in range(2):  # the second press finds nothing missing
        press(organiser, "/manage/moving-up/consents/", "/manage/moving-up/consents/offered")

    made = documents()
    assert [document.purpose for document in made] == list(Purpose)
    assert [document.is_required for document in made] == [True, False, False, False, False]
    assert all("ИРО" in words for document in made for words in document.text.values())
    assert {lang for document in made for lang in document.text} == {"ru", "en"}


def test_words_change_in_place_until_somebody_agrees(organiser, event):
    page = "/manage/moving-up/consents/mailing"
    press(organiser, page, title__ru="Рассылка", text__ru="Первые слова")
    press(organiser, page, title__ru="Рассылка", text__ru="Вторые слова")
    (document,) = documents()
    make_consent(make_person(), document)
    press(organiser, page, title__ru="Рассылка", text__ru="Третьи слова")
    press(organiser, page, title__ru="Рассылка", text__ru="Третьи слова")  # twice is once

    assert [(document.text, document.is_in_force) for document in documents()] == [
        (Texts(ru="Вторые слова"), False),
        (Texts(ru="Третьи слова"), True),
    ]
    assert [entry.verb for entry in db.session.scalars(sa.select(AuditEntry))] == ["create", "change", "create"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title__ru": ""}, "Give the consent a title."),
        ({"text__ru": ""}, "Write what people agree to."),
        ({"text__ru": "x" * 8001}, "at most 8,000 characters fit here; there are 8,001."),
    ],
)
def test_a_text_that_will_not_do_is_answered_with_a_sentence(organiser, given, words):
    answer = press(
        organiser, "/manage/moving-up/consents/processing", **{"title__ru": "Согласие", "text__ru": "Слова", **given}
    )

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert documents() == []


@pytest.mark.parametrize(("purpose", "status", "in_force"), [("processing", 422, True), ("mailing", 303, False)])
def test_only_free_consents_may_be_left_out(organiser, purpose, status, in_force):
    page = "/manage/moving-up/consents/"
    press(organiser, page, f"{page}offered")

    answer = press(organiser, page, f"{page}{purpose}/end")

    assert answer.status_code == status
    assert {one.is_in_force for one in documents() if one.purpose == purpose} == {in_force}


def test_there_is_no_sixth_purpose(organiser):
    assert organiser.get("/manage/moving-up/consents/astrology").status_code == 404


@pytest.mark.parametrize("role", [role for role in TeamRole if role not in {TeamRole.OWNER, TeamRole.ORGANISER}])
def test_nobody_else_in_the_team_writes_consents(client, event, role):
    client.sign_in(make_member(event, role).user)

    pages = ["/manage/moving-up/consents/", "/manage/moving-up/consents/mailing"]

    assert [client.get(page).status_code for page in pages] == [404, 404]
