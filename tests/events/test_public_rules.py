"""When an event is open, over and visible."""

from datetime import timedelta

import pytest

from eventhub.events.models import Event, EventState
from eventhub.events.queries import count_public_events, find_public_event, public_events
from eventhub.events.rules import Window, has_published_outcomes, is_over, window
from tests.factories import DAY, NOW, make_event

LATER = NOW + timedelta(days=10)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "now", "expected"),
    [
        (None, None, NOW, Window.NOT_SET),
        (NOW, LATER, NOW - SECOND, Window.BEFORE),
        (NOW, LATER, NOW, Window.OPEN),  # exactly at the opening
        (NOW, LATER, LATER, Window.OPEN),  # exactly at the deadline is in time
        (NOW, LATER, LATER + SECOND, Window.AFTER),
        (NOW, None, LATER, Window.OPEN),  # never closes
        (None, LATER, NOW, Window.OPEN),  # was always open
    ],
)
def test_both_ends_belong_to_the_time_of_registration(opens_at, closes_at, now, expected):
    assert window(opens_at, closes_at, now) is expected


@pytest.mark.parametrize(
    ("state", "now", "expected"),
    [
        (EventState.PUBLISHED, DAY, False),
        (EventState.PUBLISHED, DAY + SECOND, True),
        (EventState.FINISHED, NOW, True),  # the organiser says so
        (EventState.CANCELLED, NOW, False),
    ],
)
def test_a_day_is_over_by_the_clock_or_by_word(state, now, expected):
    assert is_over(Event(state=state, ends_at=DAY), now) is expected


@pytest.mark.parametrize(
    ("state", "published_at", "expected"),
    [
        (EventState.FINISHED, NOW, True),
        (EventState.FINISHED, LATER, False),  # not yet
        (EventState.FINISHED, None, False),
        (EventState.DRAFT, NOW, False),
    ],
)
def test_outcomes_are_public_from_their_moment_on(state, published_at, expected):
    assert has_published_outcomes(Event(state=state, outcomes_published_at=published_at), NOW) is expected


def test_strangers_find_everything_but_drafts(app):
    for state in EventState:
        make_event(slug=str(state), state=state)

    found = {state for state in EventState if find_public_event(str(state))}

    assert found == set(EventState) - {EventState.DRAFT}


def test_what_is_to_come_stands_first_and_the_past_goes_backwards(app):
    for slug, days in (("long-ago", -20), ("lately", -5), ("soon", 3), ("next-year", 300)):
        make_event(slug=slug, starts_at=NOW + timedelta(days=days), ends_at=NOW + timedelta(days=days, hours=7))
    make_event(slug="draft", state=EventState.DRAFT)
    make_event(slug="archived", state=EventState.ARCHIVED)

    listed = [event.slug for event in public_events(NOW)]

    assert listed == ["soon", "next-year", "lately", "long-ago"]
    assert count_public_events() == 4
