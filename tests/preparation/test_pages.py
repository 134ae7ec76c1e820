"""The page of all that is prepared, the programme with its warnings, speakers, the way of an event, its copy."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.consents.models import Channel, Consent, ConsentDocument, Purpose
from eventhub.consents.queries import may_be_named
from eventhub.events.models import AgendaItem, AgendaSpeaker, Event, EventState, Membership, Room, TeamRole
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground import clock
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.ground.texts import Texts
from eventhub.people.models import Person
from eventhub.preparation.rules import Part
from eventhub.scaling_models.models import Call
from tests.factories import (
    list_municipality,
    list_role,
    make_agenda_item,
    make_call,
    make_consent_document,
    make_event,
    make_focus_group,
    make_guide_question,
    make_member,
    make_municipality,
    make_person,
    make_registration,
    make_role_category,
    make_room,
    make_slot,
    make_speaker,
)
from tests.pressing import hidden, press, words_of

READY = {"organiser": "ИРО", "venue": "Краснодар", "contact_email": "office@example.org"}


@pytest.fixture
def event(app):
    return make_event(slug="moving-up", state=EventState.DRAFT, published_at=None, **READY)


@pytest.fixture
def organiser(client, event):
    owner = make_member(event, TeamRole.OWNER).user
    owner.may_create_events = True
    client.sign_in(owner)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


def all_of(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def make_ready(event):
    make_agenda_item(event)
    make_consent_document(event, Purpose.PROCESSING)


def test_an_event_that_lacks_something_is_not_published(organiser, event):
    page = "/manage/moving-up/prepare"

    answer = press(organiser, "/manage/moving-up/rooms/", "/manage/moving-up/publication")

    db.session.refresh(event)
    assert (answer.status_code, event.state) == (422, EventState.DRAFT)
    assert "Put the first item into the programme" in words_of(organiser.get(page))
    assert "/manage/moving-up/publication" not in organiser.get(page).text


def test_an_event_goes_its_way(organiser, event):
    make_ready(event)
    page = "/manage/moving-up/prepare"
    states = []
    for deed in ("publication", "publication", "end", "archive", "publication"):
        status = press(organiser, "/manage/moving-up/rooms/", f"/manage/moving-up/{deed}").status_code
        db.session.refresh(event)
        states.append((deed, status, event.state.value))

    assert states == [
        ("publication", 303, "published"),
        ("publication", 422, "published"),  # twice
        ("end", 303, "finished"),
        ("archive", 303, "archived"),
        ("publication", 422, "archived"),  # too late
    ]
    assert event.published_at is not None
    assert event.revision == 3
    assert organiser.get(page).status_code == 200


def test_an_event_that_has_not_begun_is_not_finished(organiser, event):
    event.state, event.starts_at = EventState.PUBLISHED, clock.now() + timedelta(days=1)
    event.ends_at = event.starts_at + timedelta(hours=1)

    answer = press(organiser, "/manage/moving-up/rooms/", "/manage/moving-up/end")

    assert answer.status_code == 422
    assert "The event has not begun yet." in words_of(answer)


def test_cancelling_says_why_and_writes_to_everybody_registered(organiser, event):
    event.state = EventState.PUBLISHED
    make_registration(event, make_person(email="anna@example.org"))
    page = "/manage/moving-up/cancellation"

    empty = press(organiser, page, reason__ru="")
    answer = press(organiser, page, reason__ru="Карантин")
    again = press(organiser, page, reason__ru="Карантин")

    db.session.refresh(event)
    assert [one.status_code for one in (empty, answer, again)] == [422, 303, 422]
    assert (event.state, event.cancellation) == (EventState.CANCELLED, Texts(ru="Карантин"))
    assert [letter.recipient for letter in all_of(Letter)] == ["anna@example.org"]
    assert "Карантин" in organiser.get("/e/moving-up/").text


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (TeamRole.OWNER, [200, 200, 200]),
        (TeamRole.ORGANISER, [200, 200, 200]),
        (TeamRole.VIEWER, [200, 200, 404]),
        (TeamRole.REGISTRAR, [200, 200, 404]),
        (TeamRole.REVIEWER, [404, 404, 404]),
        (TeamRole.FACILITATOR, [404, 404, 404]),
        (TeamRole.SECRETARY, [404, 404, 404]),
    ],
)
def test_who_sees_the_preparation_and_who_changes_it(client, event, role, statuses):
    item = make_agenda_item(event)
    client.sign_in(make_member(event, role).user)
    pages = ("prepare", "programme/", f"programme/{item.uid}/speakers")

    answers = [client.get(f"/manage/moving-up/{page}") for page in pages]

    assert [answer.status_code for answer in answers] == statuses
    if role in {TeamRole.VIEWER, TeamRole.REGISTRAR}:
        assert "/manage/moving-up/event" not in answers[0].text


def test_the_programme_warns_of_a_room_and_a_person_booked_twice(organiser, event):
    room, person = make_room(event), make_person("Ёлкина", "Анна")
    first = make_agenda_item(event, title="Первый", room_id=room.id)
    second = make_agenda_item(event, title="Второй", room_id=room.id)
    gone = make_agenda_item(event, title="Третий", room_id=room.id, is_cancelled=True)
    make_speaker(first, person)
    make_slot(make_focus_group(event, facilitator_id=person.id), second)

    words = words_of(organiser.get("/manage/moving-up/programme/"))

    assert "The room is also taken by: 9:30–10:30 Второй" in words
    assert "Ёлкина А. is also needed at: 9:30–10:30 Первый" in words
    assert f"9:30–10:30 {gone.title['ru']}" not in words.replace(f"9:30–10:30 {gone.title['ru']} Plenary", "")
    assert "Rooms or people are booked twice" in words_of(organiser.get("/manage/moving-up/prepare"))


def test_a_speaker_is_found_among_the_people_of_the_event_only(organiser, event):
    item = make_agenda_item(event)
    own, foreign = make_person("Ёлкина", "Анна"), make_person("Елкина", "Ольга")
    make_registration(event, own)
    page = f"/manage/moving-up/programme/{item.uid}/speakers"

    found = words_of(organiser.get(f"{page}?q=ёлкина"))
    added = press(organiser, page, f"{page}/{own.uid}")
    refused = press(organiser, page, f"{page}/{foreign.uid}")

    assert ("Ёлкина Анна" in found, "Елкина Ольга" in found) == (True, False)
    assert (added.status_code, refused.status_code) == (303, 404)
    assert [speaker.person_id for speaker in all_of(AgendaSpeaker)] == [own.id]


def test_a_new_speaker_is_named_only_after_consent_on_paper(organiser, event):
    item = make_agenda_item(event)
    make_consent_document(event, Purpose.PUBLISH_NAME)
    page = f"/manage/moving-up/programme/{item.uid}/speakers"
    who = {"family_name": "Ёлкина", "given_name": "Анна", "email": "anna@example.org"}

    wrong = press(organiser, page, **{**who, "family_name": ""})
    press(organiser, page, **who)
    (person,) = all_of(Person)
    before = may_be_named(event.id)
    press(organiser, page, f"{page}/{person.uid}/consent")
    db.session.rollback()

    assert wrong.status_code == 422
    assert (before, may_be_named(event.id)) == (set(), {person.id})
    assert [consent.channel for consent in all_of(Consent)] == [Channel.PAPER]
    assert all_of(AuditEntry)[-1].verb == "note paper consent"


@pytest.fixture
def filled(event):
    """Fill an event with one of everything."""
    room = make_room(event, seats=20)
    item = make_agenda_item(event, room_id=room.id)
    make_agenda_item(event, is_cancelled=True)
    person = make_person()
    make_speaker(item, person)
    group = make_focus_group(event, number=1, room_id=room.id, facilitator_id=person.id)
    make_guide_question(group)
    make_slot(group, item)
    list_municipality(event, make_municipality())
    list_role(event, make_role_category())
    make_consent_document(event, Purpose.PROCESSING)
    make_member(event, TeamRole.FACILITATOR)
    make_call(event)
    event.goal = Texts(ru="Цель")
    return event


COPY = {"title__ru": "Движение вверх – 2", "slug": "moving-up-2", "starts_on": "2020-08-20"}


@pytest.mark.parametrize("parts", [[], [Part.PROGRAMME], [Part.GROUPS, Part.PROGRAMME, Part.ROOMS], list(Part)])
def test_the_next_event_takes_over_what_was_chosen(organiser, filled, parts):
    answer = press(organiser, "/manage/moving-up/copy", **COPY, parts=[part.value for part in parts])

    made = all_of(Event)[-1]
    items = [item for item in all_of(AgendaItem) if item.event_id == made.id]
    groups = [group for group in all_of(FocusGroup) if group.event_id == made.id]
    rooms = [room for room in all_of(Room) if room.event_id == made.id]
    has = {
        Part.TEXTS: bool(made.goal),
        Part.ROOMS: len(rooms) == 1,
        Part.PROGRAMME: len(items) == 1,
        Part.GROUPS: len(groups) == 1,
        Part.CONSENTS: any(document.event_id == made.id for document in all_of(ConsentDocument)),
        Part.CALL: any(call.event_id == made.id for call in all_of(Call)),
        Part.TEAM: len([one for one in all_of(Membership) if one.event_id == made.id]) == 2,
    }
    assert answer.location == "/manage/moving-up-2/prepare?done=copied"
    assert has == {part: part in parts for part in has}
    assert (made.state, f"{made.starts_at:%Y-%m-%d %H:%M}") == (EventState.DRAFT, "2020-08-20 06:30")
    if Part.ROOMS in parts:
        assert {group.room_id for group in groups} == {item.room_id for item in items} == {rooms[0].id}
        assert len(all_of(GroupSlot)) == len(all_of(GuideQuestion)) == 2


def test_a_copy_sent_twice_is_made_once(organiser, filled):
    key = hidden(organiser, "/manage/moving-up/copy", "submission_key")

    answers = [press(organiser, "/manage/moving-up/copy", **COPY, submission_key=key) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(all_of(Event)) == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"slug": "moving-up"}, "This address is taken."),
        ({"title__ru": ""}, "Give the event a title."),
        ({"starts_on": ""}, "Say on which day it begins."),
        ({"starts_on": "next year"}, "Write the day like 2026-08-20."),
    ],
)
def test_a_copy_that_will_not_do_is_answered_with_a_sentence(organiser, filled, given, words):
    answer = press(organiser, "/manage/moving-up/copy", **{**COPY, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert len(all_of(Event)) == 1


def test_whoever_may_not_make_events_copies_none(client, event):
    client.sign_in(make_member(event, TeamRole.OWNER).user)

    assert client.get("/manage/moving-up/copy").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "most"), [("prepare", 8), ("programme/", 7)])
def test_pages_cost_the_same_whatever_the_length_of_the_programme(
    organiser, event, count_statements, count, page, most
):
    for number in range(count):
        item = make_agenda_item(event, room_id=make_room(event).id)
        make_speaker(item, make_person())
        make_slot(make_focus_group(event, number=number + 1), item)

    with count_statements() as statements:
        assert organiser.get(f"/manage/moving-up/{page}").status_code == 200

    assert len(statements) <= most
