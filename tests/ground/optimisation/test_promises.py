"""What an organiser may rely on."""

from benchmarks.allocation.instances import hall
from eventhub.ground.optimisation import engine, objectives
from eventhub.ground.optimisation.answers import Status


def test_everybody_has_one_group_and_no_rule_is_broken():
    problem = hall(60, 4, seed=3)

    answer = engine.solve(problem, seconds=5)

    assert answer.assignment is not None
    assert objectives.broken(problem, answer.assignment) == []


def test_reported_values_are_those_of_an_independent_count():
    problem = hall(60, 4, topic_count=2, seed=4)

    answer = engine.solve(problem, seconds=5)

    assert {reached.objective: reached.value for reached in answer.objectives} == objectives.values(
        problem, answer.assignment or ()
    )
    assert all(reached.bound <= reached.value for reached in answer.objectives)
    assert answer.status is Status.OPTIMAL
