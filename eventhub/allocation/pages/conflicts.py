"""The sentence of the engine as the organiser reads it: with names, and with links to whatever is named."""

import re
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup, escape

from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.wording import name_of, rule_words, short_title
from eventhub.allocation.rules.binding import DUTIES, Binding, Why, bindings
from eventhub.allocation.rules.facts import Facts
from eventhub.events.models import Event
from eventhub.ground.i18n import _, language
from eventhub.ground.optimisation.problem import Kind
from eventhub.ground.typography import typography

MARK = re.compile(r"\{([pgr]):(\d+)\}")


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule in a conflict: its number in the sentence, its words, and the deed that takes it away, if there is one."""

    number: str
    words: str
    deed: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot hold together."""

    sentence: Markup
    rules: list[NamedRule]


def conflicts(event: Event, facts: Facts, allocation: Allocation) -> list[Conflict]:
    """Lay out why an allocation could not be made; what has been put right since is left out."""
    holding = {(one.why, one.kind, one.people, one.groups) for one in bindings(facts, {})}
    return [
        Conflict(
            sentence=linked(event, facts, told["ru"] if language() == "ru" else told["en"]),
            rules=[_named(event, facts, rule) for rule in told["rules"]],
        )
        for told in allocation.report.get("conflicts", [])
        if all(_still_holds(rule, holding) for rule in told["rules"])
    ]


def _still_holds(told: dict[str, Any], holding: set[tuple[Why, Kind, tuple[int, ...], tuple[int, ...]]]) -> bool:
    binding = _binding(told)
    return binding.why is Why.LOCK or (binding.why, binding.kind, binding.people, binding.groups) in holding


def linked(event: Event, facts: Facts, sentence: str) -> Markup:
    """Put names and links in the place of the marks of people, groups and rules."""
    seats = {seat.id: seat.registration for seat in facts.seats}
    groups = {group.id: group for group in facts.groups}
    parts: list[Markup] = []
    end = 0
    for found in MARK.finditer(sentence):
        kind, key = found[1], int(found[2])
        parts.append(_text(sentence[end : found.start()]))
        end = found.end()
        if kind == "r":
            parts.append(_link(f"#rule-{key}", str(key)))
        elif kind == "g" and key in groups:
            address = url_for("focus_groups.group", slug=event.slug, number=groups[key].number)
            parts.append(_link(address, _("“%(title)s”", title=short_title(event, groups[key]))))
        elif kind == "p" and key in seats:
            address = url_for("registration.show", slug=event.slug, uid=seats[key].uid)
            parts.append(_link(address, name_of(seats[key])))
        else:
            parts.append(_text(_("somebody who does not come any more")))
    return Markup("").join([*parts, _text(sentence[end:])])


def _text(words: str) -> Markup:
    return escape(typography(words))


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, words)


def _named(event: Event, facts: Facts, told: dict[str, Any]) -> NamedRule:
    binding = _binding(told)
    deed, address = _way_out(event, facts, binding)
    return NamedRule(told["number"], rule_words(event, facts, binding), deed, address)


def _binding(told: dict[str, Any]) -> Binding:
    people, groups = tuple(told["people"]), tuple(told["groups"])
    return Binding(Why(told["why"]), Kind(told["kind"]), people, groups, told["rule"])


def _way_out(event: Event, facts: Facts, binding: Binding) -> tuple[str, str]:
    person = next((seat for seat in facts.seats if seat.id in binding.people), None)
    if binding.rule:
        return _("Remove this rule"), url_for("allocation.remove_rule", slug=event.slug, uid=binding.rule)
    if binding.why in DUTIES and person is not None:
        address = url_for("allocation.release", slug=event.slug, uid=person.uid)
        return _("Let %(name)s go to any group", name=name_of(person.registration)), address
    return "", ""
