"""Recognise the well-known ways in which hard constraints contradict each other, and say them in words."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from eventhub.ground.optimisation.arrays import Arrays, Ints
from eventhub.ground.optimisation.feasibility import crowd, desert
from eventhub.ground.optimisation.problem import Constraint, Kind
from eventhub.ground.optimisation.rules import rules_of
from eventhub.ground.optimisation.sentences import (
    Sentence,
    count_en,
    count_ru,
    listed_en,
    listed_ru,
    people_en,
    people_ru,
    places_en,
    places_ru,
)
from eventhub.ground.optimisation.wording import (
    described_en,
    described_ru,
    names_of_groups,
    rules_en,
    rules_ru,
    shortened,
)

PLACING = (Kind.FIXED, Kind.ALLOWED, Kind.FORBIDDEN)


@dataclass(frozen=True)
class Contradiction:
    """Constraints among which there is a contradiction, and what it is."""

    rules: tuple[Constraint, ...]
    sentence: Sentence


Recogniser = Callable[[Arrays, tuple[Constraint, ...]], Contradiction | None]


def capacity(arrays: Arrays) -> Sentence | None:
    """Say when there are too few places for everybody, or too few people for the groups."""
    people, places, needed = len(arrays.people), int(arrays.maximum.sum()), int(arrays.minimum.sum())
    if people > places:
        missing = people - places
        return Sentence(
            f"{people_ru(people)} на {places_ru(places)} во всех группах вместе: не хватает {places_ru(missing)}.",
            f"{people_en(people)} for {places_en(places)} in all the groups together: {missing} too few.",
        )
    if people < needed:
        missing = needed - people
        return Sentence(
            f"Группам вместе нужно не меньше {needed}, а людей {people}: не хватает {people_ru(missing)}.",
            f"The groups together need at least {needed}, but there are {people_en(people)}: {missing} too few.",
        )
    return None


def torn_apart(arrays: Arrays, rules: tuple[Constraint, ...]) -> Contradiction | None:
    """Two people are kept apart by one rule and bound together by others."""
    merged = rules_of(arrays, rules)
    if merged.torn is None:
        return None
    apart = next(rule for rule in rules if rule.id == merged.torn)
    block_of = {person: int(merged.block_of[arrays.person_at[person]]) for person in apart.people}
    first, second = _pair_in_one_block(block_of)
    people, chain = _chain(rules, first, {second})
    ids, path = [rule.id for rule in chain], " – ".join(arrays.person_called[person] for person in people)
    one, other = arrays.person_called[first], arrays.person_called[second]
    return Contradiction(
        (apart, *chain),
        Sentence(
            f"{one} и {other} должны быть вместе ({path}; {rules_ru(ids)}), "
            f"но правило {apart.id} разводит их по разным группам.",
            f"{one} and {other} must be together ({path}; {rules_en(ids)}), "
            f"but {apart.id} puts them into different groups.",
        ),
    )


def nowhere_to_go(arrays: Arrays, rules: tuple[Constraint, ...]) -> Contradiction | None:
    """A person, or people who stay together, have no group left, or only groups too small for them."""
    merged = rules_of(arrays, rules)
    lost = np.flatnonzero(~merged.allowed.any(axis=1))
    if not lost.size:
        return None
    block = int(lost[0])
    people = [arrays.people[person] for person in np.flatnonzero(merged.block_of == block)]
    concerned = tuple(rule for rule in rules if rule.kind != Kind.APART and set(rule.people) & set(people))
    common = _common_groups(arrays, concerned)
    sentence = (_too_large if common else _no_common_group)(arrays, people, concerned)
    return Contradiction(concerned, sentence)


def too_many_apart(arrays: Arrays, rules: tuple[Constraint, ...]) -> Contradiction | None:
    """People who must all be in different groups have fewer groups than they are."""
    merged = rules_of(arrays, rules)
    for rule in rules:
        blocks = np.unique(merged.block_of[[arrays.person_at[person] for person in rule.people]])
        open_ = np.flatnonzero(merged.allowed[blocks].any(axis=0))
        if rule.kind == Kind.APART and len(blocks) > open_.size:
            members = {arrays.people[person] for person in np.flatnonzero(np.isin(merged.block_of, blocks))}
            others = _touching(rules, members, (*PLACING, Kind.TOGETHER))
            return Contradiction((rule, *others), _fewer_groups(arrays, rule, len(blocks), open_))
    return None


def _fewer_groups(arrays: Arrays, rule: Constraint, count: int, groups: Ints) -> Sentence:
    room, (where_ru, where_en) = len(groups), names_of_groups(arrays, groups)
    return Sentence(
        f"Правило {rule.id} разводит {people_ru(count)} по разным группам, "
        f"а для них есть только {count_ru(room, 'группа', 'группы', 'групп')} ({where_ru}).",
        f"{rule.id} keeps {people_en(count)} in different groups, "
        f"but there {'is' if room == 1 else 'are'} only {count_en(room, 'group', 'groups')} for them ({where_en}).",
    )


def crowded(arrays: Arrays, rules: tuple[Constraint, ...]) -> Contradiction | None:
    """Some people may only go to groups that have too few places for them."""
    found = crowd(arrays, rules_of(arrays, rules))
    if found is None:
        return None
    people, groups = found
    concerned = _touching(rules, {arrays.people[person] for person in people}, (*PLACING, Kind.TOGETHER))
    count, places = len(people), int(arrays.maximum[groups].sum())
    where_ru, where_en = names_of_groups(arrays, groups)
    one = len(groups) == 1
    return Contradiction(
        concerned,
        Sentence(
            f"{people_ru(count)} {'может' if count % 10 == 1 and count % 100 != 11 else 'могут'} идти только в "
            f"{'группу' if one else 'группы'} {where_ru}, а там {places_ru(places)}: {rules_ru(concerned)}.",
            f"{people_en(count)} may only go to {'group' if one else 'groups'} {where_en}, which "
            f"{'has' if one else 'have'} {places_en(places)}: {rules_en(concerned)}.",
        ),
    )


def deserted(arrays: Arrays, rules: tuple[Constraint, ...]) -> Contradiction | None:
    """Some groups need more people than may come to them."""
    found = desert(arrays, rules_of(arrays, rules))
    if found is None:
        return None
    people, groups = found
    may = {arrays.people[person] for person in people}
    concerned = _touching(rules, set(arrays.people) - may, (*PLACING, Kind.TOGETHER))
    needed = int(arrays.minimum[groups].sum())
    where_ru, where_en = names_of_groups(arrays, groups)
    one = len(groups) == 1
    return Contradiction(
        concerned,
        Sentence(
            f"В {'группе' if one else 'группах'} {where_ru} должно быть не меньше {needed}, "
            f"а прийти туда {'может' if len(may) == 1 else 'могут'} только {people_ru(len(may))}: "
            f"{rules_ru(concerned)}.",
            f"{'Group' if one else 'Groups'} {where_en} {'needs' if one else 'need'} at least {needed}, "
            f"but only {people_en(len(may))} may go there: {rules_en(concerned)}.",
        ),
    )


def anything(arrays: Arrays, rules: tuple[Constraint, ...]) -> Sentence:
    """Describe constraints that contradict each other in no well-known way."""
    return Sentence(
        f"Эти {count_ru(len(rules), 'правило', 'правила', 'правил')} не могут выполняться одновременно: "
        f"{'; '.join(described_ru(arrays, rule) for rule in rules)}.",
        f"These {count_en(len(rules), 'rule', 'rules')} cannot hold together: "
        f"{'; '.join(described_en(arrays, rule) for rule in rules)}.",
    )


RECOGNISED: tuple[Recogniser, ...] = (torn_apart, nowhere_to_go, too_many_apart, crowded, deserted)


def _common_groups(arrays: Arrays, rules: Iterable[Constraint]) -> list[str]:
    """The groups that are left for people who stay together, whatever their size."""
    left = dict.fromkeys(arrays.groups)
    for rule in rules:
        if rule.kind in (Kind.FIXED, Kind.ALLOWED):
            left = {group: None for group in left if group in rule.groups}
        elif rule.kind == Kind.FORBIDDEN:
            left = {group: None for group in left if group not in rule.groups}
    return list(left)


def _too_large(arrays: Arrays, people: list[str], rules: tuple[Constraint, ...]) -> Sentence:
    largest = max(int(arrays.maximum[arrays.group_at[group]]) for group in _common_groups(arrays, rules))
    called = sorted(arrays.person_called[person] for person in people)
    names = shortened(called, "ещё {}"), shortened(called, "{} more")
    return Sentence(
        f"{people_ru(len(people))} должны быть вместе ({listed_ru(names[0])}; {rules_ru(rules)}), "
        f"а в самой большой из возможных групп {places_ru(largest)}.",
        f"{people_en(len(people))} must be together ({listed_en(names[1])}; {rules_en(rules)}), "
        f"but the largest group open to them has {places_en(largest)}.",
    )


def _no_common_group(arrays: Arrays, people: list[str], rules: tuple[Constraint, ...]) -> Sentence:
    placing = [rule for rule in rules if rule.kind in PLACING]
    demands_ru = "; ".join(described_ru(arrays, rule) for rule in placing)
    demands_en = "; ".join(described_en(arrays, rule) for rule in placing)
    if len(people) == 1:
        who = arrays.person_called[people[0]]
        return Sentence(
            f"Для {who} не остаётся ни одной группы: {demands_ru}.", f"No group is left for {who}: {demands_en}."
        )
    first = next((person for rule in placing for person in rule.people if person in people), people[0])
    others = {person for rule in placing[1:] for person in rule.people if person in people and person != first}
    path, chain = _chain(rules, first, others or set(people) - {first})
    bound, row = [rule.id for rule in chain], " – ".join(arrays.person_called[person] for person in path)
    return Sentence(
        f"{row} должны быть вместе ({rules_ru(bound)}), но общей группы у них нет: {demands_ru}.",
        f"{row} must be together ({rules_en(bound)}), but they have no group in common: {demands_en}.",
    )


def _chain(rules: Iterable[Constraint], first: str, last: set[str]) -> tuple[list[str], list[Constraint]]:
    """Find the shortest chain of together rules from one person to one of some others: people and rules on it."""
    neighbours: dict[str, list[tuple[str, Constraint]]] = defaultdict(list)
    for rule in rules:
        if rule.kind == Kind.TOGETHER:
            for person in rule.people:
                neighbours[person] += [(other, rule) for other in rule.people if other != person]
    came: dict[str, tuple[str, Constraint] | None] = {first: None}
    line = deque([first])
    while line:
        person = line.popleft()
        if person in last:
            return _walked_back(came, person)
        for other, rule in neighbours[person]:
            if other not in came:
                came[other] = (person, rule)
                line.append(other)
    return [first], []


def _walked_back(came: dict[str, tuple[str, Constraint] | None], person: str) -> tuple[list[str], list[Constraint]]:
    people, rules = [person], []
    while (step := came[people[-1]]) is not None:
        people.append(step[0])
        rules.append(step[1])
    return people[::-1], list(dict.fromkeys(rules[::-1]))


def _pair_in_one_block(block_of: dict[str, int]) -> tuple[str, str]:
    seen: dict[int, str] = {}
    for person, block in block_of.items():
        if block in seen:
            return seen[block], person
        seen[block] = person
    raise AssertionError("no two of these people are together")


def _touching(rules: Iterable[Constraint], people: set[str], kinds: tuple[Kind, ...]) -> tuple[Constraint, ...]:
    """The rules of these kinds that concern any of these people, or people bound to them."""
    chosen = tuple(rules)
    grown = True
    while grown:
        more = {p for rule in chosen if rule.kind == Kind.TOGETHER and set(rule.people) & people for p in rule.people}
        grown = not more <= people
        people = people | more
    return tuple(rule for rule in chosen if rule.kind in kinds and set(rule.people) & people)
