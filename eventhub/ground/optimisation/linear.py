"""Solve linear and mixed integer programs; the one place that speaks to HiGHS.

Knows rows and columns only, so that everything that can be written as a program can use it: groups, mentors, reviewers.
Bounds of linear programs are counted again from the dual values, so they hold whatever the solver's tolerances are.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from eventhub.ground.optimisation.budget import Budget

Floats = NDArray[np.float64]
Found = Callable[[Floats, float], None]


class Outcome(Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    CUT_SHORT = "cut short"


@dataclass(frozen=True)
class Program:
    """Minimise cost·x with rows between row_lower and row_upper and x between lower and upper."""

    cost: Floats
    lower: Floats
    upper: Floats
    matrix: sparse.csc_array
    row_lower: Floats
    row_upper: Floats
    integer: NDArray[np.bool_]

    def keeping(self, columns: NDArray[np.bool_]) -> "Program":
        """The same program with only these columns; the others are taken to be 0."""
        return replace(
            self,
            cost=self.cost[columns],
            lower=self.lower[columns],
            upper=self.upper[columns],
            matrix=self.matrix[:, np.flatnonzero(columns)],
            integer=self.integer[columns],
        )


@dataclass(frozen=True)
class Relaxed:
    """The answer of a linear program: `bound` is proven from the duals, `reduced` are reduced costs."""

    outcome: Outcome
    bound: float
    x: Floats
    duals: Floats
    reduced: Floats


@dataclass(frozen=True)
class Integral:
    """The answer of an integer program; x is None when nothing was found."""

    outcome: Outcome
    value: float
    bound: float
    x: Floats | None


def relax(program: Program, budget: Budget, *, interior: bool = False) -> Relaxed:
    """Solve the linear relaxation; `interior` chooses the interior point method, better for large programs."""
    solver = _loaded(program, integral=False)
    solver.setOptionValue("solver", "ipm" if interior else "simplex")
    _limit(solver, budget)
    solver.run()
    status = solver.getModelStatus()
    nothing: Floats = np.empty(0)
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Relaxed(Outcome.INFEASIBLE, np.inf, nothing, nothing, nothing)
    if status == highspy.HighsModelStatus.kTimeLimit:
        budget.note_clock()
    if status != highspy.HighsModelStatus.kOptimal:
        return Relaxed(Outcome.CUT_SHORT, -np.inf, nothing, nothing, nothing)
    solution = solver.getSolution()
    duals = np.asarray(solution.row_dual, dtype=np.float64)
    reduced = program.cost - program.matrix.T @ duals
    return Relaxed(
        Outcome.OPTIMAL, dual_bound(program, duals), np.asarray(solution.col_value, dtype=np.float64), duals, reduced
    )


def dual_bound(program: Program, duals: Floats) -> float:
    """Count the bound that these dual values prove (weak duality), whatever solver they come from."""
    clean = np.where(np.abs(duals) < 1e-11, 0.0, duals)
    clean = np.where((clean > 0) & np.isneginf(program.row_lower), 0.0, clean)
    clean = np.where((clean < 0) & np.isposinf(program.row_upper), 0.0, clean)
    reduced = program.cost - program.matrix.T @ clean
    sides = np.where(clean > 0, program.row_lower, program.row_upper)
    rows = float(clean[clean != 0] @ sides[clean != 0])
    ends = np.where(reduced > 0, program.lower, program.upper)
    used = np.abs(reduced) > 1e-12
    return rows + float(reduced[used] @ ends[used])


def solve(
    program: Program,
    budget: Budget,
    *,
    start: Floats | None = None,
    gap: float = 0.999,
    on_found: Found | None = None,
    seed: int = 0,
) -> Integral:
    """Solve an integer program, from a start if there is one.

    gap: how near value and bound may stay; just under the step between two possible values proves the optimum.
    on_found is told every improved x and the bound of that moment.
    """
    solver = _loaded(program, integral=True)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", gap)
    solver.setOptionValue("mip_allow_restart", False)  # halves the time to proof on nearly integral programs
    solver.setOptionValue("random_seed", seed)
    _limit(solver, budget)
    if start is not None:
        given = highspy.HighsSolution()
        given.col_value = list(start)
        solver.setSolution(given)
    _listen(solver, budget, on_found)
    solver.run()
    return _integral(solver, budget)


def _integral(solver: Any, budget: Budget) -> Integral:
    info = solver.getInfo()
    budget.spend(max(1, int(info.mip_node_count)))
    status = solver.getModelStatus()
    bound = float(info.mip_dual_bound)
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Integral(Outcome.INFEASIBLE, np.inf, np.inf, None)
    known = info.primal_solution_status == 2
    x = np.asarray(solver.getSolution().col_value, dtype=np.float64) if known else None
    value = float(info.objective_function_value) if known else np.inf
    done = status == highspy.HighsModelStatus.kOptimal
    if status == highspy.HighsModelStatus.kTimeLimit:
        budget.note_clock()
    return Integral(Outcome.OPTIMAL if done else Outcome.CUT_SHORT, value, bound, x)


def _loaded(program: Program, *, integral: bool) -> Any:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = program.cost.size, program.row_lower.size
    model.col_cost_, model.col_lower_, model.col_upper_ = program.cost, program.lower, program.upper
    model.row_lower_, model.row_upper_ = program.row_lower, program.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = program.matrix.indptr
    model.a_matrix_.index_ = program.matrix.indices
    model.a_matrix_.value_ = program.matrix.data
    if integral:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(flag)] for flag in program.integer]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library is typed only in part
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    return solver


def _limit(solver: Any, budget: Budget) -> None:
    if budget.seconds_left < np.inf:
        solver.setOptionValue("time_limit", max(0.01, budget.seconds_left))
    if budget.iterations_left is not None:
        solver.setOptionValue("mip_max_nodes", budget.iterations_left)


def _listen(solver: Any, budget: Budget, on_found: Found | None) -> None:
    kinds = highspy.cb.HighsCallbackType

    def hear(kind: Any, _message: str, told: Any, answer: Any, _data: Any) -> None:
        if kind == kinds.kCallbackMipImprovingSolution and on_found is not None:
            on_found(np.array(told.mip_solution, dtype=np.float64), float(told.mip_dual_bound))
        elif kind == kinds.kCallbackMipInterrupt:
            answer.user_interrupt = budget.is_stopped()

    solver.setCallback(hear, None)
    solver.startCallback(kinds.kCallbackMipInterrupt)
    if on_found is not None:
        solver.startCallback(kinds.kCallbackMipImprovingSolution)
