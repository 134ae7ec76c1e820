"""Before the press: who is to be placed, into which groups, by which rules, and what every group should have."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from eventhub.allocation import actions
from eventhub.allocation.models import Allocation, RuleKind
from eventhub.allocation.pages.conflicts import conflicts
from eventhub.allocation.pages.wording import WHY_WORDS, free_words, name_of, room_of, rule_words, short_title
from eventhub.allocation.rules.binding import Why, bindings
from eventhub.allocation.rules.facts import Facts
from eventhub.allocation.rules.judging import is_in_conflict
from eventhub.allocation.rules.options import TRAIT_WORDS, Options, Trait
from eventhub.allocation.rules.problem import Task
from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import _, language, ngettext
from eventhub.ground.optimisation.quotas import Quota, quotas
from eventhub.registration.models import Registration

MOST_ROWS = 60
"""Rows of one table of quotas; values of one person each come last and are left out."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group to be filled."""

    number: int
    title: str
    address: str
    room: str
    size: str
    is_step_free: bool
    seats: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule of the organiser."""

    words: str
    removal: str


@dataclass(frozen=True, slots=True)
class QuotaTable:
    """What every group should have of each value of one trait."""

    title: str
    heads: list[str]
    rows: list[tuple[str, ...]]


def preparation(event: Event, options: Options, latest: Allocation | None) -> dict[str, Any]:
    """Lay out what is known before the press. At most six statements."""
    facts, task = actions.stated(event.id, options)
    coming = [seat for seat in facts.seats if seat.is_coming]
    return {
        "people_count": len(coming),
        "people_words": _people_words(len(coming), sum(bool(seat.wishes) for seat in coming)),
        "places_words": _places_words(facts, len(coming)),
        "group_choices": [(group.id, f"{group.number}. {short_title(event, group)}") for group in facts.groups],
        "groups": [_group_row(event, facts, number) for number in range(len(facts.groups))],
        "bound": _bound_words(facts),
        "rules": [_rule_row(event, facts, number) for number in range(len(facts.ruled))],
        "tables": _tables(event, facts, task) if coming and facts.groups else [],
        "conflicts": conflicts(event, facts, latest) if latest and is_in_conflict(latest) else [],
    }


def _people_words(count: int, with_wishes: int) -> str:
    people = ngettext("%(count)s person with a place", "%(count)s people with a place", count)
    wishes = ngettext("%(count)s has stated wishes", "%(count)s have stated wishes", with_wishes)
    return f"{people}, {wishes}"


def _places_words(facts: Facts, people: int) -> str:
    if not facts.groups or any(group.capacity is None for group in facts.groups):
        return ""
    places, needed = sum(group.capacity or 0 for group in facts.groups), sum(group.min_size for group in facts.groups)
    if people > places:
        return _("The groups have %(places)s places: %(missing)s too few.", places=places, missing=people - places)
    if people < needed:
        missing = needed - people
        return _("The groups need at least %(needed)s people: %(missing)s too few.", needed=needed, missing=missing)
    return ngettext("The groups have %(count)s place.", "The groups have %(count)s places.", places)


def _group_row(event: Event, facts: Facts, position: int) -> GroupRow:
    group = facts.groups[position]
    least, most = group.min_size, group.capacity
    size = _("%(least)s–%(most)s", least=least, most=most) if most is not None else _("from %(least)s", least=least)
    seats = group.room.seats if group.room else None
    return GroupRow(
        number=group.number,
        title=short_title(event, group),
        address=url_for("focus_groups.group", slug=event.slug, number=group.number),
        room=room_of(event, group),
        size=size,
        is_step_free=group.room is not None and group.room.step_free,
        seats=ngettext("%(count)s seat", "%(count)s seats", seats) if seats else "",
    )


def _bound_words(facts: Facts) -> list[tuple[str, int]]:
    """Count the people whom duties and needs bind to groups, by reason."""
    counted = Counter(binding.why for binding in bindings(facts, {}) if binding.why is not Why.ORGANISER)
    return [(str(WHY_WORDS[why]), count) for why, count in counted.items()]


def _rule_row(event: Event, facts: Facts, position: int) -> RuleRow:
    ruled = facts.ruled[position]
    removal = url_for("allocation.remove_rule", slug=event.slug, uid=ruled.rule.uid)
    names = formats.listing(name_of(seat.registration) for seat in facts.seats if seat.id in ruled.people)
    if ruled.rule.kind is RuleKind.FREE:
        return RuleRow(free_words(names), removal)
    found = [binding for binding in bindings(facts, {}) if binding.rule == str(ruled.rule.uid)]
    words = rule_words(event, facts, found[0]) if found else _("A rule about people who do not come any more")
    return RuleRow(words, removal)


def _tables(event: Event, facts: Facts, task: Task) -> list[QuotaTable]:
    found = quotas(task.problem)
    by_trait = {trait: [quota for quota in found if quota.attribute == trait] for trait in Trait}
    return [_table(event, facts, trait, rows) for trait, rows in by_trait.items() if rows]


def _table(event: Event, facts: Facts, trait: Trait, found: Sequence[Quota]) -> QuotaTable:
    counts = Counter(seat.traits[trait] for seat in facts.seats if seat.is_coming and trait in seat.traits)
    names = {
        seat.traits[trait]: _value(event, seat.registration, trait) for seat in facts.seats if trait in seat.traits
    }
    cells = {(quota.value, quota.group): quota for quota in found}
    shown = [value for value, count in counts.most_common() if count > 1 or trait is Trait.ROLE][:MOST_ROWS]
    groups = [str(group.id) for group in facts.groups]
    rows = [(names[value], str(counts[value]), *(_span(cells[value, group]) for group in groups)) for value in shown]
    heads = [str(TRAIT_WORDS[trait]), _("In all"), *(str(group.number) for group in facts.groups)]
    return QuotaTable(str(TRAIT_WORDS[trait]), heads, rows)


def _span(quota: Quota) -> str:
    return str(quota.least) if quota.least == quota.most else f"{quota.least}–{quota.most}"


def _value(event: Event, registration: Registration, trait: Trait) -> str:
    if trait is Trait.ORGANISATION:
        return registration.organisation_name
    thing = registration.role.title if trait is Trait.ROLE and registration.role else None
    if trait is Trait.MUNICIPALITY and registration.municipality:
        thing = registration.municipality.name
    return thing.words(language(), event.main_language) if thing else ""
