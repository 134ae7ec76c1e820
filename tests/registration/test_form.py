"""The registration form: one person, one registration, and strangers learn nothing."""

import re

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Consent, Purpose
from eventhub.ground import clock, delivery
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.people.models import Person
from eventhub.registration import actions
from eventhub.registration.models import Places, Preference, RegistrationState, SpecialNeed
from tests.registration.filling import address, box, everybody, filled, templates, token


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
