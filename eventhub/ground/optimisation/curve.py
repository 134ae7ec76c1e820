"""Show the choice between balance and wishes as a few allocations none of which is better than another in both."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from eventhub.ground.optimisation.answers import Answer
from eventhub.ground.optimisation.engine import solve
from eventhub.ground.optimisation.problem import Objective, Problem

WISHES = (Objective.UNLISTED, Objective.RANK_COST)


@dataclass(frozen=True)
class Point:
    """One choice: how far the groups are from their quotas and what the wishes cost."""

    imbalance: Fraction
    unlisted: Fraction
    rank_cost: Fraction
    answer: Answer


def curve(
    problem: Problem,
    *,
    seconds: float,
    points: int = 5,
    seed: int = 1,
    on_point: Callable[[Point], None] | None = None,
) -> tuple[Point, ...]:
    """Find 3 to 5 non-dominated answers, from the best balance to the best wishes; fewer when there is no conflict.

    The ends are the two orders of aims; between them the imbalance is held to even steps while the wishes come first.
    """
    rest = tuple(o for o in problem.objectives if o not in (Objective.IMBALANCE, *WISHES))
    before = tuple(o for o in rest if o == Objective.MOVES)
    after = tuple(o for o in rest if o != Objective.MOVES)
    share = seconds / max(3, points)
    found: list[Point] = []

    def add(order: tuple[Objective, ...], most: Fraction | None = None) -> None:
        asked = replace(problem, objectives=(*before, *order, *after))
        start = found[0].answer.assignment if found else None
        within = None if most is None else {Objective.IMBALANCE: most}
        answer = solve(asked, seconds=share, seed=seed, start=start, within=within)
        if answer.assignment is not None:
            point = _point(answer)
            found.append(point)
            if on_point is not None:
                on_point(point)

    add((Objective.IMBALANCE, *WISHES))
    add((*WISHES, Objective.IMBALANCE))
    if len(found) == 2 and found[0].imbalance < found[1].imbalance:
        low, high = found[0].imbalance, found[1].imbalance
        steps = max(1, points - 1)
        for number in range(1, steps):
            add((*WISHES, Objective.IMBALANCE), low + (high - low) * number / steps)
    return _not_dominated(found)


def _point(answer: Answer) -> Point:
    reached = {achieved.objective: achieved.value for achieved in answer.objectives}
    return Point(reached[Objective.IMBALANCE], reached[Objective.UNLISTED], reached[Objective.RANK_COST], answer)


def _not_dominated(points: list[Point]) -> tuple[Point, ...]:
    """Keep the points that no other point beats in balance and in wishes at once, best balance first."""

    def beats(one: Point, other: Point) -> bool:
        mine, theirs = (one.unlisted, one.rank_cost), (other.unlisted, other.rank_cost)
        return (
            one.imbalance <= other.imbalance and mine <= theirs and (one.imbalance, mine) != (other.imbalance, theirs)
        )

    kept = {(p.imbalance, p.unlisted, p.rank_cost): p for p in points if not any(beats(other, p) for other in points)}
    return tuple(kept[key] for key in sorted(kept))
