"""What participants do by their personal link."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Consent, Purpose
from eventhub.ground import clock
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.registration import actions
from eventhub.registration.models import PlaceKind, Places, Preference, Registration, RegistrationState, SpecialNeed
from eventhub.registration.rules import Needs, PersonDetails
from tests.factories import (
    list_role,
    make_consent_document,
    make_event,
    make_focus_group,
    make_places,
    make_role_category,
)


@pytest.fixture
def event(app):
    now = clock.now()
    event = make_event(
        starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=7),
        registration_opens_at=now - timedelta(days=1),
        registration_closes_at=now + timedelta(days=5),
        contact_email="help@example.org",
    )
    for number in (1, 2, 3):
        make_focus_group(event, number=number)
    for purpose in (Purpose.PROCESSING, Purpose.PUBLISH_NAME, Purpose.SPECIAL_CATEGORY):
        make_consent_document(event, purpose, is_required=purpose is Purpose.PROCESSING)
    make_places(event, capacity=1)
    return event


def documents(event):
    return {text.purpose: text for text in db.session.scalars(sa.select(Consent.document.property.mapper.class_))}


def a_registration(event, number=1, **given):
    texts = documents(event)
    details = PersonDetails(
        "Ёлкина",
        f"Анна {number}",
        f"anna{number}@example.org",
        organisation="Школа № 201",
        consents=(texts[Purpose.PROCESSING].id,),
        **given,
    )
    return actions.register(event, details, now=clock.now())


def page(event, own, name=""):
    db.session.commit()
    return f"/e/{event.slug}/r/{link_token('participant', own.uid, own.link_revision)}{name}?lang=en"


def test_opening_the_page_that_asks_changes_nothing_and_the_answer_gives_the_place_to_the_next(client, event):
    first, second = a_registration(event, 1), a_registration(event, 2)
    cancel = page(event, first, "/cancel")

    asked = client.get(cancel)
    assert "Give up the place?" in asked.text.replace("\xa0", " ")
    db.session.expire_all()
    assert first.state is RegistrationState.CONFIRMED

    answer = client.submit(cancel)

    db.session.expire_all()
    assert answer.status_code == 303
    assert (first.state, second.state) == (RegistrationState.CANCELLED, RegistrationState.CONFIRMED)
    again = client.post(cancel, data={"csrf_token": "x"})
    assert again.status_code in {400, 422}
    assert "does not hold any more" in client.get(cancel).text.replace("\xa0", " ")


def test_answers_are_changed_but_not_name_and_mailbox(client, event):
    groups = db.session.scalars(sa.select(make_focus_group(event, number=9).__class__.id)).all()
    own = a_registration(event, wishes=groups[:2])
    change = page(event, own, "/change")

    shown = client.get(change).text
    assert shown.count(" checked") == 2
    answer = client.submit(
        change,
        organisation="Центр",
        language="en",
        wish_1="3",
        family_name="Другая",
        email="other@example.org",
    )

    db.session.expire_all()
    assert answer.status_code == 303
    assert (own.organisation_name, own.family_name, own.email) == ("Центр", "Ёлкина", "anna1@example.org")
    wishes = db.session.scalars(sa.select(Preference).order_by(Preference.rank)).all()
    assert [wish.focus_group.number for wish in wishes] == [3]
    letters = db.session.scalars(sa.select(Letter.template).order_by(Letter.id)).all()
    assert letters == ["registration_received", "registration_changed"]


def test_a_new_role_needs_a_place_in_its_own_quota(client, event):
    db.session.execute(sa.update(Places).values(capacity=9))
    roles = [make_role_category(title) for title in ("Методист", "Педагог")]
    codes = [list_role(event, role).code for role in roles]
    make_places(event, PlaceKind.ROLE, key=codes[1], capacity=1)
    own = a_registration(event, role_id=roles[0].id)
    a_registration(event, 2, role_id=roles[1].id)
    change = page(event, own, "/change")

    answer = client.submit(change, organisation="Центр", language="ru", role=codes[1])

    db.session.expire_all()
    assert answer.status_code == 422
    assert "No place is free for this person." in answer.text.replace("\xa0", " ")
    assert ">Центр</textarea>" in answer.text.replace("\r\n", "")
    assert own.role_id == roles[0].id
    assert [limit.taken for limit in db.session.scalars(sa.select(Places).order_by(Places.id))] == [2, 1]


def test_answers_are_frozen_after_the_deadline_but_the_place_may_still_be_given_up(client, event):
    own = a_registration(event)
    event.registration_closes_at = clock.now() - timedelta(minutes=1)

    change = client.get(page(event, own, "/change")).text
    cancel = client.get(page(event, own, "/cancel")).text

    assert "help@example.org" in change
    assert "organisation" not in change
    assert "Give up the place?" in cancel.replace("\xa0", " ")


def test_notes_need_their_consent_and_go_with_it(client, event):
    own = a_registration(event)
    text = documents(event)[Purpose.SPECIAL_CATEGORY]
    change = page(event, own, "/change")

    refused = client.submit(change, organisation="Центр", language="ru", dietary="без орехов")
    assert refused.status_code == 422
    client.submit(change, organisation="Центр", language="ru", dietary="без орехов", **{f"consent-{text.uid}": "yes"})
    assert db.session.scalars(sa.select(SpecialNeed.dietary)).all() == ["без орехов"]

    withdrawal = page(event, own, f"/consents/{text.uid}/withdrawal")
    client.post(withdrawal, data={"csrf_token": _token(client, page(event, own, "/consents"))})
    db.session.expire_all()
    assert db.session.scalars(sa.select(SpecialNeed.dietary)).all() == []


def test_consents_are_given_and_withdrawn_and_without_the_required_one_nobody_stays(client, event):
    own = a_registration(event)
    texts = documents(event)
    consents = page(event, own, "/consents")
    token = _token(client, consents)

    client.post(page(event, own, f"/consents/{texts[Purpose.PUBLISH_NAME].uid}"), data={"csrf_token": token})
    given = db.session.scalars(sa.select(Consent).order_by(Consent.id)).all()
    assert [consent.document.purpose for consent in given] == [Purpose.PROCESSING, Purpose.PUBLISH_NAME]

    withdrawal = f"/consents/{texts[Purpose.PROCESSING].uid}/withdrawal"
    client.post(page(event, own, withdrawal), data={"csrf_token": token})
    db.session.expire_all()
    assert own.state is RegistrationState.CANCELLED
    assert given[0].withdrawn_at is not None


def test_my_data_is_everything_that_is_kept(client, event):
    own = a_registration(event, needs=Needs(dietary="без орехов"))

    answer = client.get(page(event, own, "/my-data.json"))

    data = json.loads(answer.text)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert data["registration"]["family_name"] == "Ёлкина"
    assert data["notes"]["dietary"] == "без орехов"
    assert data["consents"][0]["purpose"] == "processing"


@pytest.mark.parametrize("name", ["/change", "/cancel", "/consents", "/my-data.json"])
def test_a_link_of_another_event_or_revision_opens_nothing(client, event, name):
    own = a_registration(event)
    other = make_event()
    right = page(event, own, name)

    assert client.get(right.replace(event.slug, other.slug)).status_code == 404
    own.link_revision += 1
    assert client.get(right).status_code == 404


def _token(client, address):
    return client.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]


def test_the_registration_of_a_cancelled_event_is_told_once(app, event):
    own, waiting = a_registration(event, 1), a_registration(event, 2)
    gone = a_registration(event, 3)
    actions.cancel(gone, by="user:test", now=clock.now())

    count = [actions.tell_cancelled(event, by="user:test", now=clock.now()) for _time in range(2)]

    letters = db.session.scalars(sa.select(Letter.recipient).where(Letter.template == "event_cancelled")).all()
    assert count == [2, 2]
    assert sorted(letters) == sorted([own.email, waiting.email])
    assert db.session.scalar(sa.select(sa.func.count(Registration.id))) == 3
