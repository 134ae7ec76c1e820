"""The map of places: any places on earth, names that do not cover each other."""

import csv
from itertools import combinations
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.ground.drawings.labels import Box, Mark, place_labels
from eventhub.ground.drawings.lettering import width_of
from eventhub.ground.drawings.region import Place, region, without_position
from tests.ground.drawings.samples import circles, read, texts

SAYS = {"key": "k", "title": "t", "desc": "d"}
DEMO = Path(__file__).parents[3] / "eventhub" / "demo" / "data" / "municipalities.csv"
PLACES = st.lists(
    st.builds(Place, st.text(max_size=40), st.floats(-89, 89), st.floats(-180, 180), st.integers(0, 500)),
    min_size=1,
    max_size=30,
)


@given(PLACES)
def test_every_place_lies_inside_the_frame(places):
    drawing = region(places, **SAYS)

    width, height = (float(side) for side in read(drawing).get("viewBox").split()[2:])
    found = [*circles(drawing, "bubble"), *circles(drawing, "bubble--none")]
    assert len(found) == len(places)
    for x, y, radius in found:
        assert radius <= x <= width - radius
        assert radius <= y <= height - radius


def test_areas_are_in_proportion_to_people():
    drawing = region([Place("a", 1, 1, 100), Place("b", 2, 2, 25), Place("c", 3, 3, 4)], **SAYS)

    first, second, third = (radius for _, _, radius in circles(drawing, "bubble"))
    assert first / second == pytest.approx(2, rel=0.01)
    assert first / third == pytest.approx(5, rel=0.01)


def test_neighbours_across_the_date_line_stay_neighbours():
    drawing = region(
        [Place("Анадырь", 64.7, 177.5, 3), Place("Уэлен", 66.2, -169.8, 3), Place("Ном", 64.5, -165.4, 3)], **SAYS
    )

    west, middle, east = sorted(x for x, _, _ in circles(drawing, "bubble"))
    assert (middle - west) / (east - west) == pytest.approx(12.7 / 17.1, abs=0.01)


@pytest.mark.parametrize("count", [1, 3])
def test_one_spot_lies_in_the_middle(count):
    drawing = region([Place("Казань", 55.8, 49.1, 2)] * count, **SAYS)

    assert {(x, y) for x, y, _ in circles(drawing, "bubble")} == {(233, 130)}


def test_places_without_coordinates_are_left_out_and_listed():
    known, lost, half = Place("a", 1, 1, 2), Place("b", None, None, 3), Place("c", 5, None, 1)

    assert without_position([known, lost, half]) == [lost, half]
    assert len(list(circles(region([known, lost, half], **SAYS), "bubble"))) == 1


def test_the_demo_region_names_the_largest_and_the_empty():
    with DEMO.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people = {"M19": 24, "M35": 8, "M29": 6, "M13": 5, "M01": 0}
    places = [
        Place(row["name_ru"], float(row["lat"]), float(row["lon"]), people.get(row["municipality_id"], 1))
        for row in rows
    ]

    drawing = region(places, largest=4, **SAYS)

    assert sorted(texts(drawing)) == sorted(
        f"{row['name_ru']} {people[row['municipality_id']]}" for row in rows if row["municipality_id"] in people
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(2, 28), st.text("абвшй ", max_size=20)),
        max_size=12,
    )
)
def test_names_never_cover_each_other_and_never_leave_the_frame(named):
    marks = [Mark(x, y, radius) for x, y, radius, _ in named]

    labels = place_labels(
        [(mark, words) for mark, (*_, words) in zip(marks, named, strict=True)], marks, Box(0, 0, 400, 400)
    )

    boxes = []
    for label in labels:
        width = width_of(label.words, 13)
        left = label.x - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * width
        boxes.append((left, label.y - 11, left + width, label.y + 3))
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 400 and box[3] <= 400 for box in boxes)


def test_crowds_shrink_to_a_bubble_that_fits():
    drawing = region([Place("a", 1, 1, 100_000), Place("b", 2, 2, 1)], **SAYS)

    assert max(radius for *_, radius in circles(drawing, "bubble")) == pytest.approx(28, abs=0.01)
    assert sqrt(100_000) > 28
