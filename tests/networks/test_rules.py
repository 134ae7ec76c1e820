"""What follows from the days of milestones, and what a road map is drafted from."""

from datetime import date

import pytest

from eventhub.networks.models import Milestone, MilestoneState
from eventhub.networks.rules import Standing, planning, progress, standing
from eventhub.networks.rules.planning import Decided, Recommended
from eventhub.outcomes.rules import Votes

DUE, DAY_AFTER = date(2020, 1, 10), date(2020, 1, 11)
DONE, PLANNED, CURRENT = MilestoneState.DONE, MilestoneState.PLANNED, MilestoneState.IN_PROGRESS


@pytest.mark.parametrize(
    ("state", "due_on", "done_on", "as_of", "stands"),
    [
        (PLANNED, DUE, None, DUE, Standing.PLANNED),  # due on the day of viewing is not overdue
        (PLANNED, DUE, None, DAY_AFTER, Standing.OVERDUE),
        (CURRENT, DUE, None, DUE, Standing.CURRENT),
        (CURRENT, DUE, None, DAY_AFTER, Standing.OVERDUE),
        (CURRENT, None, None, DAY_AFTER, Standing.CURRENT),  # nobody can be late without a day
        (DONE, DUE, DUE, DAY_AFTER, Standing.DONE),
        (DONE, DUE, DAY_AFTER, DAY_AFTER, Standing.DONE_LATE),
        (DONE, None, DAY_AFTER, DAY_AFTER, Standing.DONE),
    ],
)
def test_how_a_milestone_stands_follows_from_its_days(state, due_on, done_on, as_of, stands):
    assert standing(Milestone(state=state, due_on=due_on, done_on=done_on), as_of) is stands


def test_done_late_counts_as_done_and_nothing_has_no_share():
    counted = progress([Standing.DONE, Standing.DONE_LATE, Standing.OVERDUE, Standing.PLANNED])

    assert (counted.total, counted.done, counted.done_late, counted.overdue) == (4, 2, 1, 1)
    assert counted.share == progress([Standing.DONE, Standing.OVERDUE]).share
    assert progress([]).share is None


@pytest.mark.parametrize(
    ("state", "done_on", "refusal"),
    [
        (DONE, DUE, None),  # done on the very day
        (DONE, None, planning.DayMissing),
        (DONE, DAY_AFTER, planning.DayAhead),
        (PLANNED, DUE, planning.DayWithoutDone),
        (CURRENT, None, None),
    ],
)
def test_a_state_and_the_day_it_was_reached_belong_together(state, done_on, refusal):
    if refusal is None:
        planning.progress_is_whole(state, done_on, DUE)
    else:
        with pytest.raises(refusal):
            planning.progress_is_whole(state, done_on, DUE)


@pytest.mark.parametrize(
    ("needs", "edges", "is_refused"),
    [
        ([2], [(2, 3)], False),
        ([1], [], True),  # itself
        ([2], [(2, 3), (3, 1)], True),
        ([2], [(2, 3), (3, 2)], False),  # a circle of others is not ours
        ([3], [(1, 2), (2, 1)], False),  # what it waited for before does not matter
    ],
)
def test_milestones_do_not_wait_for_each_other_in_a_circle(needs, edges, is_refused):
    if is_refused:
        with pytest.raises(planning.WaitsInCircle):
            planning.waits_in_order(1, needs, edges)
    else:
        planning.waits_in_order(1, needs, edges)


def recommended(key, votes, due_on=None, decision=None):
    return Recommended(key, f"Рекомендация {key}", "ru", "Институт", due_on, votes and Votes(*votes), decision)


def test_a_road_map_is_drafted_from_what_was_adopted_and_decided():
    hall = Decided(7, "Решение", "ru", "Министерство", DUE)
    known = [
        recommended(1, (8, 0, 0), DAY_AFTER),
        recommended(2, (4, 4, 0)),  # a tie is not adopted
        recommended(3, None),  # nobody voted
        recommended(4, (2, 6, 0), decision=hall),  # the hall decided it all the same
        recommended(5, (8, 0, 0), decision=hall),  # merged into the same decision
        recommended(6, (8, 0, 0)),
    ]

    drafted = [
        (draft.said, draft.due_on, draft.recommendation_id, draft.decision_id) for draft in planning.drafts(known)
    ]

    assert drafted == [
        ("Решение", DUE, 4, 7),
        ("Рекомендация 1", DAY_AFTER, 1, None),
        ("Рекомендация 6", None, 6, None),
    ]
    assert [each.id for each in planning.carried_out(known)] == [1, 4, 5, 6]


def test_a_new_road_map_runs_from_the_day_after_for_a_year_or_to_its_last_milestone():
    assert planning.period(date(2019, 8, 22), []) == (date(2019, 8, 23), date(2020, 8, 22))
    assert planning.period(date(2019, 8, 22), [None, date(2021, 5, 1)]) == (date(2019, 8, 23), date(2021, 5, 1))
