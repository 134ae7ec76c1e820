"""What is booked twice, and what stops an event from being published."""

from datetime import timedelta

import pytest

from eventhub.events.models import EventState
from eventhub.ground.texts import Texts
from eventhub.preparation.rules import STOPS, Booking, Clash, Facts, Lack, NotReady, clashes, lacks, may_be_published
from tests.factories import DAY, NOW, make_event

HOUR = timedelta(hours=1)


def booking(thing, start, end, rooms=(), people=()):
    return Booking(thing, DAY + start * HOUR, DAY + end * HOUR, frozenset(rooms), frozenset(people))


@pytest.mark.parametrize(
    ("bookings", "expected"),
    [
        ([], []),
        ([booking(1, 0, 1, {7}), booking(2, 1, 2, {7})], []),  # one ends when the other begins
        ([booking(1, 0, 2, {7}), booking(2, 1, 3, {7})], [Clash(1, 2, frozenset({7}), frozenset())]),
        ([booking(1, 0, 2, {7}), booking(2, 1, 3, {8})], []),  # parallel in another room
        ([booking(1, 0, 2), booking(2, 0, 2)], []),  # nowhere and nobody
        ([booking(1, 0, 2, {7}, {3}), booking(2, 0, 2, {8}, {3})], [Clash(1, 2, frozenset(), frozenset({3}))]),
        (
            [booking(3, 0, 9, {7}), booking(1, 0, 1, {7}), booking(2, 5, 6, {7})],  # the long one meets both
            [Clash(1, 3, frozenset({7}), frozenset()), Clash(3, 2, frozenset({7}), frozenset())],
        ),
    ],
)
def test_whatever_is_needed_twice_at_once_is_found(bookings, expected):
    assert clashes(bookings) == expected


WHOLE = Facts(
    agenda_items=1,
    municipalities=1,
    roles=1,
    groups=1,
    has_processing_consent=True,
    has_places=True,
)


def an_event(**given):
    texts = {"title": Texts(ru="П", en="P"), "goal": "Ц", "organiser": "ИРО", "venue": "Краснодар"}
    window = {"registration_closes_at": DAY - HOUR, "contact_email": "office@example.org"}
    return make_event(**{**texts, **window, "state": EventState.DRAFT, **given})


@pytest.mark.parametrize(
    ("given", "facts", "expected"),
    [
        ({}, WHOLE, []),
        ({}, Facts(), [Lack.PROGRAMME, Lack.CONSENT, Lack.PLACES, Lack.MUNICIPALITIES, Lack.ROLES, Lack.GROUPS]),
        ({"organiser": "", "contact_email": ""}, WHOLE, [Lack.ORGANISER, Lack.CONTACT]),
        ({"venue": ""}, WHOLE, [Lack.PLACE]),
        ({"venue": "", "online_url": "https://example.org/room"}, WHOLE, []),
        ({"title": "П", "goal": ""}, WHOLE, [Lack.GOAL, Lack.LANGUAGES]),
        ({"starts_at": NOW}, WHOLE, [Lack.PAST]),
        ({"registration_closes_at": None}, WHOLE, [Lack.WINDOW]),
        ({"state": EventState.CANCELLED}, Facts(), []),  # nothing is missing any more
        ({"state": EventState.FINISHED}, Facts(), []),
    ],
)
def test_the_list_says_what_an_event_lacks(app, given, facts, expected):
    assert lacks(an_event(**given), facts, ("ru", "en"), NOW) == expected


@pytest.mark.parametrize("lack", Lack)
def test_only_some_things_stop_publication(lack):
    if lack in STOPS:
        with pytest.raises(NotReady):
            may_be_published([lack])
    else:
        may_be_published([lack])
