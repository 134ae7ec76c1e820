"""The board: one allocation with its quality, its groups and its people, and whoever is being moved."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventhub.allocation import queries
from eventhub.allocation.models import Allocation, AllocationState
from eventhub.allocation.pages import cards
from eventhub.allocation.pages.conflicts import conflicts
from eventhub.allocation.pages.mover import mover
from eventhub.allocation.pages.quality import aims, rank_bars, reached
from eventhub.allocation.pages.wording import heading_of, name_of_draft
from eventhub.allocation.rules.facts import Facts, Seat
from eventhub.allocation.rules.judging import is_in_conflict, is_made
from eventhub.allocation.rules.moving import lay
from eventhub.allocation.rules.options import stored_options
from eventhub.events.models import Event
from eventhub.ground.i18n import ngettext
from eventhub.ground.page_frame import Way

Known = Sequence[tuple[Allocation, bool]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which of an event's allocations is looked at, and which others there are."""

    allocation: Allocation
    has_moves: bool
    others: Known


def chosen_allocation(known: Known, number: int | None) -> Shown | None:
    """Choose the allocation of a number, else the latest that has come to something."""
    made = [(allocation, has_moves) for allocation, has_moves in known if is_made(allocation)]
    for allocation, has_moves in made:
        if number is None or allocation.number == number:
            return Shown(allocation, has_moves, made)
    return None


def board(event: Event, known: Known, shown: Shown, person: uuid.UUID | None, *, can_change: bool) -> dict[str, Any]:
    """Lay out the whole page. Five statements."""
    allocation, options = shown.allocation, stored_options(shown.allocation.options)
    facts = queries.facts_of(event.id, allocation)
    table = lay(facts, options)
    hall = cards.hall_of(event, facts, table)
    chosen = next((seat for seat in facts.seats if seat.uid == person), None) if person else None
    is_draft = allocation.state is AllocationState.DRAFT
    return {
        "allocation": allocation,
        "overline": heading_of(event, allocation),
        "summary": _summary(facts),
        "aims": aims(facts, reached(table, allocation, options, is_moved=shown.has_moves), _earlier(shown)),
        "ranks": rank_bars(facts),
        "legend": hall.legend,
        "groups": cards.cards(event, allocation, facts, hall, chosen),
        "waiting": _lines(event, allocation, facts.waiting, chosen),
        "gone": _lines(event, allocation, facts.gone, chosen),
        "mover": mover(event, table, chosen) if chosen else None,
        "conflicts": conflicts(event, facts, known[0][0]) if is_in_conflict(known[0][0]) else [],
        "drafts": _ways(event, shown),
        "is_draft": is_draft,
        "can_move": can_change and is_draft,
        "can_change": can_change,
        "can_undo": can_change and is_draft and shown.has_moves,
    }


def _lines(event: Event, allocation: Allocation, seats: Sequence[Seat], chosen: Seat | None) -> list[cards.PersonLine]:
    return [cards.person_line(event, allocation, seat, chosen) for seat in seats]


def _summary(facts: Facts) -> str:
    people = ngettext("%(count)s person", "%(count)s people", len(facts.placed))
    groups = ngettext("%(count)s group", "%(count)s groups", len(facts.groups))
    locked = sum(seat.assignment is not None and seat.assignment.is_locked for seat in facts.placed)
    return f"{people}, {groups}, " + ngettext("%(count)s place locked", "%(count)s places locked", locked)


def _earlier(shown: Shown) -> Allocation | None:
    """The next older allocation whose values are known."""
    older = [each for each, _moves in shown.others if each.number < shown.allocation.number]
    return next((each for each in older if each.report.get("objectives")), None)


def _ways(event: Event, shown: Shown) -> list[Way]:
    return [
        Way(
            name_of_draft(each),
            url_for("allocation.board", slug=event.slug, number=each.number),
            is_current=each.number == shown.allocation.number,
        )
        for each, _moves in shown.others
    ]
