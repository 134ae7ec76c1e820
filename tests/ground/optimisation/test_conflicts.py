"""Contradictions are named, minimal, and said in numbers."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.ground.optimisation import engine
from eventhub.ground.optimisation.answers import Status
from eventhub.ground.optimisation.arrays import arrays
from eventhub.ground.optimisation.conflicts import conflicts_of
from eventhub.ground.optimisation.feasibility import is_feasible
from tests.ground.optimisation.everything import legal
from tests.ground.optimisation.halls import make_groups, make_person, make_problem, make_rule
from tests.ground.optimisation.inventing import tiny_problem

TWELVE = [make_person(f"P{number}") for number in range(12)]
FOUR_GROUPS = make_groups((0, 5), (0, 5), (0, 5), (2, 9))

CASES = {
    "too few places": (
        make_groups((0, 3), (0, 3), (0, 3)),
        [make_rule("innocent", "fixed", "P0", "A")],
        [()],
        "12 people for 9 places in all the groups together: 3 too few.",
        "12 человек на 9 мест во всех группах вместе: не хватает 3 места.",
    ),
    "too few people": (
        make_groups((6, None), (7, None)),
        [],
        [()],
        "The groups together need at least 13, but there are 12 people: 1 too few.",
        "Группам вместе нужно не меньше 13, а людей 12: не хватает 1 человек.",
    ),
    "together and apart": (
        FOUR_GROUPS,
        [
            make_rule("c1", "together", "P1 P2"),
            make_rule("c2", "together", "P2 P3"),
            make_rule("c3", "apart", "P1 P3 P7"),
            make_rule("innocent", "fixed", "P9", "A"),
        ],
        [("c1", "c2", "c3")],
        "P1 and P3 must be together (P1 – P2 – P3; rules c1 and c2), but c3 puts them into different groups.",
        "P1 и P3 должны быть вместе (P1 – P2 – P3; правила c1 и c2), но правило c3 разводит их по разным группам.",
    ),
    "two fixed people in a chain": (
        FOUR_GROUPS,
        [
            make_rule("c1", "together", "P1 P2"),
            make_rule("c2", "together", "P2 P3"),
            make_rule("c3", "fixed", "P1", "A"),
            make_rule("c4", "fixed", "P3", "B"),
            make_rule("innocent", "forbidden", "P2", "C"),
        ],
        [("c1", "c2", "c3", "c4")],
        "P1 – P2 – P3 must be together (rules c1 and c2), but they have no group in common: c3: P1 in A; c4: P3 in B.",
        "P1 – P2 – P3 должны быть вместе (правила c1 и c2), но общей группы у них нет: c3: P1 — в A; c4: P3 — в B.",
    ),
    "nowhere to go": (
        FOUR_GROUPS,
        [make_rule("c1", "fixed", "P1", "A"), make_rule("c2", "forbidden", "P1 P2", "A B")],
        [("c1", "c2")],
        "No group is left for P1: c1: P1 in A; c2: P1 and P2 not in A and B.",
        "Для P1 не остаётся ни одной группы: c1: P1 — в A; c2: P1 и P2 — не в A и B.",
    ),
    "a block too large": (
        FOUR_GROUPS,
        [make_rule("c1", "together", "P1 P2 P3 P4 P5 P6"), make_rule("c2", "allowed", "P1", "A B")],
        [("c1", "c2")],
        (
            "6 people must be together (P1, P2, P3, P4, P5 and P6; rules c1 and c2), "
            "but the largest group open to them has 5 places."
        ),
        (
            "6 человек должны быть вместе (P1, P2, P3, P4, P5 и P6; правила c1 и c2), "
            "а в самой большой из возможных групп 5 мест."
        ),
    ),
    "more apart than groups": (
        FOUR_GROUPS,
        [make_rule("c1", "apart", "P1 P2 P3"), make_rule("c2", "allowed", "P1 P2 P3", "A B")],
        [("c1", "c2")],
        "c1 keeps 3 people in different groups, but there are only 2 groups for them (A and B).",
        "Правило c1 разводит 3 человека по разным группам, а для них есть только 2 группы (A и B).",
    ),
    "a crowd": (
        FOUR_GROUPS,
        [make_rule("c1", "allowed", "P1 P2 P3 P4 P5 P6", "A"), make_rule("innocent", "allowed", "P7", "A B")],
        [("c1",)],
        "6 people may only go to group A, which has 5 places: rule c1.",
        "6 человек могут идти только в группу A, а там 5 мест: правило c1.",
    ),
    "a desert": (
        FOUR_GROUPS,
        [make_rule("c1", "forbidden", " ".join(f"P{number}" for number in range(11)), "D")],
        [("c1",)],
        "Group D needs at least 2, but only 1 person may go there: rule c1.",
        "В группе D должно быть не меньше 2, а прийти туда может только 1 человек: правило c1.",
    ),
    "nothing well known": (
        make_groups((0, 4), (0, 4), (0, 4)),
        [
            make_rule("t1", "together", "P0 P1 P2"),
            make_rule("t2", "together", "P3 P4 P5"),
            make_rule("t3", "together", "P6 P7 P8"),
            make_rule("t4", "together", "P9 P10"),
        ],
        [("t1", "t2", "t3", "t4")],
        (
            "These 4 rules cannot hold together: t1: P0, P1 and P2 together; t2: P3, P4 and P5 together; "
            "t3: P6, P7 and P8 together; t4: P9 and P10 together."
        ),
        (
            "Эти 4 правила не могут выполняться одновременно: t1: P0, P1 и P2 — вместе; t2: P3, P4 и P5 — вместе; "
            "t3: P6, P7 и P8 — вместе; t4: P9 и P10 — вместе."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_contradiction_is_named_with_its_numbers_and_without_innocents(case):
    groups, rules, ids, en, ru = CASES[case]

    conflicts = conflicts_of(make_problem(TWELVE, groups, *rules))

    assert [conflict.constraints for conflict in conflicts] == ids
    assert (conflicts[0].reason.en, conflicts[0].reason.ru) == (en, ru)


def test_independent_conflicts_are_named_at_once():
    rules = [
        make_rule("a1", "fixed", "P1", "A"),
        make_rule("a2", "fixed", "P1", "B"),
        make_rule("b1", "fixed", "P2", "A"),
        make_rule("b2", "forbidden", "P2", "A"),
    ]

    conflicts = conflicts_of(make_problem(TWELVE, FOUR_GROUPS, *rules))

    assert sorted(conflict.constraints for conflict in conflicts) == [("a1", "a2"), ("b1", "b2")]


def test_a_conflict_of_one_round_names_the_round():
    rules = [
        make_rule("c1", "fixed", "P1", "A", 2),
        make_rule("c2", "fixed", "P1", "B"),
        make_rule("c3", "fixed", "P1", "B", 1),
    ]

    conflicts = conflicts_of(make_problem(TWELVE, FOUR_GROUPS, *rules, rounds=2))

    assert [conflict.constraints for conflict in conflicts] == [("c1", "c2")]
    assert conflicts[0].reason.en == "Round 2: No group is left for P1: c1: P1 in A; c2: P1 in B."


def test_names_are_used_where_there_are_names():
    people = [make_person("P1"), make_person("P2")]
    people[0] = type(people[0])("P1", name="Анна")
    groups = make_groups((0, 1), (0, 1))

    conflicts = conflicts_of(make_problem(people, groups, make_rule("c", "together", "P1 P2")))

    assert conflicts[0].reason.ru == (
        "2 человека должны быть вместе (P2 и Анна; правило c), а в самой большой из возможных групп 1 место."
    )


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_conflicts_are_minimal_and_appear_only_without_any_legal_allocation(seed):
    problem = tiny_problem(random.Random(seed), people_count=4)
    possible = any(True for _ in legal(problem))

    conflicts = conflicts_of(problem)

    assert bool(conflicts) != possible
    numbers, rules = arrays(problem), {rule.id: rule for rule in problem.constraints}
    for conflict in conflicts:
        chosen = [rules[name] for name in conflict.constraints]
        assert not is_feasible(numbers, chosen)
        assert all(is_feasible(numbers, [rule for rule in chosen if rule is not left_out]) for left_out in chosen)


def test_an_infeasible_answer_has_no_allocation():
    answer = engine.solve(make_problem(TWELVE, make_groups((0, 3))), seconds=5)

    assert (answer.status, answer.assignment) == (Status.INFEASIBLE, None)
