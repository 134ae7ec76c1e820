"""What merging makes, and when the hall has adopted."""

from datetime import date
from fractions import Fraction

import pytest

from eventhub.outcomes.models import Resolution, ResolutionState
from eventhub.outcomes.rules import Votes
from eventhub.resolutions import rules
from eventhub.resolutions.rules import Merged, Source


def test_merging_keeps_the_first_text_every_addressee_and_the_earliest_day():
    sources = [
        Source("Закрепить день", "ТМС", date(2019, 11, 1)),
        Source("Ввести день", "ИРО", date(2019, 10, 1)),
        Source("Назначить день", "ТМС", None),
    ]

    assert rules.merged(sources) == Merged("Закрепить день", "ТМС, ИРО", date(2019, 10, 1))


def test_merging_nothing_is_refused():
    with pytest.raises(rules.NothingChosen):
        rules.merged([])


@pytest.mark.parametrize(
    ("decisions", "present", "votes", "came", "refusal"),
    [
        (1, 125, Votes(122, 0, 3), 132, None),
        (1, 2, Votes(2, 0, 0), 0, None),  # nobody was counted at the door
        (0, 125, Votes(122, 0, 3), 132, rules.NoDecisions),
        (1, 0, Votes(0, 0, 0), 132, rules.NobodyVoted),
        (1, 125, Votes(122, 0, 2), 132, rules.VotesDoNotAddUp),
        (1, 133, Votes(133, 0, 0), 132, rules.TooManyPresent),
        (1, 4, Votes(2, 2, 0), 132, rules.NoMajority),  # a tie is no majority
    ],
)
def test_the_hall_adopts_by_more_than_half_of_those_present(decisions, present, votes, came, refusal):
    draft = Resolution(state=ResolutionState.DRAFT)

    if refusal is None:
        rules.may_adopt(draft, decisions, present, votes, came)
    else:
        with pytest.raises(refusal):
            rules.may_adopt(draft, decisions, present, votes, came)


def test_support_is_a_share_of_those_present_in_all_groups_that_voted():
    assert rules.share_in_favour([Votes(10, 2, 3), None, Votes(5, 0, 0)]) == Fraction(15, 20)
    assert rules.share_in_favour([None]) is None


@pytest.mark.parametrize(("step", "order"), [(-1, [2, 1, 3]), (1, [1, 3, 2]), (5, [1, 3, 2]), (-5, [2, 1, 3])])
def test_a_decision_moves_by_a_step_and_stays_at_the_ends(step, order):
    assert rules.moved([1, 2, 3], 2, step) == order
