"""What an organiser may rely on, whatever the problem."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.allocation.instances import AS_NUMBERED, hall, strangers
from eventhub.ground.optimisation import engine, objectives
from eventhub.ground.optimisation.answers import Status
from eventhub.ground.optimisation.problem import Objective
from tests.ground.optimisation.everything import all_values, true_bounds
from tests.ground.optimisation.halls import make_groups, make_person, make_problem, make_rule
from tests.ground.optimisation.inventing import tiny_problem


def test_everybody_has_one_group_and_no_rule_is_broken():
    problem = hall(60, 4, seed=3)

    answer = engine.solve(problem, seconds=5)

    assert sorted(answer.assignment[0]) == [person.id for person in problem.people]
    assert objectives.broken(problem, answer.assignment) == []


def test_reported_values_are_those_of_an_independent_count():
    problem = hall(60, 4, topic_count=2, seed=4)

    answer = engine.solve(problem, seconds=5)

    assert {reached.objective: reached.value for reached in answer.objectives} == objectives.values(
        problem, answer.assignment
    )
    assert answer.status is Status.OPTIMAL


@pytest.mark.parametrize("seed", range(60))
def test_tiny_problems_are_solved_as_well_as_by_trying_everything(seed):
    problem = tiny_problem(random.Random(seed))
    everything = all_values(problem)

    answer = engine.solve(problem, seconds=None, iterations=2000)

    assert (answer.status is Status.INFEASIBLE) == (not everything)
    if everything:
        reached = tuple(each.value for each in answer.objectives)
        assert reached == min(everything)
        assert all(
            each.bound <= bound for each, bound in zip(answer.objectives, true_bounds(everything, reached), strict=True)
        )


@pytest.mark.parametrize("seed", [*range(12), 1019, 1092])
def test_bounds_of_several_rounds_are_never_above_what_is_possible(seed):
    problem = tiny_problem(random.Random(seed), rounds=2, people_count=3)
    everything = all_values(problem)

    answer = engine.solve(problem, seconds=None, iterations=200)

    assert (answer.status is Status.INFEASIBLE) == (not everything)
    if everything:
        reached = tuple(each.value for each in answer.objectives)
        assert reached in everything
        assert all(
            each.bound <= bound for each, bound in zip(answer.objectives, true_bounds(everything, reached), strict=True)
        )


def test_the_same_input_seed_and_iterations_give_the_same_answer_in_any_order_of_rows():
    problem = hall(60, 6, topic_count=3, seed=2)
    dice = random.Random(1)
    shuffled = replace(
        problem,
        people=tuple(dice.sample(problem.people, len(problem.people))),
        groups=tuple(dice.sample(problem.groups, len(problem.groups))),
        constraints=tuple(dice.sample(problem.constraints, len(problem.constraints))),
    )

    first = engine.solve(problem, seconds=None, iterations=300, seed=7)
    second = engine.solve(shuffled, seconds=None, iterations=300, seed=7)

    assert first.assignment == second.assignment


def test_renaming_people_and_groups_changes_no_value():
    problem = hall(40, 5, seed=5, objectives=AS_NUMBERED)
    dice = random.Random(3)
    people = dict(zip([p.id for p in problem.people], dice.sample([f"N{n}" for n in range(40)], 40), strict=True))
    groups = dict(zip([g.id for g in problem.groups], ["V", "C", "X", "A", "K"], strict=True))
    renamed = replace(
        problem,
        people=tuple(replace(person, id=people[person.id]) for person in problem.people),
        groups=tuple(replace(group, id=groups[group.id]) for group in problem.groups),
        constraints=tuple(
            replace(rule, people=tuple(people[p] for p in rule.people), groups=tuple(groups[g] for g in rule.groups))
            for rule in problem.constraints
        ),
    )

    first = engine.solve(problem, seconds=None, iterations=500)
    second = engine.solve(renamed, seconds=None, iterations=500)

    assert first.objectives == second.objectives


def test_locked_people_stay_where_they_are_locked():
    people = [make_person(f"p{number:02}", "A", a=str(number % 3)) for number in range(24)]
    locks = [make_rule(f"lock{number}", "fixed", f"p{number:02}", "ABC"[number % 3]) for number in range(20)]
    problem = make_problem(people, make_groups((8, 8), (8, 8), (8, 8)), *locks)

    answer = engine.solve(problem, seconds=5)

    assert [answer.assignment[0][f"p{number:02}"] for number in range(20)] == [*"ABC" * 6, "A", "B"]


def test_unequal_rooms_get_unequal_shares():
    people = [make_person(f"p{number:02}", a="1" if number < 8 else "2") for number in range(16)]
    problem = make_problem(people, make_groups((0, 4), (0, 12)))

    answer = engine.solve(problem, seconds=5)

    assert Counter(answer.assignment[0].values()) == {"A": 4, "B": 12}
    assert {each.objective: each.value for each in answer.objectives}[Objective.IMBALANCE] == 0


def test_a_rule_for_one_round_does_not_bind_the_other():
    people = [make_person(f"p{number}") for number in range(4)]
    rules = [make_rule("first", "fixed", "p0", "A", 1), make_rule("second", "fixed", "p0", "B", 2)]
    problem = make_problem(people, make_groups((2, 2), (2, 2)), *rules, rounds=2)

    answer = engine.solve(problem, seconds=5)

    assert [placed["p0"] for placed in answer.assignment] == ["A", "B"]
    assert {each.objective: each.value for each in answer.objectives}[Objective.REPEAT_PAIRS] == 0


def test_five_rounds_of_eight_tables_pass_without_meeting_anybody_twice():
    problem = strangers(8, 4, 5)

    answer = engine.solve(problem, seconds=None, iterations=20_000)

    assert objectives.repeat_pairs(problem, answer.assignment) == 0
    assert answer.status is Status.OPTIMAL


def test_a_search_that_is_called_off_still_has_a_legal_answer():
    problem = hall(132, 8)

    answer = engine.solve(problem, seconds=30, should_stop=lambda: True)

    assert objectives.broken(problem, answer.assignment) == []
    assert (answer.status, answer.ended_by) == (Status.FEASIBLE, "stopped")


def test_the_time_limit_is_named_when_it_ended_the_search():
    answer = engine.solve(hall(132, 8), seconds=0.0)

    assert answer.ended_by == "seconds"
    assert [said.en.split(":")[0] for said in answer.warnings] == ["The time limit ended the search"]


def test_progress_never_gets_worse_and_bounds_never_exceed_values():
    heard = []

    engine.solve(hall(60, 5, seed=9), seconds=None, iterations=300, on_progress=heard.append)

    values = [[each.value for each in progress.objectives] for progress in heard]
    assert values == sorted(values, reverse=True)
    assert all(each.bound <= each.value for progress in heard for each in progress.objectives)


def test_nobody_at_all_is_allocated_too():
    answer = engine.solve(make_problem([], make_groups((0, 3))), seconds=5)

    assert (answer.status, answer.assignment) == (Status.OPTIMAL, ({},))
