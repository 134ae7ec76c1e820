"""Put constraints and lists of names into words."""

from collections.abc import Iterable

from eventhub.ground.optimisation.arrays import Arrays, Ints
from eventhub.ground.optimisation.problem import Constraint, Kind
from eventhub.ground.optimisation.sentences import listed_en, listed_ru

MANY_NAMES = 12


def described_ru(arrays: Arrays, rule: Constraint) -> str:
    """Describe a constraint in Russian."""
    people = listed_ru(shortened((arrays.person_called[person] for person in rule.people), "ещё {}"))
    groups = listed_ru(shortened((arrays.group_called[group] for group in rule.groups), "ещё {}"))
    return {
        Kind.FIXED: f"{rule.id}: {people} — в {groups}",
        Kind.ALLOWED: f"{rule.id}: {people} — только в {groups}",
        Kind.FORBIDDEN: f"{rule.id}: {people} — не в {groups}",
        Kind.TOGETHER: f"{rule.id}: {people} — вместе",
        Kind.APART: f"{rule.id}: {people} — в разных группах",
    }[rule.kind]


def described_en(arrays: Arrays, rule: Constraint) -> str:
    """Describe a constraint in English."""
    people = listed_en(shortened((arrays.person_called[person] for person in rule.people), "{} more"))
    groups = listed_en(shortened((arrays.group_called[group] for group in rule.groups), "{} more"))
    return {
        Kind.FIXED: f"{rule.id}: {people} in {groups}",
        Kind.ALLOWED: f"{rule.id}: {people} only in {groups}",
        Kind.FORBIDDEN: f"{rule.id}: {people} not in {groups}",
        Kind.TOGETHER: f"{rule.id}: {people} together",
        Kind.APART: f"{rule.id}: {people} in different groups",
    }[rule.kind]


def shortened(names: Iterable[str], more: str) -> list[str]:
    """Keep a list of names readable: at most a dozen, the last saying how many `more` there are."""
    found = list(dict.fromkeys(names))
    if len(found) <= MANY_NAMES:
        return found
    return [*found[: MANY_NAMES - 1], more.format(len(found) - MANY_NAMES + 1)]


def names_of_groups(arrays: Arrays, groups: Ints) -> tuple[str, str]:
    """Name groups in Russian and in English."""
    names = sorted(arrays.group_called[arrays.groups[group]] for group in groups)
    return listed_ru(shortened(names, "ещё {}")), listed_en(shortened(names, "{} more"))


def rules_ru(rules: Iterable[Constraint | str]) -> str:
    """Name constraints by their ids in Russian."""
    ids = [rule if isinstance(rule, str) else rule.id for rule in rules]
    return ("правило " if len(ids) == 1 else "правила ") + listed_ru(shortened(ids, "ещё {}"))


def rules_en(rules: Iterable[Constraint | str]) -> str:
    """Name constraints by their ids in English."""
    ids = [rule if isinstance(rule, str) else rule.id for rule in rules]
    return ("rule " if len(ids) == 1 else "rules ") + listed_en(shortened(ids, "{} more"))
