"""The settings of registration, and the desk on the day."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Purpose
from eventhub.events.models import TeamRole
from eventhub.ground import clock
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.registration import actions
from eventhub.registration.models import (
    Attendance,
    PlaceKind,
    Places,
    RegistrationState,
    Source,
)
from eventhub.registration.rules import HallIsFull, PersonDetails
from tests.factories import (
    list_role,
    make_consent_document,
    make_event,
    make_member,
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


def test_settings_set_places_quotas_and_moments_on_the_clock_of_the_event(client, event, organiser):
    role = list_role(event, make_role_category("Педагог"))
    address = f"/manage/{event.slug}/registration-settings?lang=en"

    answer = client.submit(address, capacity="140", opens_at="2019-07-22T09:00", closes_at="2019-08-20T23:59",
                           **{f"quota-role-{role.code}": "21"})  # fmt: skip

    db.session.expire_all()
    assert answer.status_code == 303
    assert event.registration_opens_at.isoformat() == "2019-07-22T06:00:00+00:00"
    rows = db.session.execute(sa.select(Places.kind, Places.key, Places.capacity).order_by(Places.id)).all()
    assert [tuple(row) for row in rows] == [(PlaceKind.EVENT, "", 140), (PlaceKind.ROLE, role.code, 21)]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("capacity", "many", "Type a whole number"),
        ("capacity", "-1", "Type a whole number"),
        ("capacity", "9999999999", "Type a whole number"),
        ("closes_at", "2019-07-01T00:00", "Registration has to close after it opens."),
        ("quota-role-R", "x", "Type a whole number"),
    ],
)
def test_settings_that_make_no_sense_are_explained_and_kept(client, event, organiser, field, typed, words):
    list_role(event, make_role_category(), code="R")
    fields = {"capacity": "5", "opens_at": "2019-07-22T09:00", "closes_at": "", field: typed}

    answer = client.submit(f"/manage/{event.slug}/registration-settings?lang=en", **fields)

    assert answer.status_code == 422
    assert words in answer.text.replace("\xa0", " ")
    assert f'value="{typed}"' in answer.text


def test_the_desk_ticks_undoes_and_sends_off_and_the_counter_counts(client, event, organiser):
    own, _other = people(event, "Елкина Анна", "Волков Пётр")
    desk = f"/manage/{event.slug}/check-in"
    token = _token(client, f"{desk}?q=елкина")

    def press(deed):
        client.post(f"{desk}/{own.uid}/{deed}", data={"csrf_token": token})
        db.session.expire_all()
        return db.session.scalars(sa.select(Attendance)).all()

    (there,) = press("arrival")
    assert (there.registration_id, there.agenda_item_id, there.left_at) == (own.id, None, None)
    assert len(press("arrival")) == 1
    assert "<b>1</b>" in client.get(desk).text
    (there,) = press("departure")
    assert there.left_at is not None
    assert press("arrival/withdrawal") == []
    verbs = db.session.scalars(sa.select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    assert verbs == ["check in", "check in", "check out", "undo check in"]


def test_an_earlier_note_does_not_undo_a_later_one(app, event):
    (own,) = people(event, "Елкина Анна")
    now = clock.now()
    actions.check_in(own, by="user:test", now=now)
    actions.check_out(own, by="user:test", now=now + timedelta(hours=2))

    actions.check_in(own, by="user:test", now=now + timedelta(hours=1))
    actions.undo_check_in(own, by="user:test", now=now + timedelta(hours=1))

    there = db.session.scalars(sa.select(Attendance)).one()
    assert there.left_at == now + timedelta(hours=2)


def test_walk_ins_take_the_places_of_those_who_did_not_come_and_no_more(app, event):
    now = clock.now()
    booked = [
        actions.register(event, PersonDetails("Волков", f"Пётр {n}", f"p{n}@example.org"), now=now) for n in range(3)
    ]
    actions.check_in(booked[0], by="user:test", now=now)

    walk_in = actions.add_walk_in(event, PersonDetails("Ёлкина", "Анна", ""), by="user:test", now=now)

    assert (walk_in.state, walk_in.source, walk_in.email) == (HERE, Source.WALK_IN, None)
    with pytest.raises(HallIsFull):
        actions.add_walk_in(event, PersonDetails("Ёлкина", "Вера", ""), by="user:test", now=now)
    with pytest.raises(HallIsFull):
        actions.check_in(booked[2], by="user:test", now=now)  # waited, and the hall is full of people
    assert db.session.scalar(sa.select(sa.func.count(Attendance.id))) == 2


def test_the_desk_registers_whoever_is_not_on_the_list(client, event, organiser):
    address = f"/manage/{event.slug}/check-in/walk-in?lang=en"
    fields = {"family_name": "Ёлкина", "given_name": "Анна", "organisation": "Центр", "language": "ru"}

    refused = client.submit(address, **fields)
    assert refused.status_code == 422
    assert "Let the person sign the consent first" in refused.text.replace("\xa0", " ")

    answer = client.submit(address, signed="y", **fields)
    assert answer.status_code == 303
    assert db.session.scalar(sa.select(sa.func.count(Attendance.id))) == 1


def test_an_event_takes_over_limits_and_texts_of_another_without_its_people(app, event):
    actions.register(event, PersonDetails("Волков", "Пётр", "p@example.org"), now=clock.now())
    target = make_event()

    actions.copy_form_and_places(event, target, now=clock.now())

    copied = db.session.scalars(sa.select(Places).where(Places.event_id == target.id)).one()
    assert (copied.capacity, copied.taken) == (2, 0)


def _token(client, address):
    return client.get(address).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
