"""Measure the engine against what it must reach: python -m benchmarks.allocation [--quick] [--seeds 1 2 3].

Prints one row per instance: when the first legal answer and the proof came (the proof in processor seconds), how long
it took, and every objective's gap to its bound.
Times leave out the interpreter's start. A budget that ends early costs gap, never correctness.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.allocation.instances import AS_NUMBERED, BALANCE_FIRST, WISHES_FIRST, hall, sessions, strangers
from eventhub.ground.optimisation import engine
from eventhub.ground.optimisation.answers import Answer, Progress, is_proven_optimal
from eventhub.ground.optimisation.board import Board
from eventhub.ground.optimisation.files import read_problem
from eventhub.ground.optimisation.problem import Objective, Problem

ORDERS = {"wishes": WISHES_FIRST, "balance": BALANCE_FIRST, "numbered": AS_NUMBERED}
MEETINGS = (Objective.REPEAT_PAIRS, Objective.UNLISTED, Objective.IMBALANCE, Objective.SAME_PAIRS)


@dataclass(frozen=True)
class Case:
    """One measurement: a problem and how long it may take."""

    name: str
    problem: Problem
    seconds: float


def main() -> None:
    asked = _arguments()
    heads = ("first", "proof", "cpu s", "wall s")
    print(f"{'instance':34} {' '.join(f'{head:>7}' for head in heads)} {'status':9} objectives: value/bound (gap %)")
    for case in _cases(asked.seeds, quick=asked.quick):
        _measure(case)
    for folder in asked.files:
        _measure_files(folder)
    _measure_board(1_000 if asked.quick else 10_000)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"most memory used: {used} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave out more than 1,000 people")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], help="seeds of the invented instances")
    parser.add_argument("--files", type=Path, nargs="*", default=[], help="folders with the command line's three files")
    return parser.parse_args()


def _cases(seeds: list[int], *, quick: bool) -> Iterator[Case]:
    """The goals first, then growth from 100 to 10,000."""
    for seed in seeds:
        for order, objectives in ORDERS.items():
            problem = hall(132, 8, objectives=objectives, seed=seed)
            yield Case(f"132/8 {order} #{seed}", problem, 20)
        yield Case(f"132/8 balance, 1 s #{seed}", hall(132, 8, objectives=BALANCE_FIRST, seed=seed), 1)
        yield from _sessions(seed)
        for order, objectives in ORDERS.items():
            yield Case(
                f"1000/50, 8 topics {order} #{seed}",
                hall(1000, 50, topic_count=8, objectives=objectives, seed=seed),
                15,
            )
        yield Case(f"1000/50, 50 topics numbered #{seed}", hall(1000, 50, objectives=AS_NUMBERED, seed=seed), 15)
    yield Case("5 rounds of 8x4", strangers(8, 4, 5), 10)
    for count in (100, 200, 500, 2_000, 5_000, 10_000):
        if count <= 1_000 or not quick:
            yield Case(
                f"{count}/{count // 20}, 8 topics numbered",
                hall(count, count // 20, topic_count=min(8, count // 20)),
                40,
            )


def _sessions(seed: int) -> Iterator[Case]:
    problem = hall(132, 8, seed=seed)
    yield Case(f"132/8 twice, meetings first #{seed}", sessions(problem, 2, MEETINGS), 10)


def _measure(case: Case) -> None:
    began, used = time.perf_counter(), time.process_time()
    proofs: list[float] = []

    def note(progress: Progress) -> None:
        if is_proven_optimal(progress.objectives):
            proofs.append(time.process_time() - used)

    answer = engine.solve(case.problem, seconds=case.seconds, on_progress=note)
    wall, processor = time.perf_counter() - began, time.process_time() - used
    first = answer.first_legal_after or 0.0
    proof = f"{proofs[0]:7.2f}" if proofs else "      –"
    times = f"{first:7.2f} {proof} {processor:7.2f} {wall:7.2f}"
    print(f"{case.name:34} {times} {answer.status:9} {_reached(answer)}", flush=True)


def _reached(answer: Answer) -> str:
    return "  ".join(
        f"{each.objective} {float(each.value):g}/{float(each.bound):g} ({each.gap_percent:.1f})"
        for each in answer.objectives
    )


def _measure_files(folder: Path) -> None:
    for options in sorted(folder.glob("options*.json")):
        reading = read_problem(folder / "participants.csv", folder / "groups.csv", options)
        if reading.faults:
            sys.exit("\n".join(fault.told().en for fault in reading.faults))
        _measure(Case(f"{folder.name} {options.stem}", reading.problem, 20))


def _measure_board(count: int) -> None:
    """Measure what a question to the board costs."""
    problem = hall(count, count // 20, objectives=AS_NUMBERED)
    answer = engine.solve(problem, seconds=0)
    assert answer.assignment is not None
    board = Board(problem, answer.assignment)
    people, groups = problem.people, problem.groups
    board.cost_of_move(people[0].id, groups[0].id)
    began = time.perf_counter()
    for number in range(100):
        board.cost_of_move(people[number].id, groups[number % len(groups)].id)
        board.cost_of_swap(people[number].id, people[-1 - number].id)
    print(f"cost of a move or an exchange among {count}: {(time.perf_counter() - began) / 200 * 1000:.3f} ms")


if __name__ == "__main__":
    main()
