"""Feeds of an event: what stands in them, who may be named, and what asking again costs."""

import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import icalendar
import ics
import pytest
import recurring_ical_events

from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.events.models import AgendaKind, EventState
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from tests.factories import (
    DAY,
    NOW,
    make_agenda_item,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_person,
    make_registration,
    make_slot,
    make_speaker,
)

LATER = NOW + timedelta(days=1)


def titles(answer):
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.data).walk("VEVENT")]


@pytest.fixture
def day(app):
    """An event with a plenary and two groups that meet at the same time."""
    event = make_event(title="Площадка", slug="ploshchadka")
    make_agenda_item(event, title="Открытие", starts_at=DAY)
    groups = [make_focus_group(event, number=number) for number in (1, 2)]
    for group in groups:
        item = make_agenda_item(
            event, title=f"Встреча {group.number}", kind=AgendaKind.FOCUS_GROUP, starts_at=DAY + timedelta(hours=2)
        )
        make_slot(group, item)
    return event, groups


def test_the_event_is_one_entry_that_three_readers_read_alike(client, day):
    answer = client.get("/e/ploshchadka/calendar.ics")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert titles(answer) == ["Площадка"]
    assert [event.name for event in ics.Calendar(answer.text).events] == ["Площадка"]
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(answer.data)).at("20190822")
    assert [event["DTSTART"].dt.isoformat() for event in found] == ["2019-08-22T09:30:00+03:00"]


def test_the_programme_holds_every_item_in_the_order_of_the_day(client, day):
    assert titles(client.get("/e/ploshchadka/programme.ics")) == ["Открытие", "Встреча 1", "Встреча 2"]


def test_a_group_has_its_own_meetings_only(client, day):
    assert titles(client.get("/e/ploshchadka/groups/2/calendar.ics")) == ["Встреча 2"]


def test_a_person_gets_the_common_items_and_the_own_group_once_it_is_published(client, day):
    event, groups = day
    registration = make_registration(event)
    address = f"/e/ploshchadka/r/{link_token('participant', registration.uid, 0)}/calendar.ics"
    allocation = Allocation(event_id=event.id, number=1, made_at=NOW, state=AllocationState.DRAFT)
    db.session.add(allocation)
    db.session.flush()
    db.session.add(
        Assignment(
            allocation_id=allocation.id,
            registration_id=registration.id,
            focus_group_id=groups[1].id,
            rank=1,
            reason=Reason.PREFERENCE,
        )
    )

    assert titles(client.get(address)) == ["Открытие"]

    allocation.state, allocation.published_at = AllocationState.PUBLISHED, LATER
    answer = client.get(address)
    assert titles(answer) == ["Открытие", "Встреча 2"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_revoked_link_opens_no_calendar(client, day):
    registration = make_registration(day[0], link_revision=1)
    token = link_token("participant", registration.uid, 0)

    assert client.get(f"/e/ploshchadka/r/{token}/calendar.ics").status_code == 404


def test_only_who_agreed_is_named(client, day):
    event, _groups = day
    item = make_agenda_item(event, title="Доклад", starts_at=DAY + timedelta(hours=1))
    named, silent = make_person("Шевцова", "Анна"), make_person("Рыбалко", "Геннадий")
    for person in (named, silent):
        make_speaker(item, person)
    make_consent(named, make_consent_document(event))

    for address in ("programme.ics", "schedule.json", "schedule.xml"):
        text = client.get(f"/e/ploshchadka/{address}").text.replace("\r\n ", "")
        assert ("Шевцова Анна" in text, "Рыбалко" in text) == (True, False)


def test_a_cancelled_event_stays_in_calendars_as_cancelled(client, day):
    event, _groups = day
    event.state = EventState.CANCELLED
    event.revise(LATER)

    calendar = icalendar.Calendar.from_ical(client.get("/e/ploshchadka/programme.ics").data)

    assert {str(entry["STATUS"]) for entry in calendar.walk("VEVENT")} == {"CANCELLED"}
    assert {int(entry["SEQUENCE"]) for entry in calendar.walk("VEVENT")} == {1}


@pytest.mark.parametrize("address", ["calendar.ics", "programme.ics", "groups/1/calendar.ics", "schedule.json"])
def test_asking_again_costs_two_statements_and_no_body(client, day, count_statements, address):
    first = client.get(f"/e/ploshchadka/{address}")

    with count_statements() as statements:
        again = client.get(f"/e/ploshchadka/{address}", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert len(statements) <= 2


def test_a_personal_calendar_asked_for_again_costs_two_statements(client, day, count_statements):
    registration = make_registration(day[0])
    address = f"/e/ploshchadka/r/{link_token('participant', registration.uid, 0)}/calendar.ics"
    tag = client.get(address).headers["ETag"]

    with count_statements() as statements:
        again = client.get(address, headers={"If-None-Match": tag})

    assert again.status_code == 304
    assert len(statements) <= 2


@pytest.mark.parametrize("more", [1, 3])
def test_calendars_cost_the_same_whatever_the_length_of_the_programme(client, day, count_statements, more):
    for _item in range(more):
        make_agenda_item(day[0])

    with count_statements() as event:
        client.get("/e/ploshchadka/calendar.ics")
    with count_statements() as programme:
        client.get("/e/ploshchadka/programme.ics")

    assert (len(event) <= 4, len(programme) <= 4) == (True, True)


def test_a_change_of_the_programme_changes_tag_date_and_sequence(client, day):
    item = make_agenda_item(day[0], title="Обед", starts_at=DAY + timedelta(hours=4))
    before = client.get("/e/ploshchadka/programme.ics")

    item.starts_at += timedelta(minutes=10)
    item.ends_at += timedelta(minutes=10)
    item.revise(LATER)
    after = client.get("/e/ploshchadka/programme.ics", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert after.last_modified > before.last_modified
    [entry] = [one for one in icalendar.Calendar.from_ical(after.data).walk("VEVENT") if one["SUMMARY"] == "Обед"]
    assert (int(entry["SEQUENCE"]), entry["LAST-MODIFIED"].dt) == (1, LATER)


def test_a_withdrawn_consent_changes_the_feed(client, day):
    event, _groups = day
    item, person = make_agenda_item(event), make_person("Шевцова", "Анна")
    make_speaker(item, person)
    consent = make_consent(person, make_consent_document(event))
    tag = client.get("/e/ploshchadka/programme.ics").headers["ETag"]

    consent.withdrawn_at = LATER
    after = client.get("/e/ploshchadka/programme.ics", headers={"If-None-Match": tag})

    assert after.status_code == 200
    assert "Шевцова" not in after.text


def test_the_same_state_gives_the_same_bytes_and_head_the_same_headers(client, day):
    first, second = client.get("/e/ploshchadka/programme.ics"), client.get("/e/ploshchadka/programme.ics")
    head = client.head("/e/ploshchadka/programme.ics")

    assert first.data == second.data
    assert (head.data, head.headers["ETag"]) == (b"", first.headers["ETag"])


def test_the_schedule_lists_rooms_and_talks_for_programs(client, day):
    answer = client.get("/e/ploshchadka/schedule.json")
    conference = json.loads(answer.data)["schedule"]["conference"]
    tree = ET.fromstring(client.get("/e/ploshchadka/schedule.xml").data)

    talks = [talk["title"] for room in conference["days"][0]["rooms"].values() for talk in room]
    assert sorted(talks) == ["Встреча 1", "Встреча 2", "Открытие"]
    assert sorted(title.text for title in tree.iter("title"))[:2] == ["Встреча 1", "Встреча 2"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["calendar.ics", "programme.ics", "groups/1/calendar.ics", "schedule.json"])
def test_a_draft_has_no_feeds(client, day, address):
    day[0].state = EventState.DRAFT

    assert client.get(f"/e/ploshchadka/{address}").status_code == 404
