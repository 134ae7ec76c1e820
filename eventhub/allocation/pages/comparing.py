"""Drafts side by side: what each reaches in every aim, and how many people are elsewhere than they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventhub.allocation import queries
from eventhub.allocation.models import Allocation, AllocationState
from eventhub.allocation.pages.quality import AIM_NAMES, SHOWN
from eventhub.allocation.pages.wording import name_of_draft, rank_words
from eventhub.allocation.rules.facts import Facts, Seat
from eventhub.allocation.rules.judging import is_made
from eventhub.allocation.rules.options import AIM_WORDS, Options, stored_options
from eventhub.allocation.rules.problem import rank_of, state_problem, values_of
from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import _
from eventhub.ground.optimisation.problem import Objective

MOST_COMPARED = 8
RANKS = (1, 2, 3, 0)

Places = dict[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """One allocation as a column."""

    name: str
    address: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name and a value for each allocation, the best ones marked."""

    name: str
    cells: list[tuple[str, bool]]


def comparison(event: Event, known: Sequence[tuple[Allocation, bool]]) -> dict[str, Any]:
    """Lay out the latest allocations side by side, judged by the same people and wishes. Six statements."""
    made = [allocation for allocation, _moves in known if is_made(allocation)][:MOST_COMPARED]
    facts, places = queries.facts_of(event.id, None), queries.all_places(made)
    columns = [places.get(allocation.id, {}) for allocation in made]
    published = next((allocation for allocation in made if allocation.state is AllocationState.PUBLISHED), None)
    told = places.get(published.id, {}) if published else {}
    return {
        "columns": [_column(event, allocation) for allocation in made],
        "lines": [
            Line(_("People in groups"), [(str(len(column)), False) for column in columns]),
            *_wishes(facts, columns),
            *_aims(facts, columns),
            *([_elsewhere(columns, told)] if told else []),
        ],
        "notes": [_note(event, allocation) for allocation in made],
    }


def _column(event: Event, allocation: Allocation) -> Compared:
    address = url_for("allocation.board", slug=event.slug, number=allocation.number)
    return Compared(name_of_draft(allocation), address, allocation.state is AllocationState.PUBLISHED)


def _wishes(facts: Facts, columns: Sequence[Places]) -> list[Line]:
    seats = {seat.id: seat for seat in facts.seats}
    counted = [[_rank(seats.get(person), group) for person, group in column.items()] for column in columns]
    return [Line(rank_words(rank), [(str(ranks.count(rank)), False) for ranks in counted]) for rank in RANKS]


def _rank(seat: Seat | None, group_id: int) -> int | None:
    return rank_of(seat, group_id) if seat else None


def _aims(facts: Facts, columns: Sequence[Places]) -> list[Line]:
    found = [_values(facts, column) for column in columns]
    lines = []
    for objective in SHOWN:
        values = [values[objective] for values in found]
        cells = [(str(value), len(values) > 1 and value == min(values)) for value in values]
        lines.append(Line(_name(objective), cells))
    return lines


def _name(objective: Objective) -> str:
    if objective is Objective.RANK_COST:
        return _("Cost of wishes")
    if objective is Objective.IMBALANCE:
        return _("Places off the mirror of the hall")
    return str(AIM_NAMES[objective])


def _values(facts: Facts, column: Places) -> dict[Objective, int]:
    groups = {group.id for group in facts.groups}
    placed = [seat for seat in facts.seats if column.get(seat.id) in groups]
    task = state_problem(facts, placed, Options())
    values = values_of(task.problem, {seat.id: column[seat.id] for seat in placed})
    return {objective: int(value) for objective, value in values.items()}


def _elsewhere(columns: Sequence[Places], told: Places) -> Line:
    counts = [sum(told.get(person, group) != group for person, group in column.items()) for column in columns]
    return Line(_("People in another group than published"), [(str(count), False) for count in counts])


def _note(event: Event, allocation: Allocation) -> str:
    moment = formats.moment(allocation.made_at, event.zone)
    aims = AIM_WORDS[stored_options(allocation.options).aims] if allocation.options else _("Made outside of EventHub")
    return f"{name_of_draft(allocation)}: {moment}. {aims}."
