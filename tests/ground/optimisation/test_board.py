"""Prices of changes, reasons, repair and the curve."""

import random
from dataclasses import replace

import pytest

from benchmarks.allocation.instances import AS_NUMBERED, hall
from eventhub.ground.optimisation import engine
from eventhub.ground.optimisation.board import Board
from eventhub.ground.optimisation.curve import curve
from eventhub.ground.optimisation.explanation import explain_person
from eventhub.ground.optimisation.matching import matched
from eventhub.ground.optimisation.objectives import broken, values
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.repair import locked, repair, rerun
from tests.ground.optimisation.halls import make_groups, make_person, make_problem, make_rule
from tests.ground.optimisation.inventing import tiny_problem


def put(placed, steps):
    return {**placed, **dict(steps)}


@pytest.mark.parametrize("seed", range(40))
def test_the_price_of_a_change_is_what_counting_anew_gives(seed):
    dice = random.Random(seed)
    problem = tiny_problem(dice, rounds=dice.choice([1, 2, 3]), people_count=6)
    people, groups = [p.id for p in problem.people], [g.id for g in problem.groups]
    assignment = tuple({person: dice.choice(groups) for person in people} for _ in range(problem.rounds))
    board = Board(problem, assignment)
    one, other = dice.sample(people, 2)
    number = dice.randint(1, problem.rounds)

    for cost in (board.cost_of_move(one, dice.choice(groups), number), board.cost_of_swap(one, other, number)):
        after = tuple(
            put(placed, cost.steps) if index == number else placed for index, placed in enumerate(assignment, start=1)
        )
        assert cost.values == values(problem, after)
        concerned = {
            rule.id for rule in problem.constraints if set(rule.people) & {one, other} and rule.holds_in(number)
        }
        rules_broken = {name for name in broken(problem, (after[number - 1],) * problem.rounds) if name in concerned}
        assert {name for name in cost.breaks if not name.startswith("size")} <= concerned
        if problem.rounds == 1:
            moved = {person for person, _ in cost.steps}
            theirs = {rule.id for rule in problem.constraints if set(rule.people) & moved}
            assert {name for name in cost.breaks if not name.startswith("size")} == rules_broken & theirs


def test_made_moves_add_up():
    problem = hall(60, 5, seed=2, objectives=AS_NUMBERED)
    board = Board(problem, engine.solve(problem, seconds=None, iterations=10).assignment)
    dice = random.Random(1)

    for _ in range(30):
        board.make([(dice.choice(problem.people).id, dice.choice(problem.groups).id)])

    assert board.values == values(problem, board.assignment())


def test_a_person_is_told_the_rule_the_wish_and_the_full_group_but_nobody_else():
    people = [make_person("p1", "A", "B"), make_person("p2", "A"), make_person("p3", "B"), make_person("p4", "B")]
    problem = make_problem(people, make_groups((0, 1), (0, 3)), make_rule("lock", "fixed", "p2", "A"))
    board = Board(problem, [{"p1": "B", "p2": "A", "p3": "B", "p4": "B"}])

    told = explain_person(board, "p1")

    assert [said.en for said in told.for_participant()] == [
        "This is number 2 on your list of wishes.",
        "Group A is full: 1 place.",
    ]
    assert [(wish.group, wish.is_full, wish.best) for wish in told.wishes] == [
        ("A", True, None),
        ("B", True, told.wishes[1].best),
    ]
    assert [cost.breaks for cost in told.table] == [("size:A",), ()]
    assert explain_person(board, "p2").rules == problem.constraints


def test_a_better_exchange_is_found():
    people = [make_person("p1", "A"), make_person("p2", "B")]
    board = Board(make_problem(people, make_groups((1, 1), (1, 1))), [{"p1": "B", "p2": "A"}])

    best = explain_person(board, "p1").best

    assert (best.steps, best.changes[Objective.UNLISTED]) == ((("p1", "A"), ("p2", "B")), -2)


def test_a_repair_moves_nobody_who_need_not_move():
    problem = hall(60, 5, seed=6, objectives=AS_NUMBERED)
    before = engine.solve(problem, seconds=None, iterations=50).assignment[0]
    gone = problem.people[-1].id
    rules = tuple(rule for rule in problem.constraints if gone not in rule.people)
    left = replace(problem, people=problem.people[:-1], constraints=rules)

    repaired = repair(left, before, seconds=None, iterations=50)

    reached = {each.objective: each for each in repaired.answer.objectives}
    assert (reached[Objective.MOVES].value, reached[Objective.MOVES].bound) == (0, 0)
    assert all(step.moves > 0 for step in repaired.next_steps)


def test_groups_that_are_gone_are_passed_over_in_a_rerun():
    problem = make_problem([make_person("p1"), make_person("p2")], make_groups((0, 2)))

    again = rerun(problem, {"p1": "A", "p2": "gone"})

    assert [person.previous for person in again.people] == ["A", None]
    assert again.objectives[0] is Objective.MOVES


def test_locks_become_constraints():
    problem = make_problem([make_person("p1"), make_person("p2")], make_groups((0, 2), (0, 2)))

    answer = engine.solve(locked(problem, {"p1": "B", "stranger": "A"}), seconds=5)

    assert answer.assignment[0]["p1"] == "B"


def test_the_curve_runs_from_balance_to_wishes_and_keeps_only_real_choices():
    problem = hall(60, 5, seed=7, objectives=AS_NUMBERED)

    points = curve(problem, seconds=4)

    pairs = [(point.imbalance, (point.unlisted, point.rank_cost)) for point in points]
    assert 3 <= len(points) <= 5
    assert pairs == sorted(pairs)
    assert [wishes for _, wishes in pairs] == sorted((wishes for _, wishes in pairs), reverse=True)


def test_any_people_can_be_matched_with_any_places():
    costs = {("m1", "s1"): 3, ("m1", "s2"): 1, ("m2", "s1"): 1, ("m2", "s2"): 9}

    found = matched(costs, {"m1": (0, 1), "m2": (0, 1)}, {"s1": (1, 1), "s2": (1, 1)})

    assert (found.pairs, found.cost, found.bound) == ((("m1", "s2"), ("m2", "s1")), 2, 2)
    assert matched(costs, {"m1": (0, 1), "m2": (0, 0)}, {"s1": (1, 1), "s2": (1, 1)}) is None
