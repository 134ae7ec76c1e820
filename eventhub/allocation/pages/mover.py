"""One person on the board: where they could go and at what cost, and why they are where they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventhub.allocation.models import Reason
from eventhub.allocation.pages.cards import signed
from eventhub.allocation.pages.wording import (
    full_name_of,
    name_of,
    place_of,
    rank_words,
    rule_words,
    short_title,
)
from eventhub.allocation.rules.facts import Seat
from eventhub.allocation.rules.moving import Table, exchanges, explained, is_bound, price
from eventhub.allocation.rules.options import TRAIT_WORDS, Trait
from eventhub.allocation.rules.problem import rank_of
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.optimisation.problem import Objective

if TYPE_CHECKING:
    from eventhub.ground.optimisation.board import Cost
    from eventhub.ground.optimisation.explanation import QuotaLine

MOST_EXCHANGES = 30
"""With more groups than this, exchanges are only looked for with the groups that somebody wished for."""

REASON_WORDS: dict[Reason, Lazy] = {
    Reason.BY_HAND: lazy("An organiser has put this person here."),
    Reason.STEP_FREE: lazy("This person needs a room without steps, and this group has one."),
    Reason.NO_PREFERENCE: lazy("No wishes were stated; here this person evens the composition."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """By how much an aim changes, in words, and whether that is better."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Option:
    """One group that the person could go to. value: what the form sends; empty where it is not possible."""

    value: str
    number: int
    title: str
    note: str
    is_here: bool
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Mover:
    """The panel about one person."""

    uid: str
    name: str
    about: str
    here: str
    is_locked: bool
    is_bound: bool
    can_move: bool
    options: list[Option]
    reasons: list[str]


def mover(event: Event, table: Table, seat: Seat) -> Mover:
    """Lay out what can be done with a person, and why they are where they are."""
    group = next((group for group in table.facts.groups if group.id == seat.group_id), None)
    is_locked = seat.assignment is not None and seat.assignment.is_locked
    return Mover(
        uid=str(seat.uid),
        name=full_name_of(seat.registration),
        about=_about(event, table, seat, group),
        here=str(group.number) if group else "",
        is_locked=is_locked,
        is_bound=is_bound(seat),
        can_move=seat.is_coming and not is_locked,
        options=[_option(event, table, seat, each) for each in table.facts.groups] if seat.is_coming else [],
        reasons=list(_reasons(event, table, seat, group)),
    )


def _about(event: Event, table: Table, seat: Seat, group: FocusGroup | None) -> str:
    role = seat.registration.role
    title = role.title.words(language(), event.main_language) if role else ""
    stated = ", ".join(part for part in (title, place_of(event, seat.registration)) if part)
    if not seat.is_coming:
        return _("%(who)s. Does not come any more.", who=stated)
    if group is None:
        return _("%(who)s. No group yet.", who=stated)
    rank = rank_words(rank_of(seat, group.id))
    return _("%(who)s. Now in group %(number)s: %(rank)s.", who=stated, number=group.number, rank=rank)


def _option(event: Event, table: Table, seat: Seat, group: FocusGroup) -> Option:
    wish = rank_words(rank_of(seat, group.id)) if seat.wishes else ""
    if group.id == seat.group_id:
        return Option("", group.number, short_title(event, group), wish, True, [])
    if not (broken := table.breaks(seat, group.id)):
        return _offer(event, seat, group, wish, table.cost(seat, group.id))
    partner = _partner(table, seat, group)
    if partner is not None:
        note = _("full: exchange with %(name)s", name=name_of(partner.registration))
        note = f"{wish}; {note}" if wish else note
        return _offer(event, seat, group, note, table.cost(seat, group.id, partner), partner)
    return Option("", group.number, short_title(event, group), _not_possible(event, table, broken), False, [])


def _offer(
    event: Event, seat: Seat, group: FocusGroup, note: str, cost: "Cost | None", partner: Seat | None = None
) -> Option:
    value = f"{group.number}:{partner.uid}" if partner else str(group.number)
    return Option(value, group.number, short_title(event, group), note, False, _changes(cost) if cost else [])


def _changes(cost: "Cost") -> list[Change]:
    wishes, balance = price(cost, Objective.RANK_COST), price(cost, Objective.IMBALANCE)
    return [
        Change(_("wishes %(change)s", change=signed(wishes)), _kind(wishes)),
        Change(_("composition %(change)s", change=signed(balance)), _kind(balance)),
    ]


def _kind(change: int) -> str:
    return "worse" if change > 0 else "better" if change < 0 else "same"


def _partner(table: Table, seat: Seat, group: FocusGroup) -> Seat | None:
    """Find the best person to exchange with who is not locked."""
    if table.board is None or seat.assignment is None:
        return None
    if len(table.facts.groups) > MOST_EXCHANGES and group.id not in seat.wishes:
        return None
    seats = {str(each.id): each for each in table.facts.placed}
    for cost in exchanges(table.board, seat, group.id):
        other = seats[cost.steps[1][0]]
        if other.assignment and not other.assignment.is_locked:
            return other
    return None


def _not_possible(event: Event, table: Table, broken: list[str]) -> str:
    binding = next((found for name in broken if (found := table.task.binding(name))), None)
    if binding is not None:
        return _("not possible: %(rule)s", rule=rule_words(event, table.facts, binding))
    return _("not possible: the sizes of the groups do not allow it")


def _reasons(event: Event, table: Table, seat: Seat, group: FocusGroup | None) -> Iterator[str]:
    """Say what can be checked; nothing of what others wished for."""
    if group is None or seat.assignment is None or table.board is None or not seat.is_coming:
        return
    told = explained(table.board, seat)
    for rule in told.rules:
        binding = table.task.binding(rule.id)
        if binding is not None:
            yield _("Rule: %(rule)s.", rule=rule_words(event, table.facts, binding))
    if seat.assignment.reason in REASON_WORDS:
        yield str(REASON_WORDS[seat.assignment.reason])
    if told.rank is not None:
        yield _("This group is: %(rank)s.", rank=rank_words(told.rank + 1))
    numbers = {str(each.id): each.number for each in table.facts.groups}
    for wish in told.wishes:
        is_dearer = told.rank is None or told.rank < 0 or wish.rank < told.rank
        if is_dearer and wish.group != told.group and wish.is_full:
            yield _(
                "Group %(number)s (%(rank)s) is full: %(size)s of %(most)s.",
                number=numbers[wish.group],
                rank=rank_words(wish.rank + 1),
                size=wish.size,
                most=wish.maximum,
            )
    yield from (_quota_words(event, seat, line) for line in told.quotas)


def _quota_words(event: Event, seat: Seat, line: "QuotaLine") -> str:
    trait = Trait(line.attribute)
    least = str(line.least) if line.least == line.most else f"{line.least}–{line.most}"
    return _(
        "%(trait)s, “%(value)s”: %(count)s here; the mirror of the hall has %(quota)s.",
        trait=TRAIT_WORDS[trait],
        value=_value(event, seat, trait),
        count=line.count,
        quota=least,
    )


def _value(event: Event, seat: Seat, trait: Trait) -> str:
    registration = seat.registration
    if trait is Trait.ROLE and registration.role:
        return registration.role.title.words(language(), event.main_language)
    if trait is Trait.MUNICIPALITY:
        return place_of(event, registration)
    return registration.organisation_name
