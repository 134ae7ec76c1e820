"""Allocate people to groups from files, without the web and without a database."""

import signal
import sys
from pathlib import Path
from typing import Any

import click

from eventhub.ground.optimisation.answers import Progress, Status
from eventhub.ground.optimisation.child import solve_in_child  # a web process never loads the solver
from eventhub.ground.optimisation.files import read_problem
from eventhub.ground.optimisation.report import invalid, report_of, write_allocation, write_report
from eventhub.ground.optimisation.sentences import plain

EXIT_CODES = {Status.OPTIMAL: 0, Status.FEASIBLE: 0, Status.INFEASIBLE: 2, Status.INVALID: 3}
SECONDS = 10.0

EPILOG = """\b
Example:
  flask --app wsgi allocate --participants participants.csv --groups groups.csv \\
      --options options.json --out allocation.csv --report report.json --time-limit 30

\b
participants.csv  person_id, name, any attributes, preferences (T1|T2|T3), previous_group
groups.csv        group_id, name, topic, min, max
options.json      {"attributes": [{"name": "role", "weight": 1}],
                   "objectives": ["unlisted", "imbalance", "rank_cost", "same_pairs"],
                   "constraints": [{"id": "c1", "type": "fixed", "people": ["P1"], "groups": ["G1"]}]}

\b
Exit codes: 0 allocated, 2 the rules contradict each other, 3 the input is not valid.
Ctrl+C ends the search and keeps the best allocation found.
"""


class Strict(click.Command):
    """A command whose wrong options count as invalid input; 2 is taken by contradictions."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; leave with 3 when they are wrong."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.exit_code = EXIT_CODES[Status.INVALID]  # type: ignore[misc]  # click reads it from the error
            raise


@click.command("allocate", cls=Strict, epilog=EPILOG)
@click.option("--participants", type=click.Path(path_type=Path), required=True, help="CSV file of people.")
@click.option("--groups", type=click.Path(path_type=Path), required=True, help="CSV file of groups.")
@click.option("--options", type=click.Path(path_type=Path), required=True, help="JSON file of aims and rules.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where to write the allocation (CSV).")
@click.option("--report", type=click.Path(path_type=Path), required=True, help="Where to write the report (JSON).")
@click.option("--time-limit", type=click.FloatRange(min=0), help="Seconds; 10 unless --iterations is given.")
@click.option("--iterations", type=click.IntRange(min=0), help="Limit that makes the result repeatable exactly.")
@click.option("--seed", type=int, default=1, show_default=True, help="Number from which chance is drawn.")
def allocate(
    participants: Path,
    groups: Path,
    options: Path,
    out: Path,
    report: Path,
    time_limit: float | None,
    iterations: int | None,
    seed: int,
) -> None:
    """Allocate people to groups by wishes, balance and rules, with proven bounds."""
    reading = read_problem(participants, groups, options)
    if reading.faults:
        _finish(invalid(reading.faults, reading.warnings, seed), report)
    seconds = SECONDS if time_limit is None and iterations is None else time_limit
    show = _show if sys.stderr.isatty() else None
    answer = solve_in_child(
        reading.problem, seconds=seconds, iterations=iterations, seed=seed, on_progress=show, should_stop=_interrupted()
    )
    told = report_of(answer)
    told["warnings"] = [*({"ru": said.ru, "en": said.en} for said in reading.warnings), *told["warnings"]]
    if show:
        click.echo(err=True)
    if answer.assignment is not None:
        write_allocation(out, reading.problem, answer.assignment)
    elif answer.status == Status.FEASIBLE:
        raise click.Abort  # called off before anything was found
    _finish(told, report)


def _finish(told: dict[str, Any], report: Path) -> None:
    """Write the report, say the same in words and leave with the code of the status."""
    write_report(report, told)
    status = Status(told["status"])
    for sentence in told["messages"]["en"]:
        click.echo(sentence, err=status in (Status.INFEASIBLE, Status.INVALID))
    sys.exit(EXIT_CODES[status])


def _show(progress: Progress) -> None:
    """Rewrite the one line that tells how far the search is: value and, where it differs, bound."""
    parts = [
        f"{reached.objective} {plain(reached.value)}" + ("" if reached.is_proven else f" (≥ {plain(reached.bound)})")
        for reached in progress.objectives
    ]
    click.echo(f"\r\x1b[K{progress.seconds:6.1f} s  {', '.join(parts)}", nl=False, err=True)


def _interrupted() -> Any:
    """Ask whether Ctrl+C has been pressed; a second press ends the program as usual."""
    pressed: list[int] = []

    def note(number: int, _frame: object) -> None:
        pressed.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, note)
    return lambda: bool(pressed)
