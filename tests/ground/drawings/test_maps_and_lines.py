"""Factors on their square, milestones on their line, shares in their mirror, marks on their scale."""

from datetime import date
from itertools import combinations
from math import hypot

import pytest

from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.days import days
from eventhub.ground.drawings.factor_map import FactorPoint, factor_map
from eventhub.ground.drawings.mirror import mirror
from eventhub.ground.drawings.quality import track
from eventhub.ground.drawings.spread import spread
from eventhub.ground.drawings.timeline import TimelineRow, month_ticks, timeline
from tests.ground.drawings.samples import CORNERS, circles, classes, read, texts

SAYS = {"key": "k", "title": "t", "desc": "d"}


@pytest.mark.parametrize("spot", [(3, 3), (5, 5), (1, 1)])
def test_factors_on_one_spot_are_pushed_apart_and_stay_inside(spot):
    drawing = factor_map([FactorPoint(*spot, str(n)) for n in range(8)], CORNERS, **SAYS)

    dots = list(circles(drawing, "dot-named"))
    assert len(dots) == 8
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(dots, 2)) > 17  # every number is readable
    assert all(10 <= x <= 390 and 10 <= y <= 367 for x, y, _ in dots)


def test_factors_far_apart_stay_where_they_are_without_a_line():
    drawing = factor_map([FactorPoint(1, 5, "1"), FactorPoint(5, 1, "2"), FactorPoint(3, 3)], CORNERS, **SAYS)

    assert "dot-lead" not in classes(drawing)
    assert list(circles(drawing, "dot-faint")) == [(212, 188, 4.5)]


def test_marks_beyond_the_scale_lie_on_its_edge():
    drawing = factor_map([FactorPoint(9, -2)], CORNERS, **SAYS)

    assert list(circles(drawing, "dot-faint")) == [(390, 366, 4.5)]


def test_no_factors_still_show_the_square():
    assert {"act", "find allies", "keep up", "leave"} <= set(texts(factor_map([], CORNERS, **SAYS)))


@pytest.mark.parametrize(
    ("starts", "ends", "ticks"),
    [
        (date(2019, 9, 1), date(2020, 6, 1), ["2019-09", "2019-11", "2020-01", "2020-03", "2020-05", "2020-07"]),
        (date(2019, 9, 5), date(2019, 9, 20), ["2019-09", "2019-10"]),
        (
            date(2019, 12, 31),
            date(2030, 1, 1),
            ["2019-12", "2021-06", "2022-12", "2024-06", "2025-12", "2027-06", "2028-12", "2030-06"],
        ),
    ],
)
def test_the_scale_covers_the_rows_with_at_most_eight_months(starts, ends, ticks):
    assert [f"{day:%Y-%m}" for day in month_ticks([TimelineRow("r", starts, ends, ())])] == ticks


def test_a_late_milestone_is_a_diamond_and_a_long_name_takes_two_lines():
    row = TimelineRow(
        "Сообщество наставников северных районов края",
        date(2019, 9, 1),
        date(2020, 6, 1),
        ((date(2019, 10, 1), "late", "опрос"),),
    )

    drawing = timeline(
        [row], [(day, f"{day:%m}") for day in month_ticks([row])], today=(date(2019, 11, 1), "сегодня"), **SAYS
    )

    assert [shape.tag for shape in read(drawing).iter() if "milestone--late" in shape.get("class", "")] == ["path"]
    assert texts(drawing)[-2:] == ["Сообщество наставников", "северных районов края"]


@pytest.mark.parametrize("count", [1, 7, 400])
def test_days_fill_the_width_and_never_more(count):
    drawing = days([3] * count, **SAYS)

    bars = list(read(drawing).iter("rect"))
    assert len(bars) == count
    assert all(0 <= float(one.get("x")) <= 360 - float(one.get("width")) for one in bars)


def test_a_mirror_has_six_colours_and_full_width_on_both_sides():
    drawing = mirror([1, 1, 1, 1, 1, 1, 1, 1], [5, 0, 3], **SAYS)

    widths = [(shape.get("class"), float(shape.get("width"))) for shape in read(drawing).iter("rect")]
    assert widths[:6] == [(f"data-{n}", 12.5) for n in range(1, 6)] + [("data-6", 37.5)]
    assert widths[6:] == [("data-1", 62.5), ("data-3", 37.5)]


@pytest.mark.parametrize(("value", "most", "width"), [(1, 4, "25"), (0, 0, "0"), (5, 4, "100"), (-1, 4, "0")])
def test_a_bar_never_leaves_its_ground(value, most, width):
    assert read(bar(value, most))[1].get("width") == width


def test_a_bound_at_the_end_stays_visible():
    assert read(track(36, 36, bound=36))[2].get("x") == "99.2"


def test_equal_marks_still_have_a_middle():
    half, middle = list(read(spread(3, 3, 3)))[-2:]

    assert (half.get("width"), middle.get("x")) == ("0.8", "49")
