"""Which rules bind whom, which moves are possible, and against which bounds a value may be shown."""

from fractions import Fraction

import pytest

from eventhub.allocation import queries
from eventhub.allocation.models import AllocationRule, RuledPerson, RuleKind
from eventhub.allocation.rules import NamesNoGroup, NamesNoPeople, NamesTooMany, may_rule
from eventhub.allocation.rules.binding import Why, bindings
from eventhub.allocation.rules.judging import judged
from eventhub.allocation.rules.moving import lay
from eventhub.allocation.rules.options import Aims, Options, Trait, stored_options
from eventhub.allocation.rules.problem import rank_of
from eventhub.ground.db import db
from eventhub.ground.optimisation.problem import Kind, Objective
from eventhub.scaling_models.models import ModelState
from tests.factories import make_author, make_scaling_model

FIRST, SECOND = Objective.UNLISTED, Objective.RANK_COST
REPORT = {
    "mark": "same",
    "objectives": {
        "unlisted": {"value": 0, "bound": 0},
        "rank_cost": {"value": 5, "bound": 4},
        "imbalance": {"value": 7, "bound": 6},
    },
}


def facts(event, allocation=None):
    return queries.facts_of(event.id, allocation)


def bound(event):
    return [(one.why, one.kind, one.people, one.groups) for one in bindings(facts(event), {})]


def test_leaders_and_authors_belong_to_their_groups(event, small):
    first, second = small.group(1), small.group(2)
    leader, author, poster, stranger = (small.person(name) for name in ("Аист", "Бук", "Вяз", "Граб"))
    first.facilitator_id, second.secretary_id = leader.person_id, leader.person_id
    make_author(make_scaling_model(event, focus_group_id=second.id), author.person)
    make_author(make_scaling_model(event, focus_group_id=first.id, state=ModelState.POSTER), poster.person)
    make_author(make_scaling_model(event, focus_group_id=first.id, state=ModelState.DECLINED), stranger.person)
    db.session.flush()

    assert bound(event) == [
        (Why.FACILITATOR, Kind.FIXED, (leader.id,), (first.id,)),
        (Why.SECRETARY, Kind.FIXED, (leader.id,), (second.id,)),
        (Why.AUTHOR, Kind.FIXED, (author.id,), (second.id,)),
        (Why.AUTHOR, Kind.FIXED, (poster.id,), (first.id,)),
    ]


def test_whoever_presents_in_two_groups_may_go_to_either(event, small):
    first, second, author = small.group(1), small.group(2), small.person("Аист")
    for group in (first, second):
        make_author(make_scaling_model(event, focus_group_id=group.id), author.person)

    assert bound(event) == [(Why.AUTHOR, Kind.ALLOWED, (author.id,), (first.id, second.id))]


def test_people_are_released_from_their_duties(event, small):
    group, leader = small.group(1), small.person("Аист")
    group.facilitator_id = leader.person_id
    rule = AllocationRule(event_id=event.id, kind=RuleKind.FREE)
    db.session.add(rule)
    db.session.flush()
    db.session.add(RuledPerson(rule_id=rule.id, registration_id=leader.id))
    db.session.flush()

    assert bound(event) == []


def test_only_rooms_known_to_be_without_steps_are_open_to_whoever_needs_one(event, small):
    open_, closed = small.group(1, step_free=True), small.group(2)
    person = small.person("Аист", step_free=True)

    assert bound(event) == [(Why.STEP_FREE, Kind.ALLOWED, (person.id,), (open_.id,))]

    open_.room.step_free = False
    db.session.flush()

    assert bound(event) == [(Why.STEP_FREE, Kind.FORBIDDEN, (person.id,), (open_.id, closed.id))]


@pytest.mark.parametrize(
    ("kind", "people", "has_group", "refusal"),
    [
        (RuleKind.TOGETHER, 2, False, None),
        (RuleKind.TOGETHER, 1, False, NamesNoPeople),  # with whom?
        (RuleKind.APART, 1, True, NamesNoPeople),
        (RuleKind.FIXED, 1, True, None),
        (RuleKind.FIXED, 1, False, NamesNoGroup),
        (RuleKind.FORBIDDEN, 1, False, NamesNoGroup),
        (RuleKind.FREE, 1, False, None),
        (RuleKind.FREE, 0, False, NamesNoPeople),
        (RuleKind.APART, 51, False, NamesTooMany),
    ],
)
def test_a_rule_says_enough(kind, people, has_group, refusal):
    if refusal is None:
        may_rule(kind, people, has_group)
    else:
        with pytest.raises(refusal):
            may_rule(kind, people, has_group)


@pytest.mark.parametrize(
    ("values", "mark", "is_moved", "fewest", "bounds"),
    [
        ({FIRST: 0, SECOND: 5, Objective.IMBALANCE: 7}, "same", False, False, [0, 4, 6]),
        (
            {FIRST: 0, SECOND: 6, Objective.IMBALANCE: 5},
            "same",
            True,
            False,
            [0, 4, None],
        ),  # a worse wish, after it nothing
        ({FIRST: 1, SECOND: 3, Objective.IMBALANCE: 7}, "same", True, False, [0, None, None]),
        ({FIRST: 0, SECOND: 5, Objective.IMBALANCE: 7}, "other", False, False, [None, None, None]),  # people changed
        ({FIRST: 0, SECOND: 5, Objective.IMBALANCE: 7}, "same", True, True, [None, None, None]),  # moves came first
    ],
)
def test_a_bound_is_shown_only_while_it_holds(values, mark, is_moved, fewest, bounds):
    exact = {objective: Fraction(value) for objective, value in values.items()}

    found = judged(exact, REPORT, mark, is_moved=is_moved, options=Options(fewest_moves=fewest))

    assert [one.bound for one in found.values()] == bounds


def test_options_survive_being_stored():
    options = Options(Aims.BALANCE, (Trait.ORGANISATION,), base=3, fewest_moves=True, seconds=60)

    assert stored_options(options.stored()) == options
    assert stored_options({}) == Options()
    assert options.objectives[0] is Objective.MOVES


def test_a_group_meets_the_wish_of_its_rank(event, small):
    first, second, third = (small.group(number) for number in (1, 2, 3))
    small.person("Аист", second, first)
    small.person("Бук")
    stork, beech = facts(event).seats

    assert [rank_of(stork, group.id) for group in (first, second, third)] == [2, 1, 0]
    assert rank_of(beech, first.id) is None


def test_a_full_group_takes_nobody_without_an_exchange(event, small):
    full, other = small.group(1, 1), small.group(2, 2)
    stork, beech = small.person("Аист"), small.person("Бук")
    table = lay(facts(event, small.allocation({stork: full, beech: other})), Options())
    one, two = table.facts.seats

    assert table.breaks(two, full.id) == [f"size:{full.id}"]
    assert table.breaks(two, full.id, one) == []
    assert table.breaks(one, other.id) == []


def test_coming_nearer_to_the_smallest_size_is_no_reason_to_refuse(event, small):
    thin, other = small.group(1, 5, least=4), small.group(2, 5, least=2)
    people = [small.person(name) for name in ("Аист", "Бук", "Вяз")]
    table = lay(facts(event, small.allocation(dict.fromkeys(people, other))), Options())
    seat = table.facts.seats[0]

    assert table.breaks(seat, thin.id) == []


def test_whoever_has_no_group_yet_may_go_where_there_is_room(event, small):
    full, open_ = small.group(1, 1), small.group(2, 1, step_free=True)
    stork, _late = small.person("Аист"), small.person("Бук", step_free=True)
    table = lay(facts(event, small.allocation({stork: full})), Options())

    (late,) = table.facts.waiting

    assert table.breaks(late, full.id) == [f"size:{full.id}", "{r:1}"]
    assert table.breaks(late, open_.id) == []
