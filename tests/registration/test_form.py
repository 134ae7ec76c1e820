"""The registration form: what it takes, what it refuses and how, and that it tells strangers nothing."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Consent, Purpose
from eventhub.events.models import EventState
from eventhub.ground import clock, delivery, rates
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.ground.texts import Texts
from eventhub.people.models import Person
from eventhub.registration import actions
from eventhub.registration.models import Places, Preference, Registration, RegistrationState, SpecialNeed
from tests.factories import (
    list_municipality,
    list_role,
    make_consent_document,
    make_event,
    make_focus_group,
    make_municipality,
    make_places,
    make_role_category,
    make_room,
)


@pytest.fixture(autouse=True)
def _unhurried(app):
    rates.forget(app)


@pytest.fixture
def event(app):
    now = clock.now()
    event = make_event(
        starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=7),
        registration_opens_at=now - timedelta(days=1),
        registration_closes_at=now + timedelta(days=5),
        contact_email="help@example.org",
        title=Texts(ru="Площадка", en="Platform"),
    )
    list_role(event, make_role_category("Методист"), code="methodologist")
    list_municipality(event, make_municipality("Абинский район"))
    list_municipality(event, make_municipality("Тимашёвский район"))
    for number in (1, 2, 3):
        make_focus_group(event, number=number, room_id=make_room(event, step_free=number != 2).id)
    for purpose in Purpose:
        make_consent_document(event, purpose, is_required=purpose is Purpose.PROCESSING)
    make_places(event, capacity=2)
    db.session.commit()
    return event


def address(event):
    return f"/e/{event.slug}/register?lang=en"


def box(page, label):
    """Return the name of the consent box with this label."""
    found = re.search(rf'name="(consent-[^"]+)"[^>]*><label[^>]*>{label}', page)
    assert found, label
    return found[1]


def filled(client, event, **more):
    page = client.get(address(event)).text
    return {
        "submission_key": re.search(r'name="submission_key"[^>]*value="([^"]+)"', page)[1],
        "family_name": "Ёлкина",
        "given_name": "Анна",
        "patronymic": "Рашид кызы",
        "email": "anna@example.org",
        "municipality": "ТИМАШЕВСКИЙ  район",
        "organisation": "МБУ «Центр»",
        "position": "методист",
        "role": "methodologist",
        "language": "ru",
        "wish_1": "3",
        "wish_3": "1",
        box(page, "I agree to the processing"): "yes",
        **more,
    }


def everybody():
    db.session.expire_all()
    return db.session.scalars(sa.select(Registration).order_by(Registration.number)).all()


def templates():
    return list(db.session.scalars(sa.select(Letter.template).order_by(Letter.id)))


def test_a_person_registers_and_learns_number_and_link_by_letter_only(client, event, tmp_path):
    page = client.get(address(event)).text
    fields = filled(client, event, dietary="без орехов", step_free="y")
    fields[box(page, "My notes may be used for this event")] = "yes"

    answer = client.submit(address(event), **fields)

    assert (answer.status_code, answer.location) == (303, f"/e/{event.slug}/register/sent")
    (own,) = everybody()
    assert (own.state, own.number, own.language) == (RegistrationState.CONFIRMED, 1, "ru")
    assert own.municipality.name["ru"] == "Тимашёвский район"
    assert [one.focus_group.number for one in db.session.scalars(sa.select(Preference).order_by(Preference.rank))] == [
        3,
        1,
    ]
    need = db.session.scalars(sa.select(SpecialNeed)).one()
    assert (need.dietary, need.step_free) == ("без орехов", True)
    purposes = {consent.document.purpose for consent in db.session.scalars(sa.select(Consent))}
    assert purposes == {Purpose.PROCESSING, Purpose.SPECIAL_CATEGORY}
    after = client.get(answer.location + "?lang=en").text
    assert "anna@example.org" in after
    assert "/r/" not in after


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_letter_has_number_link_and_calendar_in_the_language_chosen(client, event, lang):
    client.submit(address(event), **filled(client, event, language=lang))

    letter = db.session.scalars(sa.select(Letter)).one()
    message = delivery.write(letter, "eventhub@example.org", clock.now())
    parts = {part.get_content_type(): part for part in message.walk()}

    words = {"ru": ("У вас есть место", "Ваш номер: 1"), "en": ("You have a place", "Your number: 1")}[lang]
    assert words[0] in message["Subject"]
    assert words[1] in parts["text/plain"].get_content().replace("\xa0", " ")
    link = re.search(rf"http\S+(/e/{event.slug}/r/\S+)", parts["text/plain"].get_content())[1]
    assert b"BEGIN:VEVENT" in parts["text/calendar"].get_payload(decode=True)
    assert "Ёлкина" in client.get(link).text
    assert link not in str(letter.values)


def test_consents_are_documents_of_their_own_and_none_is_ticked_beforehand(client, event):
    page = client.get(address(event)).text

    boxes = re.findall(r'<input class="form-check-input"[^>]*name="consent-[^>]*>', page)
    assert len(boxes) == len(Purpose)
    assert not [box for box in boxes if "checked" in box]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("family_name", "", "Type the family name."),
        ("family_name", "ы" * 201, "This is too long: at most 200 characters fit here."),
        ("given_name", " \u200b ", "Type the given name."),
        ("email", "", "Type an e-mail address"),
        ("email", "anna", "An e-mail address has an @ in it"),
        ("email", "anna@example", "This address is not complete"),
        ("email", "анна@example.org", "This address is not complete"),
        ("email", "a@b.org\r\nBcc: c@d.org", "This address is not complete"),
        ("municipality", "", "Begin to type and choose the municipality"),
        ("municipality", "район", "There is no such municipality"),
        ("organisation", "", "Type the name of your workplace."),
        ("position", "x" * 401, "This is too long"),
        ("role", "president", "Choose one of the list."),
        ("language", "xx", "Not a valid choice"),
        ("wish_2", "3", "Group 3 is marked twice."),
        ("wish_2", "77", "One of the groups does not exist any more."),
        ("dietary", "без орехов", "These notes may be kept only with this consent."),
    ],
)
def test_each_mistake_is_explained_and_nothing_typed_is_lost(client, event, field, typed, words):
    fields = filled(client, event, position="методист центра")
    fields[field] = typed

    answer = client.submit(address(event), **fields)

    assert answer.status_code == 422
    assert words in answer.text.replace("\xa0", " ")
    kept = [name for name in ("family_name", "given_name", "organisation", "position") if name != field]
    for name in kept:
        assert fields[name].replace("«", "«") in answer.text
    assert everybody() == []
    assert templates() == []


def test_nobody_is_registered_without_the_required_consent(client, event):
    fields = {name: value for name, value in filled(client, event).items() if not name.startswith("consent-")}

    answer = client.submit(address(event), **fields)

    assert answer.status_code == 422
    assert "Without this consent your data may not be stored." in answer.text.replace("\xa0", " ")


def test_the_same_form_twice_is_one_registration_and_one_letter(client, event):
    fields = filled(client, event)

    answers = [client.submit(address(event), **fields) for _time in range(2)]

    assert [answer.location for answer in answers] == [f"/e/{event.slug}/register/sent"] * 2
    assert len(everybody()) == 1
    assert templates() == ["registration_received"]


def test_the_same_person_twice_is_one_registration_and_a_stranger_sees_no_difference(client, event):
    first = client.submit(address(event), **filled(client, event))
    again = filled(client, event, email="ANNA@EXAMPLE.ORG ", family_name="елкина", wish_1="2")

    second = client.submit(address(event), **again)

    pages = [client.get(f"{answer.location}?lang=en").text for answer in (first, second)]
    assert pages[0].lower() == pages[1].lower()
    (own,) = everybody()
    assert own.family_name == "Ёлкина"
    assert templates() == ["registration_received", "registration_again"]
    assert db.session.scalar(sa.select(sa.func.count(Person.id))) == 1


def test_colleagues_may_share_a_mailbox_and_even_a_form(client, event):
    fields = filled(client, event)
    client.submit(address(event), **fields)

    client.submit(address(event), **{**fields, "given_name": "Вера"})

    assert [one.given_name for one in everybody()] == ["Анна", "Вера"]


def test_after_cancelling_one_may_register_again_but_an_old_form_does_not_do_it(client, event):
    fields = filled(client, event)
    client.submit(address(event), **fields)
    actions.cancel(everybody()[0], by="user:test", now=clock.now())

    client.submit(address(event), **fields)
    assert [one.state for one in everybody()] == [RegistrationState.CANCELLED]

    client.submit(address(event), **filled(client, event))
    assert [one.state for one in everybody()] == [RegistrationState.CANCELLED, RegistrationState.CONFIRMED]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"registration_opens_at": timedelta(days=1)}, "Registration is not open yet."),
        ({"registration_closes_at": timedelta(seconds=-1)}, "Registration has ended."),
        ({"state": EventState.CANCELLED}, "The event is cancelled"),
        ({"state": EventState.FINISHED}, "The event has taken place"),
    ],
)
def test_who_comes_too_early_or_too_late_reads_why_and_what_was_typed_is_kept(client, event, change, words):
    fields = filled(client, event)
    for name, value in change.items():
        setattr(event, name, clock.now() + value if isinstance(value, timedelta) else value)
    db.session.commit()

    shown = client.get(address(event)).text
    answer = client.submit(f"/login?for={event.slug}", csrf_only="1")
    sent = client.post(address(event), data={**fields, "csrf_token": token(client)})

    assert answer.status_code == 422
    assert words in shown.replace("\xa0", " ")
    assert "csrf_token" not in shown
    assert sent.status_code == 422
    assert words in sent.text.replace("\xa0", " ")
    assert 'value="Ёлкина"' in sent.text
    assert everybody() == []


def token(client):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[1]


def test_a_draft_has_no_form(client, event):
    event.state = EventState.DRAFT
    db.session.commit()

    assert client.get(address(event)).status_code == 404
    assert client.get(f"/e/{event.slug}/register/sent").status_code == 404


def test_a_flood_of_forms_to_one_mailbox_is_stopped_with_words(client, event):
    for number in range(10):
        client.submit(address(event), **filled(client, event, given_name=f"Анна {number}"))

    answer = client.submit(address(event), **filled(client, event, given_name="Анна 11"))

    assert answer.status_code == 422
    assert "Too many forms came from here" in answer.text.replace("\xa0", " ")
    assert len(everybody()) == 10


def test_hostile_names_come_back_as_text(client, event):
    hostile = '<img src=x onerror=alert(1)> {{7*7}} "x'
    client.submit(address(event), **filled(client, event, family_name=hostile))
    letter = db.session.scalars(sa.select(Letter)).one()

    html = delivery.write(letter, "eventhub@example.org", clock.now()).get_body(("html",)).get_content()

    assert "<img" not in html
    assert everybody()[0].family_name == hostile


@pytest.mark.parametrize(("capacity", "person_is_new"), [(2, True), (0, True), (2, False)])
def test_form_sending_and_the_page_after_it_cost_at_most_twelve_statements(
    client, event, count_statements, capacity, person_is_new
):
    db.session.execute(sa.update(Places).values(capacity=capacity))
    page = client.get(address(event)).text
    fields = filled(client, event, dietary="без орехов", wish_2="2")
    fields[box(page, "My notes may be used for this event")] = "yes"
    if not person_is_new:
        client.submit(address(event), **fields)

    form, after = address(event), f"/e/{event.slug}/register/sent"

    with count_statements() as statements:
        client.get(form)
        client.post(form, data={**fields, "csrf_token": token(client)})
        client.get(after)

    assert len(statements) <= 12, "\n".join(one[:150] for one in statements)
