"""The public pages of road maps and their calendars: names, lateness, what asking again costs."""

from datetime import date, timedelta

import icalendar
import pytest

from eventhub.events.models import EventState
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.networks.models import MilestoneState, RoadMapSource
from tests.factories import (
    NOW,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_person,
)
from tests.networks.making import make_milestone, make_recommendation, make_record, make_road_map
from tests.pressing import words_of

LATER = NOW + timedelta(days=1)
CURRENT, DONE = MilestoneState.IN_PROGRESS, MilestoneState.DONE


@pytest.fixture
def event(app):
    return make_event(slug="ploshchadka", outcomes_published_at=NOW)


def address(road_map, more=""):
    return f"/e/ploshchadka/road-maps/{road_map.uid}{more}"


def entries(answer):
    return icalendar.Calendar.from_ical(answer.data).walk("VEVENT")


def test_lateness_is_told_as_of_today_and_as_of_the_last_report(client, event):
    road_map = make_road_map(event, reported_on=date(2020, 1, 10))
    make_milestone(road_map, "Поздняя", number=1, due_on=date(2020, 1, 9), state=CURRENT)
    make_milestone(road_map, "В тот день", number=2, due_on=date(2020, 1, 10))
    make_milestone(road_map, "Вперёд", number=3, due_on=date(2999, 1, 1))
    done = {"state": DONE, "done_on": date(2019, 9, 17)}
    make_milestone(road_map, "Сделано", number=4, due_on=date(2019, 9, 16), **done)

    today = words_of(client.get(address(road_map, "?lang=en")))
    then = words_of(client.get(address(road_map, "?as_of=report&lang=en")))

    assert "25% of the milestones reached: 1 of 4" in today or "of the milestones reached: 1 of 4 25%" in today
    assert "overdue today 2" in today or "2 overdue today" in today
    assert today.count("overdue already on 10 January 2020") == 1
    assert "on 10 January 2020: still ahead" in today
    assert "How they stand today" in then
    assert "reached late" in then


def test_due_today_is_not_overdue(client, event):
    road_map = make_road_map(event)
    make_milestone(road_map, due_on=clock.now().astimezone(event.zone).date())

    assert "still ahead" in words_of(client.get(address(road_map, "?lang=en")))


def test_only_who_agreed_is_named(client, event):
    named, silent = make_person("Шевцова", "Анна"), make_person("Рыбалко", "Геннадий")
    road_map = make_road_map(event, silent)
    make_milestone(road_map, number=1, owner_id=named.id)
    make_milestone(road_map, number=2, owner_id=silent.id)
    document = make_consent_document(event)
    make_consent(named, document)
    make_consent(silent, document, withdrawn_at=LATER)

    for page in (address(road_map), "/e/ploshchadka/road-maps/", address(road_map, "/calendar.ics")):
        text = client.get(page).text
        assert "Рыбалко" not in text
    assert "Шевцова Анна" in client.get(address(road_map)).text


def test_sources_lead_to_the_group_once_the_outcomes_are_published(client, event):
    road_map = make_road_map(event)
    recommendation = make_recommendation(make_record(make_focus_group(event, number=5)), "Обучить", (5, 0, 0))
    db.session.add(RoadMapSource(road_map_id=road_map.id, recommendation_id=recommendation.id))
    make_milestone(road_map, recommendation_id=recommendation.id)
    link = f"/e/ploshchadka/outcomes/groups/5#r-{recommendation.uid.hex[:12]}"

    assert client.get(address(road_map)).text.count(link) == 2

    event.outcomes_published_at = None
    assert link not in client.get(address(road_map)).text


def test_what_is_not_there_for_strangers_is_not_found(client, event):
    road_map = make_road_map(event)
    other = make_event(slug="drugaya")

    assert client.get(f"/e/drugaya/road-maps/{road_map.uid}").status_code == 404
    assert client.get(f"/e/{other.slug}/road-maps/{road_map.uid}/calendar.ics").status_code == 404

    event.state = EventState.DRAFT
    pages = ("/e/ploshchadka/road-maps/", address(road_map), address(road_map, "/calendar.ics"))
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_an_event_without_road_maps_says_so(client, event):
    assert "No road map yet" in words_of(client.get("/e/ploshchadka/road-maps/?lang=en"))


def test_a_withdrawn_milestone_counts_no_longer_but_stays_in_the_calendar_as_cancelled(client, event):
    road_map = make_road_map(event)
    make_milestone(road_map, "Остаётся", number=1)
    gone = make_milestone(road_map, "Уходит", number=2)
    gone.withdrawn_at = LATER
    gone.revise(LATER)

    found = entries(client.get(address(road_map, "/calendar.ics")))

    told = [(str(one["SUMMARY"]), str(one["STATUS"]), int(one["SEQUENCE"])) for one in found]
    assert told == [("Остаётся", "CONFIRMED", 0), ("Уходит", "CANCELLED", 1)]
    assert "Уходит" not in client.get(address(road_map)).text


def test_the_calendar_has_a_day_for_each_milestone_and_speaks_the_language_asked_for(client, event):
    road_map = make_road_map(event, title=Texts(ru="Карта", en="Map"))
    milestone = make_milestone(road_map, state=CURRENT, result="Список", indicator_unit="человек", indicator_target=60)
    make_milestone(road_map, number=2, due_on=None)

    answer = client.get(address(road_map, "/calendar.ics?lang=en"))

    assert answer.content_type == "text/calendar; charset=utf-8"
    (entry,) = entries(answer)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2019, 9, 16), date(2019, 9, 17))
    assert entry["LAST-MODIFIED"].dt == NOW
    assert str(entry["UID"]) == str(milestone.uid)
    assert str(entry["DESCRIPTION"]) == "Список\n60 человек\nbeing worked on"
    assert str(icalendar.Calendar.from_ical(answer.data)["NAME"]) == "Map"
    assert "в работе" in client.get(address(road_map, "/calendar.ics")).text.replace("\r\n ", "")


@pytest.mark.parametrize("many", [1, 3])
def test_asking_again_costs_two_statements_and_sends_nothing_until_something_changes(
    client, event, many, count_statements
):
    road_map = make_road_map(event)
    milestones = [make_milestone(road_map, number=number) for number in range(many)]
    page = address(road_map, "/calendar.ics")
    first = client.get(page)

    with count_statements() as statements:
        again = client.get(page, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(statements)) == (304, 2)

    milestones[-1].revise(LATER)
    anew = client.get(page, headers={"If-None-Match": first.headers["ETag"]})
    assert (anew.status_code, anew.headers["ETag"] != first.headers["ETag"]) == (200, True)
    assert client.get(f"{page}?lang=en").headers["ETag"] != anew.headers["ETag"]


@pytest.mark.parametrize("many", [1, 3])
def test_what_the_public_pages_cost_does_not_grow(client, event, many, count_statements):
    for number in range(1, many + 1):
        road_map = make_road_map(event, make_person("Ёлкина"), number=number)
        for step in range(many):
            make_milestone(road_map, number=step, owner_id=make_person("Баранов").id)

    costs = []
    for page in ("/e/ploshchadka/road-maps/", address(road_map)):
        with count_statements() as statements:
            client.get(page)
        costs.append(len(statements))

    assert costs == [4, 8]
