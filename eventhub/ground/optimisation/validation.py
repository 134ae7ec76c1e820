"""Find everything that is wrong with a problem before anything is computed: all flaws at once."""

from collections import Counter
from collections.abc import Set

from eventhub.ground.optimisation.answers import Flaw
from eventhub.ground.optimisation.problem import Constraint, Kind, Problem
from eventhub.ground.optimisation.sentences import Sentence

PEOPLE, GROUPS, OPTIONS = "participants", "groups", "options"

PARTS = frozenset({PEOPLE, GROUPS, OPTIONS})


def flaws_of(problem: Problem, readable: Set[str] = PARTS) -> list[Flaw]:
    """List every flaw of people, groups and options, in the order of the input.

    readable: the parts that could be read at all; nothing is said to be unknown because its part could not be read.
    """
    flaws = _flaws_of_people(problem, may_know_groups=GROUPS in readable) if PEOPLE in readable else []
    if GROUPS in readable:
        flaws += _flaws_of_groups(problem)
    if OPTIONS in readable:
        flaws += [*_flaws_of_options(problem), *_flaws_of_rules(problem, readable)]
    return flaws


def warnings_of(problem: Problem) -> list[Sentence]:
    """Say what was ignored: unknown topics and repeated wishes."""
    topics = {group.subject for group in problem.groups}
    found = []
    for person in problem.people:
        unknown = [wish for wish in dict.fromkeys(person.preferences) if wish not in topics]
        if unknown:
            found.append(
                Sentence(
                    f"У {person.id} пропущены неизвестные темы: {', '.join(unknown)}.",
                    f"Unknown topics of {person.id} are ignored: {', '.join(unknown)}.",
                )
            )
        if len(set(person.preferences)) < len(person.preferences):
            found.append(
                Sentence(
                    f"У {person.id} повторы в списке пожеланий пропущены.",
                    f"Repeats in the list of {person.id} are ignored.",
                )
            )
    return found


def _flaws_of_people(problem: Problem, *, may_know_groups: bool) -> list[Flaw]:
    known = {group.id for group in problem.groups}
    seen: set[str] = set()
    flaws = []
    for entry, person in enumerate(problem.people):
        if not person.id:
            flaws.append(Flaw(PEOPLE, entry, Sentence("Нет идентификатора человека.", "The person has no id.")))
        elif person.id in seen:
            flaws.append(
                Flaw(
                    PEOPLE,
                    entry,
                    Sentence(f"Человек {person.id} указан дважды.", f"The person {person.id} is listed twice."),
                )
            )
        if may_know_groups and person.previous is not None and person.previous not in known:
            flaws.append(Flaw(PEOPLE, entry, _unknown_group(person.previous)))
        seen.add(person.id)
    return flaws


def _flaws_of_groups(problem: Problem) -> list[Flaw]:
    flaws = []
    seen: set[str] = set()
    if not problem.groups:
        flaws.append(Flaw(GROUPS, None, Sentence("Не указано ни одной группы.", "There are no groups.")))
    for entry, group in enumerate(problem.groups):
        reasons = []
        if not group.id:
            reasons.append(Sentence("Нет идентификатора группы.", "The group has no id."))
        elif group.id in seen:
            reasons.append(Sentence(f"Группа {group.id} указана дважды.", f"The group {group.id} is listed twice."))
        if group.minimum < 0 or (group.maximum is not None and group.maximum < 0):
            reasons.append(
                Sentence(
                    f"Размер группы {group.id} не может быть меньше нуля.",
                    f"The size of group {group.id} cannot be below zero.",
                )
            )
        elif group.maximum is not None and group.minimum > group.maximum:
            reasons.append(
                Sentence(
                    f"В группе {group.id} наименьший размер {group.minimum} больше наибольшего {group.maximum}.",
                    f"In group {group.id} the minimum {group.minimum} is above the maximum {group.maximum}.",
                )
            )
        seen.add(group.id)
        flaws += [Flaw(GROUPS, entry, reason) for reason in reasons]
    return flaws


def _flaws_of_options(problem: Problem) -> list[Flaw]:
    reasons = []
    if problem.rounds < 1:
        reasons.append(Sentence("Нужен хотя бы один тур.", "There must be at least one round."))
    reasons += [
        Sentence(f"Признак «{name}» указан дважды.", f"The attribute “{name}” is listed twice.")
        for name in _repeated([attribute.name for attribute in problem.attributes])
    ]
    reasons += [
        Sentence(f"Вес признака «{name}» меньше нуля.", f"The weight of “{name}” is below zero.")
        for name in [attribute.name for attribute in problem.attributes if attribute.weight < 0]
    ]
    reasons += [
        Sentence(f"Цель {name} указана дважды.", f"The objective {name} is listed twice.")
        for name in _repeated([str(objective) for objective in problem.objectives])
    ]
    if not problem.rank_costs:
        reasons.append(Sentence("Список rank_costs пуст.", "The list rank_costs is empty."))
    if any(cost < 0 for cost in (*problem.rank_costs, problem.unlisted_cost)):
        reasons.append(Sentence("Цена места не может быть меньше нуля.", "The cost of a rank cannot be below zero."))
    return [Flaw(OPTIONS, None, reason) for reason in reasons]


def _flaws_of_rules(problem: Problem, readable: Set[str]) -> list[Flaw]:
    people, groups = {person.id for person in problem.people}, {group.id for group in problem.groups}
    seen: set[str] = set()
    flaws = []
    for entry, rule in enumerate(problem.constraints):
        strangers = [person for person in dict.fromkeys(rule.people) if person not in people and PEOPLE in readable]
        nowhere = [group for group in dict.fromkeys(rule.groups) if group not in groups and GROUPS in readable]
        reasons = [*map(_unknown_person, strangers), *map(_unknown_group, nowhere)]
        reasons += _shape_of_rule(rule, problem.rounds)
        if rule.id in seen:
            reasons.append(
                Sentence(f"Правило {rule.id} указано дважды.", f"The constraint id {rule.id} is used twice.")
            )
        seen.add(rule.id)
        flaws += [Flaw(OPTIONS, entry, reason) for reason in reasons]
    return flaws


def _shape_of_rule(rule: Constraint, rounds: int) -> list[Sentence]:
    reasons = []
    if not rule.id:
        reasons.append(Sentence("У правила нет идентификатора.", "The constraint has no id."))
    if rule.kind in (Kind.FIXED, Kind.ALLOWED) and not rule.groups:
        reasons.append(
            Sentence(f"В правиле {rule.id} не названы группы.", f"The constraint {rule.id} names no groups.")
        )
    if rule.round is not None and not 1 <= rule.round <= rounds:
        reasons.append(
            Sentence(
                f"В правиле {rule.id} назван тур {rule.round}, а туров {rounds}.",
                f"The constraint {rule.id} is for round {rule.round} of {rounds}.",
            )
        )
    return reasons


def _unknown_person(person: str) -> Sentence:
    return Sentence(f"Неизвестный человек: {person}.", f"Unknown person: {person}.")


def _unknown_group(group: str) -> Sentence:
    return Sentence(f"Неизвестная группа: {group}.", f"Unknown group: {group}.")


def _repeated(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
