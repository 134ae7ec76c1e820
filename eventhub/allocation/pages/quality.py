"""How good an allocation is: each aim with its value, the proven bound, and what was before; the wishes obtained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.wording import rank_words
from eventhub.allocation.rules.facts import Facts
from eventhub.allocation.rules.judging import Reached, judged, ranks
from eventhub.allocation.rules.moving import Table
from eventhub.allocation.rules.options import Options
from eventhub.allocation.rules.problem import mark_of
from eventhub.ground import formats
from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.quality import track
from eventhub.ground.i18n import Lazy, _, lazy, ngettext
from eventhub.ground.optimisation.problem import Objective

AIM_NAMES: dict[Objective, Lazy] = {
    Objective.UNLISTED: lazy("Without a group they wished for"),
    Objective.RANK_COST: lazy("Wishes"),
    Objective.IMBALANCE: lazy("Even composition"),
    Objective.MOVES: lazy("People who change their group"),
}
SHOWN = (Objective.UNLISTED, Objective.RANK_COST, Objective.IMBALANCE)


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim as the panel shows it."""

    name: str
    value: str
    of: str
    track: Markup
    proof: str
    words: str


def reached(table: Table, allocation: Allocation, options: Options, *, is_moved: bool) -> dict[Objective, Reached]:
    """Judge what lies on the table against the bounds of its report."""
    values = table.board.values if table.board else {}
    return judged(values, allocation.report, mark_of(table.task), is_moved=is_moved, options=options)


def aims(facts: Facts, found: Mapping[Objective, Reached], earlier: Allocation | None) -> list[Aim]:
    """Lay out the aims in the organiser's order. earlier: an older draft, whose values are shown in grey."""
    before = earlier.report.get("objectives", {}) if earlier else {}
    with_earlier = (
        replace(one, earlier=int(before[objective.value]["value"])) if objective.value in before else one
        for objective, one in found.items()
        if objective in SHOWN
    )
    return [_aim(facts, one) for one in with_earlier]


def rank_bars(facts: Facts) -> list[tuple[str, Markup, int]]:
    """Count the wishes obtained, the first ones first."""
    counted = ranks(facts)
    most = max(counted.values(), default=0)
    order = sorted(counted, key=lambda rank: (rank is None, rank == 0, rank or 0))
    return [(rank_words(rank), bar(counted[rank], most), counted[rank]) for rank in order]


def _aim(facts: Facts, one: Reached) -> Aim:
    value, of = _said(facts, one)
    most = 1.15 * max(one.value, one.earlier or 0, one.bound or 0, 1)
    return Aim(
        name=str(AIM_NAMES[one.objective]),
        value=value,
        of=of,
        track=track(one.value, most, bound=one.bound, earlier=one.earlier),
        proof=_("cannot be better, proven") if one.is_proven else "",
        words=" ".join(_details(one)),
    )


def _said(facts: Facts, one: Reached) -> tuple[str, str]:
    if one.objective is Objective.RANK_COST:
        counted = ranks(facts)
        with_list = sum(count for rank, count in counted.items() if rank is not None)
        words = ngettext("of %(count)s got their first wish", "of %(count)s got their first wish", with_list)
        return formats.number(counted[1]), words
    if one.objective is Objective.IMBALANCE:
        words = ngettext("place off the mirror of the hall", "places off the mirror of the hall", one.value)
        return formats.number(one.value), words
    return formats.number(one.value), ngettext("person", "people", one.value)


def _details(one: Reached) -> Iterable[str]:
    if one.objective is Objective.RANK_COST:
        yield _("A first wish costs 0, a second 1, a third 3, none 10: %(cost)s together.", cost=one.value)
    if one.bound is None:
        yield _("The best possible has not been calculated.")
    elif not one.is_proven:
        gap = formats.number(round(one.gap_percent, 1))
        yield _("The best possible is at least %(bound)s: at most %(gap)s %% away.", bound=one.bound, gap=gap)
    if one.earlier is not None:
        yield _("The draft before: %(value)s.", value=one.earlier)
