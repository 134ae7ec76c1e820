"""The figures of the demo event are the oracle."""

import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from eventhub.ground.statistics import Agreement
from eventhub.outcomes import rules
from eventhub.outcomes.rules import Marks, Votes

DEMO = Path(__file__).parents[2] / "eventhub" / "demo" / "data"
RESULTS = json.loads((DEMO / "focus_group_results.json").read_text(encoding="utf-8"))
GROUPS = pytest.mark.parametrize("result", RESULTS, ids=[result["group_id"] for result in RESULTS])


def mark(cell: str) -> int | None:
    return int(cell) if cell else None


@pytest.fixture(scope="module")
def marks_by_factor():
    found = defaultdict(list)
    with (DEMO / "factor_ratings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks = Marks(row["participant_id"], mark(row["importance"]), mark(row["controllability"]))
            found[row["factor_id"]].append(marks)
    return found


@GROUPS
def test_figures_of_factors_are_those_of_the_demo(result, marks_by_factor):
    found = [rules.figures(marks_by_factor[factor["id"]]) for factor in result["factors"]]

    half_a_cent = Fraction(5, 1000)
    for factor, figures in zip(result["factors"], found, strict=True):
        assert figures is not None
        assert figures.count == factor["n"]
        assert abs(figures.importance - Fraction(str(factor["importance_mean"]))) <= half_a_cent
        assert abs(figures.controllability - Fraction(str(factor["controllability_mean"]))) <= half_a_cent
        quartiles = (figures.quartiles.lower, figures.quartiles.median, figures.quartiles.upper)
        assert quartiles == (factor["importance_q1"], factor["importance_median"], factor["importance_q3"])
    means = [figures and figures.importance for figures in found]
    assert rules.ranks(means) == [factor["rank"] for factor in result["factors"]]


@GROUPS
def test_agreement_is_that_of_the_demo(result, marks_by_factor):
    found = rules.agreement([marks_by_factor[factor["id"]] for factor in result["factors"]])

    stated = result["agreement"]
    measure = found.measure
    assert isinstance(measure, Agreement)
    assert (found.raters, found.complete_raters, found.items) == (
        stated["raters"],
        stated["complete_raters"],
        stated["items"],
    )
    assert round(float(measure.w), 4) == stated["kendall_w"]
    assert round(float(measure.chi_square), 3) == stated["chi_square"]
    assert measure.df == stated["df"]


@GROUPS
def test_consensus_is_that_of_the_demo(result):
    for recommendation in result["recommendations"]:
        votes = Votes(*(recommendation[f"votes_{way}"] for way in ("for", "against", "abstained")))

        assert rules.consensus(votes) == recommendation["consensus"]
        assert rules.is_adopted(votes) is recommendation["adopted"]
