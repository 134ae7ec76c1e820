"""Solve an allocation problem: the one door to the engine for everybody who has a problem in hand."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from eventhub.ground.optimisation import objectives as recount
from eventhub.ground.optimisation.answers import Achieved, Answer, Progress, Status, is_proven_optimal
from eventhub.ground.optimisation.arrays import arrays
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.conflicts import conflicts_of
from eventhub.ground.optimisation.problem import Assignment, Objective, Problem
from eventhub.ground.optimisation.quotas import quotas
from eventhub.ground.optimisation.rounds import Rounds
from eventhub.ground.optimisation.sentences import Sentence
from eventhub.ground.optimisation.stages import Impossible
from eventhub.ground.optimisation.validation import flaws_of, warnings_of

Listener = Callable[[Progress], None]


def solve(
    problem: Problem,
    *,
    seconds: float | None,
    iterations: int | None = None,
    seed: int = 1,
    start: Assignment | None = None,
    within: Mapping[Objective, Fraction] | None = None,
    on_progress: Listener | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Answer:
    """Allocate in this process, improving until everything is proven or the budget is used up.

    With `seconds=None` the same problem, seed and `iterations` give the same answer, in whatever order its rows come.
    start: a legal allocation to begin with. within: values that must not be exceeded; `start` must respect them, and
    bounds then hold for such allocations only. on_progress hears every better allocation and every finished stage.
    """
    budget = Budget(seconds, iterations, should_stop)
    if flaws := flaws_of(problem):
        return Answer(Status.INVALID, flaws=tuple(flaws), seconds=budget.elapsed, seed=seed)
    rounds = Rounds(arrays(problem), budget, seed=seed, within=within or {}, on_progress=on_progress)
    try:
        rounds.run(start)
    except Impossible:
        return Answer(
            Status.INFEASIBLE,
            conflicts=tuple(conflicts_of(problem)),
            warnings=tuple(warnings_of(problem)),
            seconds=budget.elapsed,
            seed=seed,
        )
    return _answer(problem, rounds, budget, seed)


def _answer(problem: Problem, rounds: Rounds, budget: Budget, seed: int) -> Answer:
    assignment = rounds.assignment()
    if broken := recount.broken(problem, assignment):
        raise AssertionError(f"the engine broke {broken}")
    values, bounds = recount.values(problem, assignment), rounds.bounds()
    achieved = tuple(Achieved(name, value, min(value, bounds[name])) for name, value in values.items())
    is_optimal = is_proven_optimal(achieved)
    ended_by = budget.ended_by or ("seconds" if budget.was_cut_short else "exhausted")
    ended_by = "proof" if is_optimal and not budget.was_cut_short else ended_by
    return Answer(
        Status.OPTIMAL if is_optimal else Status.FEASIBLE,
        assignment=assignment,
        objectives=achieved,
        quotas=quotas(problem),
        counts=tuple(recount.counts(problem, placed) for placed in assignment),
        warnings=(*warnings_of(problem), *_warnings_of_end(ended_by)),
        seconds=budget.elapsed,
        seed=seed,
        ended_by=ended_by,
        first_legal_after=rounds.first_legal_after,
    )


def check(problem: Problem, assignment: Assignment) -> tuple[list[str], dict[str, Fraction]]:
    """Judge any allocation: what it breaks (empty when legal) and, if legal, its values by objective."""
    broken = recount.broken(problem, assignment)
    return broken, {} if broken else {str(name): value for name, value in recount.values(problem, assignment).items()}


def _warnings_of_end(ended_by: str) -> list[Sentence]:
    if ended_by != "seconds":
        return []
    return [
        Sentence(
            ru="Поиск остановлен по времени: повторный запуск может дать другой результат. "
            "Для повторимого результата задайте число итераций.",
            en="The time limit ended the search: another run may give a different result. "
            "Set a limit on iterations for a result that can be repeated.",
        )
    ]
