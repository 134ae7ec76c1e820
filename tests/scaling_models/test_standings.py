"""Means are exact, rounded half up, and ranked."""

from decimal import Decimal

import pytest

from eventhub.events.queries import find_public_event
from eventhub.ground.db import db
from eventhub.scaling_models.models import Call, ModelState, ScalingModel
from eventhub.scaling_models.queries import profile_of, standings
from eventhub.scaling_models.rules import (
    STEPS,
    Standing,
    mean_of,
    proposed_decision,
    ranked,
    section_titles,
    standing,
    weighted,
)

DEMO = "dvizhenie-vverh-2019"
WEIGHTS = {1: Decimal("0.15"), 2: Decimal("0.85")}


def test_weights_make_no_rounding_error():
    assert weighted({1: 5, 2: 3}, WEIGHTS) == Decimal("3.30")


@pytest.mark.parametrize(("scores", "weights"), [({1: 5}, WEIGHTS), ({}, WEIGHTS), ({1: 5}, {})])
def test_an_incomplete_review_has_no_weighted_score(scores, weights):
    assert weighted(scores, weights) is None


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (["3.69", "3.70"], "3.70"),  # 3.695: half goes up
        (["3.685", "3.685"], "3.69"),
        (["1", "2", "2"], "1.67"),
        (["4"], "4.00"),
    ],
)
def test_means_are_rounded_half_up(values, mean):
    assert mean_of([Decimal(value) for value in values]) == Decimal(mean)


def test_nothing_has_no_mean():
    assert mean_of([]) is None


@pytest.mark.parametrize(
    ("mean", "decision"),
    [
        ("3.70", ModelState.ACCEPTED),
        ("3.69", ModelState.REVISE),
        ("3.00", ModelState.REVISE),
        ("2.99", ModelState.POSTER),
    ],
)
def test_the_thresholds_of_the_call_propose_the_decision(mean, decision):
    call = Call(accept_from=Decimal("3.70"), revise_from=Decimal("3.00"))

    assert proposed_decision(Decimal(mean), call) is decision


def test_without_reviews_or_thresholds_nothing_is_proposed():
    assert proposed_decision(None, Call(accept_from=Decimal(4), revise_from=Decimal(3))) is None
    assert proposed_decision(Decimal(4), Call()) is None


def test_equal_means_share_a_rank_and_the_next_one_is_counted_on():
    models = [
        standing(1, 1, [Decimal(3)]),
        standing(2, 1, []),
        standing(3, 1, [Decimal(4)]),
        standing(4, 1, [Decimal(4)]),
    ]

    assert [(one.model_id, one.rank) for one in ranked(models)] == [(3, 1), (4, 1), (1, 3), (2, None)]


def test_the_spread_is_from_the_lowest_to_the_highest_opinion():
    assert standing(7, 3, [Decimal("2.15"), Decimal("4.65")]) == Standing(
        7, reviews_asked=3, reviews_answered=2, mean=Decimal("3.40"), spread=Decimal("2.50")
    )


def test_every_state_has_its_steps():
    assert set(STEPS) == set(ModelState)


def test_a_call_names_its_own_sections_in_its_own_order():
    call = Call(sections=[{"key": "risks", "title": {}}, {"key": "idea", "title": {"en": "The idea"}}])

    assert list(section_titles(call)) == ["risks", "idea"]


def test_the_means_of_the_demo_event_lead_to_its_decisions(demo):
    event = find_public_event(DEMO)
    models = {model.id: model for model in db.session.query(ScalingModel).where(ScalingModel.event_id == event.id)}
    call = Call(accept_from=Decimal("3.70"), revise_from=Decimal("3.00"))

    found = standings(event.id)

    assert {models[one.model_id].code: proposed_decision(one.mean, call) for one in found} == {
        model.code: model.state for model in models.values()
    }
    assert sum(one.reviews_answered for one in found) == 49


def test_standings_cost_three_statements(demo, count_statements):
    event = find_public_event(DEMO)

    with count_statements() as statements:
        standings(event.id)

    assert len(statements) == 4  # the event is read anew after the commit


def test_a_profile_is_the_mean_of_each_criterion(demo):
    model = db.session.query(ScalingModel).where(ScalingModel.code == "SM05").one()

    profile = profile_of(model.id)

    assert [criterion.code for criterion, _mean, _count in profile] == [
        "relevance",
        "evidence",
        "transfer",
        "adaptability",
        "resources",
        "indicators",
    ]
    assert {count for _criterion, _mean, count in profile} == {4}
