"""A search in a process of its own."""

from time import monotonic

from benchmarks.allocation.instances import hall
from eventhub.ground.optimisation import engine
from eventhub.ground.optimisation.child import solve_in_child
from eventhub.ground.optimisation.objectives import broken


def test_a_child_gives_the_same_answer_as_the_engine_itself():
    problem = hall(40, 4, seed=3)

    told = solve_in_child(problem, seconds=None, iterations=40, seed=2)

    assert told.assignment == engine.solve(problem, seconds=None, iterations=40, seed=2).assignment


def test_a_child_stops_at_once_and_leaves_its_best_allocation():
    problem = hall(400, 40, seed=3)
    heard = []
    stopped_at = []

    def enough():
        if heard and not stopped_at:
            stopped_at.append(monotonic())
        return bool(heard)

    answer = solve_in_child(problem, seconds=60, on_progress=heard.append, should_stop=enough)

    assert answer.ended_by == "stopped"
    assert broken(problem, answer.assignment) == []
    assert monotonic() - stopped_at[0] < 2
