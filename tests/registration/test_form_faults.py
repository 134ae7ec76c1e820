"""What the form refuses, in words that help, and what it keeps of what was typed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.events.models import EventState
from eventhub.ground import clock, delivery
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from tests.registration.filling import address, everybody, filled, templates, token


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
