"""Read options.json: rounds, balanced attributes, order of aims, costs and constraints."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from eventhub.ground.optimisation.problem import Attribute, Constraint, Group, Kind, Objective, Person, Problem
from eventhub.ground.optimisation.sentences import Sentence

KNOWN = ("rounds", "attributes", "objectives", "rank_costs", "unlisted_cost", "constraints")


@dataclass
class Options:
    """The options as read, with the line of every constraint and everything that is wrong."""

    text: str = ""
    is_read: bool = True
    rounds: int = 1
    attributes: tuple[Attribute, ...] = ()
    objectives: tuple[Objective, ...] = tuple(Objective)
    rank_costs: tuple[Fraction, ...] = (Fraction(0), Fraction(1), Fraction(3))
    unlisted_cost: Fraction = Fraction(10)
    constraints: tuple[Constraint, ...] = ()
    rule_lines: list[int] = field(default_factory=list)
    faults: list[tuple[int | None, Sentence]] = field(default_factory=list)
    warnings: list[Sentence] = field(default_factory=list)

    def problem(self, people: tuple[Person, ...], groups: tuple[Group, ...]) -> Problem:
        """Put people, groups and options together."""
        return Problem(
            people=people,
            groups=groups,
            attributes=self.attributes,
            objectives=self.objectives,
            constraints=self.constraints,
            rounds=self.rounds,
            rank_costs=self.rank_costs,
            unlisted_cost=self.unlisted_cost,
        )

    def line_of(self, word: str) -> int:
        """The line on which a word stands in quotation marks, or the first line."""
        position = self.text.find(json.dumps(word, ensure_ascii=False))
        return self.text.count("\n", 0, max(position, 0)) + 1

    def refuse(self, key: str, ru: str, en: str) -> None:
        """Note that the value of a key is not what it must be."""
        self.faults.append((self.line_of(key), Sentence(f"«{key}»: {ru}", f"“{key}”: {en}")))


def read_options(text: str | None, fault: tuple[int | None, Sentence]) -> Options:
    """Read the text of options.json; without a text, pass on the fault that says why."""
    options = Options(text or "")
    if text is None:
        options.is_read = False
        options.faults.append(fault)
        return options
    try:
        told = json.loads(text, parse_float=Fraction, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        options.is_read = False
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        reason = Sentence(f"это не правильный JSON ({error}).", f"this is not valid JSON ({error}).")
        options.faults.append((line, reason))
        return options
    if not isinstance(told, dict):
        options.is_read = False
        options.faults.append((1, Sentence("нужен объект JSON.", "a JSON object is needed.")))
        return options
    _fill(options, told)
    return options


def _refused(constant: str) -> Any:
    raise ValueError(constant)


def _fill(options: Options, told: dict[str, Any]) -> None:
    readers: dict[str, Callable[[Options, Any], None]] = {
        "rounds": _rounds,
        "attributes": _attributes,
        "objectives": _objectives,
        "rank_costs": _rank_costs,
        "unlisted_cost": _unlisted_cost,
        "constraints": _constraints,
    }
    for key, value in told.items():
        if key in readers:
            readers[key](options, value)
        else:
            options.warnings.append(
                Sentence(f"Неизвестный ключ «{key}» пропущен.", f"The unknown key “{key}” is ignored.")
            )


def _rounds(options: Options, value: Any) -> None:
    if isinstance(value, int) and not isinstance(value, bool):
        options.rounds = value
    else:
        options.refuse("rounds", "нужно целое число.", "a whole number is needed.")


def _attributes(options: Options, value: Any) -> None:
    if not isinstance(value, list):
        options.refuse("attributes", "нужен список.", "a list is needed.")
        return
    found = []
    for entry in value:
        name = entry.get("name") if isinstance(entry, dict) else None
        weight = _number(entry.get("weight", 1)) if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name or weight is None:
            options.refuse("attributes", "нужны имя и вес-число.", "a name and a weight in figures are needed.")
        else:
            found.append(Attribute(name, weight))
    options.attributes = tuple(found)


def _objectives(options: Options, value: Any) -> None:
    known = {str(objective) for objective in Objective}
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        options.refuse("objectives", "нужен список имён целей.", "a list of names of objectives is needed.")
        return
    for name in value:
        if name not in known:
            options.refuse("objectives", f"неизвестная цель «{name}».", f"unknown objective “{name}”.")
    options.objectives = tuple(Objective(name) for name in value if name in known)


def _rank_costs(options: Options, value: Any) -> None:
    costs = [_number(cost) for cost in value] if isinstance(value, list) else [None]
    known = tuple(cost for cost in costs if cost is not None)
    if len(known) == len(costs):
        options.rank_costs = known
    else:
        options.refuse("rank_costs", "нужен список чисел.", "a list of numbers is needed.")


def _unlisted_cost(options: Options, value: Any) -> None:
    cost = _number(value)
    if cost is None:
        options.refuse("unlisted_cost", "нужно число.", "a number is needed.")
    else:
        options.unlisted_cost = cost


def _constraints(options: Options, value: Any) -> None:
    if not isinstance(value, list):
        options.refuse("constraints", "нужен список.", "a list is needed.")
        return
    found = []
    for number, entry in enumerate(value, start=1):
        rule = _constraint(entry)
        if isinstance(rule, Constraint):
            found.append(rule)
            options.rule_lines.append(options.line_of(rule.id))
        else:
            name = entry.get("id") if isinstance(entry, dict) else None
            line = options.line_of(name if isinstance(name, str) else "constraints")
            told = name if isinstance(name, str) and name else f"№ {number}"
            options.faults.append((line, Sentence(f"правило {told}: {rule.ru}", f"constraint {told}: {rule.en}")))
    options.constraints = tuple(found)


def _constraint(entry: Any) -> Constraint | Sentence:
    """Read one constraint, or say what is wrong with it."""
    if not isinstance(entry, dict):
        return Sentence("нужен объект.", "an object is needed.")
    kind, round_number, name = entry.get("type"), entry.get("round"), entry.get("id")
    people, groups = entry.get("people", []), entry.get("groups", [])
    if not isinstance(name, str):
        return Sentence("нужна строка «id».", "a string “id” is needed.")
    if kind not in {str(known) for known in Kind}:
        return Sentence(f"неизвестный вид «{kind}».", f"unknown type “{kind}”.")
    if not (_are_words(people) and _are_words(groups)):
        return Sentence("люди и группы — это списки строк.", "people and groups are lists of strings.")
    if round_number is not None and (not isinstance(round_number, int) or isinstance(round_number, bool)):
        return Sentence("тур — это целое число.", "the round is a whole number.")
    return Constraint(name, Kind(kind), tuple(people), tuple(groups), round_number, str(entry.get("note") or ""))


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return None
    return Fraction(value)
