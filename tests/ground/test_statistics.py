"""Statistics of ratings, held to the demo event's figures, to scipy, and to what must be true of any ratings."""

import csv
import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eventhub.ground.statistics import (
    Agreement,
    Undefined,
    chi_square_tail,
    kendall_w,
    mean,
    median,
    midranks,
    quantile,
    quartiles,
    round_half_even,
    round_half_up,
)

DEMO = Path(__file__).parents[2] / "eventhub" / "demo" / "data"
MARKS = st.integers(1, 5)
RATINGS = st.integers(3, 9).flatmap(
    lambda items: st.lists(st.lists(MARKS, min_size=items, max_size=items), min_size=3, max_size=12)
)


def read_results():
    return json.loads((DEMO / "focus_group_results.json").read_text(encoding="utf-8"))


def read_ratings():
    """Return importance by group, person and factor; None where a row is blank."""
    ratings = defaultdict(lambda: defaultdict(dict))
    with (DEMO / "factor_ratings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            mark = int(row["importance"]) if row["importance"] else None
            ratings[row["group_id"]][row["participant_id"]][row["factor_id"]] = mark
    return ratings


def test_agreement_of_every_demo_group_is_the_published_one():
    ratings = read_ratings()

    for result in read_results():
        factors = [factor["id"] for factor in result["factors"]]
        rows = [[person.get(factor) for factor in factors] for person in ratings[result["group_id"]].values()]
        agreement = kendall_w(rows)
        found = {
            "complete_raters": agreement.raters,
            "items": agreement.items,
            "kendall_w": float(round_half_even(agreement.w, 4)),
            "chi_square": float(round_half_even(agreement.chi_square, 3)),
            "df": agreement.df,
        }

        assert found == {name: result["agreement"][name] for name in found}


def test_quartiles_and_means_of_every_demo_factor_are_the_published_ones():
    ratings = read_ratings()

    for result in read_results():
        for factor in result["factors"]:
            marks = [
                person[factor["id"]] for person in ratings[result["group_id"]].values() if person.get(factor["id"])
            ]
            found = quartiles(marks)

            assert [float(value) for value in (found.lower, found.median, found.upper)] == [
                factor["importance_q1"],
                factor["importance_median"],
                factor["importance_q3"],
            ]
            assert float(round_half_even(mean(marks), 2)) == factor["importance_mean"]


@given(RATINGS)
def test_agreement_equals_the_test_of_friedman(ratings):
    agreement = kendall_w(ratings)

    if agreement is Undefined.ALL_EQUAL:
        assert all(len(set(row)) == 1 for row in ratings)
    else:
        expected = stats.friedmanchisquare(*zip(*ratings, strict=True))
        assert float(agreement.chi_square) == pytest.approx(expected.statistic, abs=1e-9)
        assert agreement.p == pytest.approx(expected.pvalue, abs=1e-12)


@given(RATINGS)
def test_agreement_lies_between_nothing_and_all_and_ignores_the_order_of_people(ratings):
    agreement = kendall_w(ratings)

    assert kendall_w(ratings[::-1]) == agreement
    assert kendall_w([[mark + 7 for mark in row] for row in ratings]) == agreement
    if isinstance(agreement, Agreement):
        assert 0 <= agreement.w <= 1
        assert 0 <= agreement.p <= 1


def test_people_of_one_mind_agree_fully():
    assert kendall_w([[1, 2, 3, 4]] * 5).w == 1


def test_whoever_left_a_mark_out_does_not_count():
    complete = [[1, 2, 3], [1, 3, 2], [2, 1, 3]]

    assert kendall_w([*complete, [5, None, 1]]) == kendall_w(complete)


@pytest.mark.parametrize(
    ("ratings", "reason"),
    [
        ([], Undefined.TOO_FEW_RATERS),
        ([[1, 2, 3]] * 2, Undefined.TOO_FEW_RATERS),
        ([[1, 2, 3], [1, 2, 3], [1, None, 3]], Undefined.TOO_FEW_RATERS),  # two complete ones
        ([[1, 2]] * 3, Undefined.TOO_FEW_ITEMS),
        ([[4, 4, 4]] * 3, Undefined.ALL_EQUAL),
        ([[4, 4, 4], [1, 1, 1], [5, 5, 5]], Undefined.ALL_EQUAL),  # no order in any row
    ],
)
def test_where_agreement_means_nothing_there_is_a_reason(ratings, reason):
    assert kendall_w(ratings) is reason


def test_one_rater_without_an_order_of_their_own_only_adds_ties():
    assert kendall_w([[1, 2, 3], [1, 2, 3], [4, 4, 4]]).w == Fraction(2, 3)


def test_rows_of_different_length_are_a_mistake():
    with pytest.raises(ValueError, match="every item"):
        kendall_w([[1, 2, 3], [1, 2], [1, 2, 3]])


@given(st.floats(0, 2000), st.integers(1, 200))
def test_the_tail_of_chi_square_equals_that_of_scipy(value, df):
    assert chi_square_tail(value, df) == pytest.approx(stats.chi2.sf(value, df), rel=1e-8, abs=1e-13)


@pytest.mark.parametrize(("value", "df"), [(-1, 3), (1, 0)])
def test_the_tail_refuses_what_is_no_chi_square(value, df):
    with pytest.raises(ValueError, match="chi-square"):
        chi_square_tail(value, df)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([3], (3, 3, 3)),
        ([1, 2], (Fraction(5, 4), Fraction(3, 2), Fraction(7, 4))),
        ([1, 2, 3, 4], (Fraction(7, 4), Fraction(5, 2), Fraction(13, 4))),
        ([5, 1, 3], (2, 3, 4)),  # order does not matter
    ],
)
def test_quartiles_lie_between_neighbours_in_proportion(values, found):
    result = quartiles(values)

    assert (result.lower, result.median, result.upper) == found
    assert median(values) == found[1]


@pytest.mark.parametrize("measure", [mean, median, quartiles])
def test_nothing_has_no_middle(measure):
    with pytest.raises(ValueError, match="nothing"):
        measure([])


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_quantiles_grow_with_their_share(values):
    found = [quantile(values, Fraction(part, 8)) for part in range(9)]

    assert found == sorted(found)
    assert (found[0], found[8]) == (min(values), max(values))


@given(st.lists(MARKS, max_size=30))
def test_ranks_are_those_of_scipy(values):
    assert [float(rank) for rank in midranks(values)] == list(stats.rankdata(values))


@pytest.mark.parametrize(
    ("value", "digits", "even", "up"),
    [
        (Fraction(33, 8), 2, "4.12", "4.13"),  # 4.125
        (Fraction(5, 2), 0, "2", "3"),
        (Fraction(7, 2), 0, "4", "4"),
        (Fraction(-5, 2), 0, "-2", "-3"),
        (Decimal("3.695"), 2, "3.70", "3.70"),
        (Fraction(1, 3), 3, "0.333", "0.333"),
        (7, 1, "7.0", "7.0"),
        (1250, -2, "1.2E+3", "1.3E+3"),
    ],
)
def test_halves_are_rounded_to_the_even_or_up(value, digits, even, up):
    assert str(round_half_even(value, digits)) == even
    assert str(round_half_up(value, digits)) == up


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_by_half_a_step_at_most(value, digits):
    for rounded in (round_half_even(value, digits), round_half_up(value, digits)):
        assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**digits)
