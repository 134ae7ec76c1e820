"""Pages behind personal links: one's own things, nobody else's, and nothing is changed by looking."""

import re

import pytest

from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.certificates.models import CertificateRule
from eventhub.events.models import EventState
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.registration.models import Registration, RegistrationState
from eventhub.scaling_models.models import Advice, ModelState, Review, Reviewer
from tests.factories import (
    DAY,
    NOW,
    make_agenda_item,
    make_author,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_person,
    make_registration,
    make_room,
    make_scaling_model,
    make_slot,
)


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ")


def own_page(registration):
    token = link_token("participant", registration.uid, registration.link_revision)
    return f"/e/{registration.event.slug}/r/{token}"


def author_page(event, model):
    return f"/e/{event.slug}/models/a/{link_token('author', model.uid, model.link_revision)}"


def assign(registration, group, *, state=AllocationState.PUBLISHED, reason=Reason.PREFERENCE, rank=1):
    allocation = Allocation(event_id=registration.event_id, number=1, state=state, made_at=NOW)
    db.session.add(allocation)
    db.session.flush()
    own = {"registration_id": registration.id, "focus_group_id": group.id}
    db.session.add(Assignment(allocation_id=allocation.id, **own, reason=reason, rank=rank))
    db.session.flush()


@pytest.fixture
def event(app):
    return make_event(title="Наша площадка")


@pytest.fixture
def registration(event):
    return make_registration(event, make_person("Шевцова", "Анна"), number=21, organisation_name="Школа № 201")


def test_participants_see_who_they_are_here(client, registration):
    words = words_of(client.get(own_page(registration)))

    for said in ("Шевцова Анна", "Регистрация № 21", "Место за вами", "Школа № 201", "Наша площадка"):
        assert said in words


@pytest.mark.parametrize(
    ("reason", "rank", "why"),
    [
        (Reason.PREFERENCE, 1, "Это ваше первое пожелание."),
        (Reason.PREFERENCE, 3, "Это ваше третье пожелание."),
        (Reason.PREFERENCE, 5, "Это ваше пожелание № 5."),
        (Reason.PREFERENCE, 0, "В желанных группах мест не осталось."),
        (Reason.STEP_FREE, 0, "В эту аудиторию можно попасть без ступеней."),
        (Reason.NO_PREFERENCE, None, "Пожеланий вы не называли;"),
    ],
)
def test_the_group_stands_there_with_its_room_and_the_reason(client, event, registration, reason, rank, why):
    room = make_room(event, name="Аудитория 204", floor=2)
    assign(registration, make_focus_group(event, title="Сети", room_id=room.id), reason=reason, rank=rank)

    words = words_of(client.get(own_page(registration)))

    assert "Сети" in words
    assert "Аудитория 204 , 2-й этаж" in words
    assert why in words


def test_a_draft_of_the_allocation_is_nobodys_business(client, event, registration):
    assign(registration, make_focus_group(event, title="Сети"), state=AllocationState.DRAFT)

    assert "Сети" not in client.get(own_page(registration)).text


def test_ones_day_has_the_own_group_and_no_other(client, event, registration):
    own, other = make_focus_group(event, number=1), make_focus_group(event, number=2)
    make_agenda_item(event, title="Открытие")
    make_slot(own, make_agenda_item(event, title="Встреча первой"))
    make_slot(other, make_agenda_item(event, title="Встреча второй"))
    assign(registration, own)

    words = words_of(client.get(own_page(registration)))

    assert "Открытие" in words
    assert "Встреча первой" in words
    assert "Встреча второй" not in words


def test_consents_stand_there_with_their_moments(client, event, registration):
    consent = make_consent(registration.person, make_consent_document(event), withdrawn_at=DAY)

    page = client.get(own_page(registration))

    assert "отозвано 22 августа 2019 г., 9:30" in words_of(page)
    assert f"/personal-data#{consent.document.uid}" in page.text


@pytest.mark.parametrize(("minutes", "said"), [(180, "не меньше 180 минут."), (21, "не меньше 21 минуты.")])
def test_the_rule_for_certificates_is_said(client, event, registration, minutes, said):
    rule = {"number_prefix": "Д", "academic_hours": 7, "hour_minutes": 45, "minimum_minutes": minutes}
    db.session.add(CertificateRule(event_id=event.id, **rule))

    assert said in words_of(client.get(own_page(registration)))


@pytest.mark.parametrize(
    ("state", "said", "has_day"),
    [
        (RegistrationState.WAITING, "В листе ожидания", True),
        (RegistrationState.CANCELLED, "Регистрация отменена", False),
        (RegistrationState.DUPLICATE, "действует первая", False),
    ],
)
def test_whoever_has_no_place_reads_why(client, event, state, said, has_day):
    make_agenda_item(event, title="Открытие")

    page = client.get(own_page(make_registration(event, state=state)))

    assert said in words_of(page)
    assert ("Открытие" in page.text) is has_day


def test_the_page_is_kept_from_caches_engines_and_referrers(client, registration):
    page = client.get(own_page(registration))

    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert 'name="robots" content="noindex, nofollow"' in page.text
    assert "canonical" not in page.text


def test_looking_changes_nothing(client, registration, count_statements):
    address = own_page(registration)

    with count_statements() as statements:
        client.get(address)

    assert [statement for statement in statements if not statement.startswith("SELECT")] == []
    assert len(statements) <= 7


@pytest.mark.parametrize("spoil", ["revision", "event", "draft", "kind", "letter"])
def test_a_link_that_does_not_fit_opens_nothing(client, event, registration, spoil):
    address, token = own_page(registration), link_token("participant", registration.uid, 0)
    assert client.get(address).status_code == 200

    if spoil == "revision":
        db.session.get(Registration, registration.id).link_revision = 1
    if spoil == "event":
        address = f"/e/{make_event().slug}/r/{token}"
    if spoil == "draft":
        db.session.merge(event).state = EventState.DRAFT
    if spoil == "kind":
        address = f"/e/{event.slug}/r/{link_token('author', registration.uid, 0)}"
    if spoil == "letter":
        middle = len(address) - len(token) // 4  # not the last letter: some of its bits say nothing
        address = address[:middle] + ("A" if address[middle] != "A" else "B") + address[middle + 1 :]

    assert client.get(address).status_code == 404


@pytest.fixture
def model(event):
    model = make_scaling_model(event, title="Десант", state=ModelState.IN_REVIEW, decided_at=None)
    make_author(model, make_person("Авторова"))
    reviewer = Reviewer(event_id=event.id, person_id=make_person("Строгая").id, code="E1")
    db.session.add(reviewer)
    db.session.flush()
    remark = {"comment": "Ядро описано ясно.", "comment_to_organiser": "Только между нами.", "advice": Advice.REVISE}
    db.session.add(Review(model_id=model.id, reviewer_id=reviewer.id, assigned_at=NOW, submitted_at=NOW, **remark))
    db.session.flush()
    return model


def test_before_the_decision_authors_read_no_remarks(client, event, model):
    words = words_of(client.get(author_page(event, model)))

    assert "На экспертизе" in words
    assert "Замечания экспертов появятся здесь после решения." in words
    assert "Ядро описано ясно." not in words


def test_after_the_decision_authors_read_remarks_without_reviewers(client, event, model):
    model.state, model.decided_at, model.decision_note = ModelState.REVISE, NOW, "Доработайте риски."

    words = words_of(client.get(author_page(event, model)))

    for said in ("На доработку", "Доработайте риски.", "Ядро описано ясно.", "Рекомендует доработать", "Авторова"):
        assert said in words
    assert "Строгая" not in words
    assert "Только между нами." not in words


def test_a_stranger_with_the_public_address_does_not_see_a_submission(client, event, model):
    assert client.get(f"/e/{event.slug}/models/{model.uid}").status_code == 404


def test_the_consent_texts_stand_in_full(demo_client):
    words = words_of(demo_client.get("/e/dvizhenie-vverh-2019/personal-data"))

    assert words.count("Версия 2019-07-15") == 5
    assert words.count("нужно для участия") == 1
    assert "Отозвать согласие можно письмом организатору." in words
    assert "напишите на dvizhenie@example.org" in words


def test_the_accessibility_statement_says_whom_to_write_to(demo_client):
    assert "dvizhenie@example.org" in demo_client.get("/accessibility?lang=en").text
