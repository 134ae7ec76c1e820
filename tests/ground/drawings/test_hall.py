"""Seats of the hall and votes in a row."""

from itertools import combinations
from math import hypot

import pytest

from eventhub.ground.drawings.hall import hall, people_per_dot, vote_hall
from eventhub.ground.drawings.seats import seats_line
from tests.ground.drawings.samples import circles, read

SAYS = {"key": "k", "title": "t", "desc": "d"}


@pytest.mark.parametrize("capacity", [*range(1, 60), 100, 140, 141, 250, 599, 600])
def test_every_place_is_one_seat_and_no_two_touch(capacity):
    taken = capacity * 4 // 5

    drawing = hall(capacity, taken, **SAYS)

    full, free = list(circles(drawing, "seat")), list(circles(drawing, "seat seat--free"))
    assert (len(full), len(free)) == (taken, capacity - taken)
    _, top, width, height = (float(side) for side in read(drawing).get("viewBox").split())
    for one, other in combinations(full + free, 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) >= one[2] + other[2] - 0.05
    for x, y, radius in full + free:
        assert radius <= x <= width - radius
        assert top + radius <= y <= top + height - radius


def test_more_people_than_places_all_have_a_seat():
    drawing = hall(10, 12, **SAYS)

    assert len(list(circles(drawing, "seat"))) == 12
    assert list(circles(drawing, "seat seat--free")) == []


@pytest.mark.parametrize(("people", "share"), [(0, 1), (600, 1), (601, 2), (1500, 3)])
def test_above_six_hundred_a_dot_stands_for_several(people, share):
    assert people_per_dot(people) == share


def test_a_large_hall_keeps_its_one_free_place():
    drawing = hall(1500, 1499, **SAYS)

    assert len(list(circles(drawing, "seat seat--free"))) == 1
    assert len(list(circles(drawing, "seat"))) == 500


def test_votes_of_a_hall_can_be_counted():
    drawing = vote_hall(122, 5, 3, **SAYS)

    assert [len(list(circles(drawing, f"seat{kind}"))) for kind in ("", " seat--against", " seat--abstained")] == [
        122,
        5,
        3,
    ]
    assert str(drawing).count("seat-cross") == 5


@pytest.mark.parametrize(
    ("votes", "rows"), [((1, 0, 0, 0), 1), ((20, 5, 4, 1), 1), ((20, 5, 4, 2), 2), ((100, 50, 3, 0), 6)]
)
def test_votes_in_a_row_can_be_counted_and_break_into_equal_rows(votes, rows):
    drawing = seats_line(*votes, **SAYS)

    found = [
        len(list(circles(drawing, f"seat{kind}"))) for kind in ("", " seat--against", " seat--abstained", " seat--free")
    ]
    assert found == list(votes)
    assert read(drawing).get("viewBox").split()[3] == str(15 * rows)
