"""Rooms and items of the programme: what is typed, what is refused, what calendars learn."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from eventhub.events.models import AgendaItem, EventState, Room
from eventhub.events.rules import next_code, shifted
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from tests.factories import (
    DAY,
    make_agenda_item,
    make_event,
    make_room,
)
from tests.pressing import hidden, press, words_of

ROOM = {"name__ru": "Аудитория 1", "seats": "20", "floor": "", "wifi": "weak"}
ITEM = {
    "kind": "plenary",
    "title__ru": "Доклад",
    "starts_at": "2019-08-22T10:00",
    "ends_at": "2019-08-22T10:30",
    "room": "",
}


def all_of(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


@pytest.mark.parametrize(
    ("codes", "expected"), [([], "R01"), (["R01", "hall"], "R02"), (["R99"], "R100"), (["RR07"], "R01")]
)
def test_a_code_follows_the_largest(codes, expected):
    assert next_code("R", codes) == expected


def test_a_room_is_added_once_changed_and_removed(organiser, event):
    page = f"/manage/{event.slug}/rooms/"
    key = hidden(organiser, page, "submission_key")
    answers = [press(organiser, page, **ROOM, submission_key=key) for _time in range(2)]

    press(organiser, f"{page}{key}", **{**ROOM, "seats": "24", "step_free": "y"})
    stated = [(room.code, room.name, room.seats, room.step_free) for room in all_of(Room)]
    gone = press(organiser, page, f"{page}{key}/removal")

    assert [answer.status_code for answer in answers] == [303, 303]
    assert stated == [("R01", Texts(ru="Аудитория 1"), 24, True)]
    assert (gone.status_code, all_of(Room)) == (303, [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name__ru": ""}, "Give the room a name."),
        ({"name__en": "x" * 201}, "at most 200 characters fit here; there are 201."),
        ({"seats": "many"}, "Write a whole number between 0 and 10,000."),
        ({"floor": "-1"}, "Write a whole number between 0 and 100."),
    ],
)
def test_a_room_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    answer = press(organiser, f"/manage/{event.slug}/rooms/", **{**ROOM, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)


def test_a_room_in_which_something_takes_place_stays(organiser, event):
    room = make_room(event)
    make_agenda_item(event, room_id=room.id)

    answer = press(
        organiser, f"/manage/{event.slug}/rooms/{room.uid}", f"/manage/{event.slug}/rooms/{room.uid}/removal"
    )

    assert answer.status_code == 422
    assert "Move it first." in words_of(answer)
    assert len(all_of(Room)) == 1


def test_renaming_a_room_tells_calendars(organiser, event):
    room = make_room(event)
    item = make_agenda_item(event, room_id=room.id)

    press(organiser, f"/manage/{event.slug}/rooms/{room.uid}", **ROOM)

    db.session.refresh(item)
    assert item.revision == 1


def test_an_item_is_added_once_and_changed(organiser, event):
    page = f"/manage/{event.slug}/programme/new"
    key = hidden(organiser, page, "submission_key")
    answers = [press(organiser, page, **ITEM, submission_key=key) for _time in range(2)]

    press(organiser, f"/manage/{event.slug}/programme/{key}", **{**ITEM, "seen": "0", "kind": "opening"})

    (item,) = all_of(AgendaItem)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert (item.code, item.kind, item.revision, item.starts_at) == ("PR01", "opening", 1, DAY + timedelta(minutes=30))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title__ru": ""}, "Give the item a title."),
        ({"note__ru": "x" * 1501}, "at most 1,500 characters"),
        ({"ends_at": "2019-08-22T09:59"}, "The end comes after the beginning."),
        ({"starts_at": ""}, "Say when it begins."),
        ({"room": "elsewhere"}, "Not a valid choice"),
    ],
)
def test_an_item_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    answer = press(organiser, f"/manage/{event.slug}/programme/new", **{**ITEM, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert all_of(AgendaItem) == []


def test_a_published_item_is_cancelled_and_not_removed(organiser, event):
    item = make_agenda_item(event)
    event.state = EventState.PUBLISHED
    page = f"/manage/{event.slug}/programme/{item.uid}"

    removal = press(organiser, page, f"{page}/removal")
    press(organiser, page, **{**ITEM, "seen": "0", "is_cancelled": "y"})

    assert removal.status_code == 422
    assert [item.is_cancelled for item in all_of(AgendaItem)] == [True]


def test_a_room_of_another_event_cannot_be_chosen(organiser, event):
    foreign = make_room(make_event())

    answer = press(organiser, f"/manage/{event.slug}/programme/new", **{**ITEM, "room": str(foreign.uid)})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("moment", "days", "expected"),
    [
        ("2027-03-27T08:00+00:00", 1, "2027-03-28T07:00+00:00"),  # 9:00 in Berlin, before and in summer time
        ("2027-10-30T07:00+00:00", 1, "2027-10-31T08:00+00:00"),
        ("2027-03-27T01:30+00:00", 1, "2027-03-28T01:30+00:00"),  # 2:30 does not exist: an hour later
        ("2027-03-28T07:00+00:00", -1, "2027-03-27T08:00+00:00"),
    ],
)
def test_shifted_moments_keep_their_local_time(moment, days, expected):
    assert shifted(datetime.fromisoformat(moment), ZoneInfo("Europe/Berlin"), days) == datetime.fromisoformat(expected)
