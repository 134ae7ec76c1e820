"""Quotas and values of examples that were counted by hand."""

from fractions import Fraction

import pytest

from eventhub.ground.optimisation import objectives
from eventhub.ground.optimisation.problem import Attribute, Group, Objective
from eventhub.ground.optimisation.quotas import Quota, cell_sizes, nominal_sizes, quotas
from eventhub.ground.optimisation.sentences import people_ru, places_en
from tests.ground.optimisation.halls import make_groups, make_person, make_problem, make_rule


@pytest.mark.parametrize(("limits", "people", "sizes"), [
    ([(0, None), (0, None)], 5, [Fraction(5, 2), Fraction(5, 2)]),  # no limits: even
    ([(0, 2), (0, None), (0, None)], 10, [2, 4, 4]),  # a small room fills first
    ([(6, None), (0, None), (0, None)], 10, [6, 2, 2]),  # a least size holds
    ([(0, 1), (0, 3), (4, 9), (0, 9)], 12, [1, 3, 4, 4]),
    ([(2, 2), (3, 3)], 5, [2, 3]),  # full
    ([(14, 18), (14, 16), (14, 17)], 49, [Fraction(33, 2), 16, Fraction(33, 2)]),
    ([(5, 9), (1, 9)], 6, [5, 1]),  # at their least
])  # fmt: skip
def test_sizes_are_levelled_like_water(limits, people, sizes):
    groups = make_groups(*limits)

    assert list(nominal_sizes(groups, people).values()) == sizes


def test_quotas_are_floored_and_ceiled_exactly_and_blanks_belong_nowhere():
    people = [make_person(f"p{number}", a="x" if number < 3 else "") for number in range(6)]
    problem = make_problem(people, make_groups((0, 2), (0, 4)))

    assert quotas(problem) == (Quota("a", "x", "A", 1, 1), Quota("a", "x", "B", 2, 2))
    assert cell_sizes(problem) == {("a", "x"): 3}


@pytest.mark.parametrize(("count", "distance"), [(0, 2), (1, 1), (2, 0), (3, 0), (4, 1), (6, 3)])
def test_the_distance_from_a_quota_counts_both_ways(count, distance):
    assert Quota("a", "x", "A", 2, 3).distance(count) == distance


def example():
    people = [
        make_person("p1", "x", "y", previous="A", a="1"),
        make_person("p2", "y", "zzz", "y", "x", previous="B", a="1"),
        make_person("p3", "z", previous="A", a="2"),
        make_person("p4", "zzz", a="1"),
    ]
    groups = (Group("A", "x", 0, 3), Group("B", "y", 0, 3), Group("z", "", 0, 3))
    return make_problem(people, groups, rounds=2, attributes=(Attribute("a", Fraction(3, 2)),))


def test_every_objective_of_an_example_counted_by_hand():
    first = {"p1": "A", "p2": "A", "p3": "B", "p4": "A"}
    second = {"p1": "z", "p2": "z", "p3": "z", "p4": "A"}

    found = objectives.values(example(), (first, second))

    assert found == {
        Objective.MOVES: 2,  # p2 and p3; p4 had no group before, p1 stayed
        Objective.UNLISTED: 3,  # p3 in round 1; p1 and p2 in round 2; p4 has no list worth the name
        Objective.IMBALANCE: Fraction(3, 2) * (2 + 1 + 1 + 1 + 1),  # of value 1 each should have one: 3, 0, 0; 1, 0, 2
        Objective.RANK_COST: 0 + 1 + 10 + 10 + 10 + 0,
        Objective.REPEAT_PAIRS: 1,  # p1 and p2
        Objective.SAME_PAIRS: Fraction(3, 2) * (3 + 1),
    }


def test_ranks_beyond_the_costs_cost_one_more_each():
    problem = example()

    assert [problem.cost_of_rank(rank) for rank in range(6)] == [0, 1, 3, 4, 5, 6]


@pytest.mark.parametrize(("rule", "is_broken"), [
    (make_rule("c", "fixed", "p1", "A"), False),
    (make_rule("c", "fixed", "p1", "B"), True),
    (make_rule("c", "allowed", "p1 p2", "A B"), False),
    (make_rule("c", "allowed", "p1 p3", "A"), True),
    (make_rule("c", "forbidden", "p1 p2", "B"), False),
    (make_rule("c", "forbidden", "p1 p3", "B"), True),
    (make_rule("c", "together", "p1 p2"), False),
    (make_rule("c", "together", "p1 p3"), True),
    (make_rule("c", "apart", "p1 p3"), False),
    (make_rule("c", "apart", "p1 p2 p3"), True),
    (make_rule("c", "apart", "p1 p1"), False),  # one person twice is one person
    (make_rule("c", "fixed", "p1", "B", 2), False),  # another round
])  # fmt: skip
def test_a_rule_is_kept_or_broken(rule, is_broken):
    people = [make_person(name) for name in ("p1", "p2", "p3")]
    problem = make_problem(people, make_groups((0, 2), (1, 3)), rule, rounds=1)

    assert objectives.broken(problem, ({"p1": "A", "p2": "A", "p3": "B"},)) == (["c"] if is_broken else [])


def test_sizes_and_lost_people_are_named_too():
    people = [make_person(name) for name in ("p1", "p2")]
    problem = make_problem(people, make_groups((0, 1), (1, 3)))

    assert objectives.broken(problem, ({"p1": "A", "p2": "A"},)) == ["size:A", "size:B"]
    assert objectives.broken(problem, ({"p1": "B"},)) == ["person:p2"]


@pytest.mark.parametrize(("number", "said"), [
    (1, "1 человек"), (2, "2 человека"), (5, "5 человек"), (11, "11 человек"), (12, "12 человек"), (21, "21 человек"),
    (22, "22 человека"), (111, "111 человек"), (0, "0 человек"),
])  # fmt: skip
def test_russian_nouns_follow_their_number(number, said):
    assert people_ru(number) == said
    assert (places_en(1), places_en(2)) == ("1 place", "2 places")


def test_one_round_has_no_repeated_meetings_and_pairs_are_counted_once():
    people = [make_person(f"p{number}", previous="AAA"[:2], a="1") for number in range(3)]
    problem = make_problem(people, (Group("AA", "", 0, 3),))
    placed = {person.id: "AA" for person in people}

    found = objectives.values(problem, (placed,))

    assert (found[Objective.REPEAT_PAIRS], found[Objective.SAME_PAIRS], found[Objective.MOVES]) == (0, 3, 0)
