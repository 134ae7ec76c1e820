"""Figures, agreement, consensus and what several groups say together."""

from fractions import Fraction

import pytest

from eventhub.ground.i18n import speaking
from eventhub.ground.statistics import Undefined
from eventhub.outcomes import rules
from eventhub.outcomes.rules import Consensus, FactorFigures, Marks, Quadrant, Votes


def marks(*given: tuple[int | None, int | None]) -> list[Marks]:
    return [Marks(f"r{place}", *pair) for place, pair in enumerate(given)]


def a_table(*rows: tuple[int | None, ...]) -> list[list[Marks]]:
    """Turn rows of raters into marks by factor."""
    return [[Marks(f"r{rater}", mark, 3) for rater, mark in enumerate(column)] for column in zip(*rows, strict=True)]


def test_blank_marks_do_not_count():
    found = rules.figures(marks((5, 1), (4, None), (None, 2), (4, 3), (3, 5)))

    assert found is not None
    assert (found.count, found.importance, found.controllability) == (4, Fraction(16, 4), Fraction(11, 4))
    assert (found.quartiles.lower, found.quartiles.median, found.quartiles.upper) == (
        Fraction(15, 4),
        4,
        Fraction(17, 4),
    )


@pytest.mark.parametrize("given", [[], [(5, 5)], [(5, 5), (1, 1)], [(5, 5), (1, 1), (None, 4)]])
def test_fewer_than_three_ratings_show_no_figures(given):
    assert rules.figures(marks(*given)) is None


def test_controllability_is_hidden_when_fewer_than_three_rated_it():
    found = rules.figures(marks((5, 1), (4, 2), (3, None)))

    assert found is not None
    assert found.controllability is None
    assert rules.quadrant(found) is None


@pytest.mark.parametrize(
    ("means", "ranks"),
    [
        ([4, 5, 3], [2, 1, 3]),
        ([Fraction(29, 7), Fraction(29, 7), 5], [2, 3, 1]),  # equal means keep their order
        ([None, 4, None, 5], [None, 2, None, 1]),
        ([], []),
    ],
)
def test_the_most_important_factor_is_first(means, ranks):
    assert rules.ranks(means) == ranks


@pytest.mark.parametrize(
    ("importance", "controllability", "quadrant"),
    [
        (4, 4, Quadrant.ACT),
        (3, 3, Quadrant.ACT),  # the middle counts
        (4, 2, Quadrant.RAISE),
        (2, 4, Quadrant.QUICK_WIN),
        (2, 2, Quadrant.DROP),
    ],
)
def test_the_map_has_four_quadrants(importance, controllability, quadrant):
    found = rules.figures(marks(*[(importance, controllability)] * 3))

    assert isinstance(found, FactorFigures)
    assert rules.quadrant(found) is quadrant


def test_whoever_left_a_factor_blank_is_counted_and_left_out():
    found = rules.agreement(a_table((5, 3, 1), (5, 3, 1), (5, 3, 1), (5, None, 1), (None, None, None)))

    assert (found.raters, found.complete_raters, found.items) == (4, 3, 3)
    assert not isinstance(found.measure, Undefined)
    assert found.measure.w == 1


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (a_table((5, 3, 1), (5, 3, 1)), "Agreement is not computed: fewer than three people rated every factor."),
        (a_table((5, 3), (5, 3), (5, 3)), "Agreement is not computed: fewer than three factors were rated."),
        (a_table((5, 5, 5), (2, 2, 2), (3, 3, 3)), "Agreement cannot be computed: nobody told the factors apart."),
        ([], "Agreement is not computed: fewer than three people rated every factor."),
    ],
)
def test_what_cannot_be_computed_is_said_in_words(table, words):
    found = rules.agreement(table)

    with speaking("en"):
        assert rules.agreement_words(found) == words
        assert rules.chance_words(found) == ""


@pytest.mark.parametrize(
    ("votes", "level", "adopted"),
    [
        ((17, 0, 0), Consensus.CONSENSUS, True),
        ((3, 1, 0), Consensus.BROAD_AGREEMENT, True),  # exactly 75 %
        ((11, 3, 1), Consensus.MAJORITY, True),
        ((10, 6, 0), Consensus.MAJORITY, True),
        ((7, 7, 0), Consensus.NO_AGREEMENT, False),  # a tie
        ((5, 0, 6), Consensus.NO_AGREEMENT, False),  # abstentions count as present
        ((0, 0, 0), Consensus.NO_AGREEMENT, False),
    ],
)
def test_votes_become_a_level_of_consensus(votes, level, adopted):
    assert rules.consensus(Votes(*votes)) is level
    assert rules.is_adopted(Votes(*votes)) is adopted
