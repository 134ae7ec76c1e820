"""schedule.json and schedule.xml hold every key that their readers require, and in JSON none beside them."""

import json
import re
import uuid
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import fromstring
from zoneinfo import ZoneInfo

import pytest

from eventhub.ground.frab import (
    Conference,
    Day,
    Link,
    RoomTrack,
    Speaker,
    Talk,
    number_of,
    schedule_json,
    schedule_xml,
    short_name,
)

ZONE = ZoneInfo("Europe/Moscow")
CONFERENCE_KEYS = {
    "acronym", "title", "start", "end", "days", "daysCount", "timeslot_duration", "time_zone_name", "url", "rooms",
}  # fmt: skip
TALK_KEYS = {
    "id", "guid", "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language", "abstract",
    "description", "persons", "links",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
CLOCK = re.compile(r"\d{2}:\d{2}")
HOSTILE = '<b>&amp;</b> ]]> \x00\x0b\u202e\ud800\r\nвторая "строка" =1+1 ' + "щ" * 2_000


def a_talk(number=1, **changes):
    plain = {
        "guid": uuid.UUID(int=number),
        "starts": datetime(2019, 8, 22, 10, 15, tzinfo=ZONE),
        "duration": timedelta(minutes=75),
        "title": "Год работы",
        "url": "https://example.org/e/a/programme",
        "kind": "plenary",
        "language": "ru",
    }
    return Talk(**plain | changes)


def a_conference(*talks, title="Движение вверх", room="Зал"):
    day = Day(
        starts=datetime(2019, 8, 22, 9, 30, tzinfo=ZONE),
        ends=datetime(2019, 8, 22, 17, 0, tzinfo=ZONE),
        rooms=(
            RoomTrack(guid=uuid.UUID(int=101), name=room, talks=talks or (a_talk(),)),
            RoomTrack(guid=uuid.UUID(int=102), name="Аудитория 101", talks=()),
        ),
    )
    return Conference(
        acronym="dvizhenie-vverh-2019",
        title=title,
        first_day=date(2019, 8, 22),
        last_day=date(2019, 8, 22),
        zone="Europe/Moscow",
        url="https://example.org/e/a",
        base_url="https://example.org",
        version="7",
        days=(day,),
    )


FULL = a_conference(
    a_talk(
        subtitle="Цифры",
        track="Пленарное",
        abstract="Коротко.",
        description="Длинно,\nв две строки.",
        speakers=(Speaker(guid=uuid.UUID(int=7), name="Первая Докладчица"),),
        links=(Link(url="https://example.org/m", title="Слайды"),),
    ),
    a_talk(2, starts=datetime(2019, 8, 22, 11, 30, tzinfo=ZONE)),
)


def test_json_has_every_required_key_and_no_other():
    document = json.loads(schedule_json(FULL))
    conference = document["schedule"]["conference"]
    day = conference["days"][0]
    talks = day["rooms"]["Зал"]

    assert set(document) == {"schedule"}
    assert set(document["schedule"]) == {"version", "base_url", "conference"}
    assert set(conference) == CONFERENCE_KEYS
    assert set(day) == {"index", "date", "day_start", "day_end", "rooms"}
    assert [set(talk) for talk in talks] == [TALK_KEYS, TALK_KEYS]
    assert [set(room) for room in conference["rooms"]] == [{"name", "guid"}, {"name", "guid"}]
    assert talks[0]["persons"] == [{"id": 8, "guid": str(uuid.UUID(int=7)), "name": "Первая Докладчица"}]
    assert talks[0]["links"] == [{"url": "https://example.org/m", "title": "Слайды"}]
    assert day["rooms"]["Аудитория 101"] == []


def test_json_values_have_the_agreed_forms():
    conference = json.loads(schedule_json(FULL))["schedule"]["conference"]
    day = conference["days"][0]
    first, second = day["rooms"]["Зал"]

    assert (conference["daysCount"], conference["timeslot_duration"]) == (1, "00:05")
    assert (conference["start"], conference["end"], day["date"]) == ("2019-08-22", "2019-08-22", "2019-08-22")
    assert (first["date"], first["start"], first["duration"]) == ("2019-08-22T10:15:00+03:00", "10:15", "01:15")
    assert MOMENT.fullmatch(day["day_start"])
    assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}", conference["acronym"])
    assert all(re.fullmatch(r"[a-z0-9_-]+[a-z0-9]", talk["slug"]) for talk in (first, second))
    assert first["slug"] != second["slug"]
    assert (first["id"], second["id"]) == (2, 3)
    assert uuid.UUID(first["guid"]) == uuid.UUID(int=1)
    assert second["subtitle"] == second["track"] == second["abstract"] == ""


def test_xml_has_the_agreed_structure():
    root = fromstring(schedule_xml(FULL))
    conference, day = root.find("conference"), root.find("day")
    room = day.find("room")
    event = room.find("event")

    assert [child.tag for child in root] == ["version", "conference", "day"]
    assert {child.tag for child in conference} == {
        "acronym", "title", "start", "end", "days", "timeslot_duration", "time_zone_name", "base_url",
    }  # fmt: skip
    assert set(day.attrib) == {"index", "date", "start", "end"}
    assert MOMENT.fullmatch(day.get("start"))
    assert set(room.attrib) == {"name", "guid"}
    assert set(event.attrib) == {"id", "guid"}
    assert {child.tag for child in event} == TALK_KEYS - {"id", "guid"}
    assert CLOCK.fullmatch(event.findtext("start"))
    assert CLOCK.fullmatch(event.findtext("duration"))
    assert event.find("persons/person").attrib == {"id": "8", "guid": str(uuid.UUID(int=7))}
    assert event.find("links/link").get("href") == "https://example.org/m"
    assert event.findtext("description") == "Длинно,\nв две строки."


def test_both_forms_say_the_same():
    talks = json.loads(schedule_json(FULL))["schedule"]["conference"]["days"][0]["rooms"]["Зал"]
    events = fromstring(schedule_xml(FULL)).findall("day/room/event")

    simple = TALK_KEYS - {"id", "guid", "persons", "links"}

    assert [{key: talk[key] for key in simple} for talk in talks] == [
        {key: event.findtext(key) for key in simple} for event in events
    ]


@pytest.mark.parametrize("write", [schedule_json, schedule_xml])
def test_the_same_state_gives_the_same_bytes(write):
    assert write(FULL) == write(FULL)


def test_hostile_words_stay_words():
    conference = a_conference(
        a_talk(title=HOSTILE, abstract=HOSTILE, speakers=(Speaker(guid=uuid.UUID(int=1), name=HOSTILE),)),
        title=HOSTILE,
        room=HOSTILE,
    )

    talk = next(iter(json.loads(schedule_json(conference))["schedule"]["conference"]["days"][0]["rooms"].values()))[0]
    event = fromstring(schedule_xml(conference)).find("day/room/event")

    assert talk["title"] == event.findtext("title") == '<b>&amp;</b> ]]> вторая "строка" =1+1 ' + "щ" * 2_000
    assert [child.tag for child in event.find("persons")] == ["person"]


def test_two_rooms_of_one_name_keep_all_their_talks():
    conference = a_conference(a_talk(), room="Аудитория 101")

    rooms = json.loads(schedule_json(conference))["schedule"]["conference"]["days"][0]["rooms"]

    assert [len(talks) for talks in rooms.values()] == [1]


def test_an_event_without_days_is_a_schedule():
    bare = Conference(**{**vars(FULL), "days": ()})

    assert json.loads(schedule_json(bare))["schedule"]["conference"]["days"] == []
    assert fromstring(schedule_xml(bare)).findall("day") == []


@pytest.mark.parametrize(
    ("acronym", "written"),
    [("dvizhenie-vverh-2019", "dvizhenie_vverh_2019"), ("ab", "ab_event"), ("Съезд", "event"), ("--a.b--c", "a_b_c")],
)
def test_a_short_name_suits_the_validators(acronym, written):
    assert short_name(acronym) == written


def test_a_number_is_positive_and_fits_32_bits():
    assert {0 < number_of(uuid.UUID(int=number)) < 2**31 for number in (0, 2**31 - 2, 2**31 - 1, 2**128 - 1)} == {True}
