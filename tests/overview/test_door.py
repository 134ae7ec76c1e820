"""Which door stands at the entrance, and how parallel groups fold."""

from datetime import timedelta

import pytest

from eventhub.events.models import AgendaItem, AgendaKind, Event, EventState
from eventhub.focus_groups.models import FocusGroup
from eventhub.focus_groups.rules import Slot, by_day, folded
from eventhub.overview.rules import Door, door, free_places
from tests.factories import DAY, NOW

HOUR = timedelta(hours=1)


def an_event(**given):
    plain = {"state": EventState.PUBLISHED, "starts_at": DAY, "ends_at": DAY + 7 * HOUR, "timezone": "Europe/Moscow"}
    return Event(**{**plain, "registration_opens_at": NOW, "registration_closes_at": NOW + 48 * HOUR, **given})


@pytest.mark.parametrize(
    ("given", "capacity", "taken", "now", "expected"),
    [
        ({}, 140, 139, NOW, Door.OPEN),
        ({}, 140, 140, NOW, Door.FULL),
        ({}, 140, 141, NOW, Door.FULL),  # somebody was let in besides
        ({}, None, 9000, NOW, Door.OPEN),  # no limit
        ({}, 140, 0, NOW - HOUR, Door.SOON),
        ({}, 140, 140, NOW + 49 * HOUR, Door.CLOSED),
        ({"registration_opens_at": None, "registration_closes_at": None}, 3, 0, NOW, Door.UNSET),
        ({}, 140, 0, DAY + 8 * HOUR, Door.OVER),
        ({"state": EventState.CANCELLED}, 140, 0, DAY + 8 * HOUR, Door.CANCELLED),
    ],
)
def test_the_door_says_what_one_can_do_now(given, capacity, taken, now, expected):
    assert door(an_event(**given), capacity, taken, now) is expected


@pytest.mark.parametrize(("capacity", "taken", "free"), [(3, 1, 2), (3, 5, 0), (None, 5, None)])
def test_there_are_never_less_than_no_free_places(capacity, taken, free):
    assert free_places(capacity, taken) == free


def a_slot(number, *, starts=DAY, hours=1, kind=AgendaKind.FOCUS_GROUP, part=1):
    item = AgendaItem(id=number, kind=kind, starts_at=starts, ends_at=starts + hours * HOUR)
    is_group = kind is AgendaKind.FOCUS_GROUP
    return Slot(item, FocusGroup(number=number) if is_group else None, part if is_group else None)


def test_groups_at_the_same_time_become_one_stretch():
    meetings = folded([a_slot(1), a_slot(2), a_slot(3, starts=DAY + 2 * HOUR, part=2)])

    assert [[group.number for _item, group in meeting.groups] for meeting in meetings] == [[1, 2], [3]]


def test_groups_that_end_at_different_times_stay_apart():
    assert len(folded([a_slot(1), a_slot(2, hours=2)])) == 2


def test_other_parallel_items_stay_apart():
    assert len(folded([a_slot(1, kind=AgendaKind.PLENARY), a_slot(2, kind=AgendaKind.PLENARY)])) == 2


def test_days_begin_by_the_clock_of_the_event():
    night = DAY.replace(hour=21, minute=30)  # half past midnight in Krasnodar
    meetings = folded([a_slot(1, starts=night - HOUR), a_slot(2, starts=night)])

    assert [str(day) for day, _today in by_day(meetings, an_event().zone)] == ["2019-08-22", "2019-08-23"]
