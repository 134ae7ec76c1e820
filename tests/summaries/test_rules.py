"""What several groups say together, and whose names stay."""

from fractions import Fraction

from eventhub.outcomes.rules import Votes
from eventhub.summaries import rules


def test_kinds_of_factors_are_counted_in_the_top_three_of_each_group():
    found = rules.roll_up(
        {
            1: [("org", 1), ("org", 2), ("soc", 3), ("res", 4)],
            2: [("org", 3), ("hr", 1), (None, 2)],
            3: [("org", None), ("res", None)],  # nobody rated here
        }
    )

    assert [(share.category, share.groups, share.share) for share in found] == [
        ("org", (1, 2), Fraction(1)),
        ("hr", (2,), Fraction(1, 2)),
        ("soc", (1,), Fraction(1, 2)),
    ]


def test_merged_recommendations_show_support_and_objections():
    found = rules.support([(4, Votes(10, 6, 0)), (2, Votes(14, 0, 2)), (4, None)])

    assert (found.groups, found.votes, found.share) == ((2, 4), Votes(24, 6, 2), Fraction(3, 4))


def test_nobody_voted_means_no_share():
    assert rules.support([(1, None)]).share is None
