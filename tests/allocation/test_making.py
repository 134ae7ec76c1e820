"""One press allocates everybody in the background; stopped, contradictory and repeated presses end well."""

import re

import pytest
import sqlalchemy as sa

from eventhub.allocation import actions
from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.allocation.rules.options import Options
from eventhub.ground import clock, work, working
from eventhub.ground.db import beside, db
from eventhub.ground.optimisation.answers import Answer, Status
from eventhub.ground.work import WorkState
from tests.allocation.small import BASE, places
from tests.pressing import press, token_of, words_of

NEW = f"{BASE}/new"


def pressed(reader, **given):
    return press(reader, NEW, **{"aims": "wishes", "traits": ["role"], "base": "0", "seconds": "10", **given})


def test_one_press_gives_everybody_a_group(organiser, small, jobs):
    first, second = small.group(1, 2, least=1), small.group(2, 2, least=1)
    for name, wishes in {"Аист": (first, second), "Бук": (first,), "Вяз": (first, second)}.items():
        small.person(name, *wishes)

    answer = pressed(organiser)
    waiting = words_of(organiser.get(answer.location))
    working.run_all()
    led = organiser.get(answer.location)
    page = words_of(organiser.get(led.location))

    assert (answer.status_code, answer.location) == (303, f"{BASE}/search")
    assert "Waiting for its turn" in waiting
    assert led.location == f"{BASE}/1?done=made"
    found = places(1)
    assert sorted(found.values()) == [1, 1, 2]
    assert found["Бук"] == 1
    assert "A new draft is ready." in page
    assert "2 of 3 got their first wish" in page
    assert "cannot be better, proven" in page


def test_a_second_press_does_not_start_a_second_search(organiser, small):
    small.group(1)
    small.person("Аист")

    pressed(organiser)
    pressed(organiser)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Allocation)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(work.Work)) == 1


def test_a_search_that_waits_is_stopped_at_once(organiser, small, jobs):
    small.group(1)
    small.person("Аист")
    pressed(organiser)

    answer = press(organiser, f"{BASE}/search", f"{BASE}/search/end")
    working.run_all()

    assert answer.location == f"{BASE}/search"
    assert db.session.scalars(sa.select(work.Work.state)).all() == [WorkState.CANCELLED]
    assert organiser.get(f"{BASE}/search").location == NEW


def test_the_best_so_far_is_kept_when_somebody_is_content(event, small, jobs, monkeypatch):
    group, person = small.group(1), small.person("Аист")
    asked = actions.allocate(event, Options(), by="user:1", now=clock.now())
    db.session.commit()
    best = ({str(person.id): str(group.id)},)

    def stopped(problem, *, seconds, on_progress, should_stop):
        with beside() as connection:
            connection.execute(sa.update(work.Work).values(cancel_requested=True))
        assert should_stop()
        return Answer(Status.FEASIBLE, assignment=best, ended_by="stopped")

    monkeypatch.setattr(jobs, "solve_in_child", stopped)
    working.run(asked.uid)

    assert places(1) == {"Аист": 1}


def test_what_is_kept_is_kept_once(event, small):
    group, person = small.group(1), small.person("Аист")
    actions.allocate(event, Options(), by="user:1", now=clock.now())
    db.session.flush()
    draft = db.session.scalars(sa.select(Allocation)).one()
    _facts, stated = actions.stated(event.id, Options())
    answer = Answer(Status.OPTIMAL, assignment=({str(person.id): str(group.id)},))

    for _attempt in range(2):
        assert actions.keep_answer(draft, stated, answer, now=clock.now())
        db.session.flush()

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Assignment)) == 1


def test_rules_in_conflict_are_named_with_links_and_a_way_out(organiser, small, jobs):
    first, _second = small.group(1), small.group(2)
    stork, beech = small.person("Аист"), small.person("Бук")
    first.facilitator_id = stork.person_id
    db.session.flush()
    for kind, group in (("together", "0"), ("forbidden", str(first.id))):
        people = "Аист\nБук" if kind == "together" else "Бук"
        token = token_of(organiser, NEW)
        organiser.post(f"{BASE}/rules", data={"csrf_token": token, "people": people, "kind": kind, "group": group})

    pressed(organiser)
    working.run_all()
    led = organiser.get(f"{BASE}/search")
    page = organiser.get(led.location)

    assert led.location == NEW
    assert "Nobody could be allocated" in words_of(page)
    for person in (stork, beech):
        assert f'href="/manage/moving-up/registrations/{person.uid}"' in page.text
    assert "{p:" not in page.text
    assert "{r:" not in page.text
    assert "Let Аист" in words_of(page)
    assert page.text.count("Remove this rule") == 2

    press(organiser, NEW, f"{BASE}/people/{stork.uid}/release")

    assert "Nobody could be allocated" not in words_of(organiser.get(NEW))  # put right


def test_whoever_is_let_go_can_be_allocated(organiser, small, jobs):
    first, second = small.group(1), small.group(2)
    stork = small.person("Аист")
    first.facilitator_id = second.secretary_id = stork.person_id
    db.session.flush()
    pressed(organiser)
    working.run_all()

    press(organiser, NEW, f"{BASE}/people/{stork.uid}/release")
    pressed(organiser)
    working.run_all()

    assert db.session.scalars(sa.select(Allocation.state).order_by(Allocation.number)).all() == [
        AllocationState.DISCARDED,
        AllocationState.DRAFT,
    ]


def test_repair_moves_nobody_without_need(organiser, small, jobs):
    first, second = small.group(1, 2, least=1), small.group(2, 2, least=1)
    stork, beech, elm = small.person("Аист", first), small.person("Бук", first), small.person("Вяз", first)
    small.person("Граб", first)  # has come since
    small.allocation({stork: second, beech: first, elm: first})

    pressed(organiser, base="1", fewest_moves="y")
    working.run_all()

    assert places(2) == {"Аист": 2, "Бук": 1, "Вяз": 1, "Граб": 2}


def test_locks_of_the_draft_before_hold(organiser, small, jobs):
    first, second = small.group(1), small.group(2)
    stork = small.person("Аист", first)
    draft = small.allocation({stork: second})
    db.session.execute(sa.update(Assignment).where(Assignment.allocation_id == draft.id).values(is_locked=True))

    pressed(organiser, base="1")
    working.run_all()

    assert places(2) == {"Аист": 2}
    reasons = sa.select(Assignment.reason).join(Allocation).where(Allocation.number == 2)
    assert db.session.scalars(reasons).all() == [Reason.BALANCE]


def test_few_moves_are_counted_from_somewhere(organiser, small):
    small.group(1)
    small.person("Аист")

    answer = pressed(organiser, fewest_moves="y")

    assert answer.status_code == 422
    assert "Choose the allocation from which few people shall move" in words_of(answer)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Слон", "Nobody with a place fits “Слон”."),
        ("Аист\nАист", "This kind of rule needs at least 2 people"),
        ("Бук", "Several people fit “Бук”:"),
        ("", "Name at least one person, one to a line."),
    ],
)
def test_a_rule_that_says_too_little_keeps_what_was_typed(organiser, small, lines, words):
    small.group(1)
    for name in ("Аист", "Букин", "Буков"):
        small.person(name)

    answer = press(organiser, NEW, f"{BASE}/rules", people=lines, kind="together", group="0")

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert re.search(rf"<textarea[^>]*>\s*{lines}", answer.text)


def test_a_rule_is_made_once_and_goes_again(organiser, small):
    small.group(1)
    person = small.person("Аист")
    key = "6f1d2c3b-0000-4000-8000-000000000001"
    typed = {"people": f"№ {person.number}", "kind": "free", "group": "0", "submission_key": key}

    for _attempt in range(2):
        press(organiser, NEW, f"{BASE}/rules", **typed)
    page = organiser.get(NEW)
    removals = re.findall(rf'action="({BASE}/rules/[^"]+/removal)"', page.text)
    press(organiser, NEW, removals[0])

    assert "Аист" in words_of(page)
    assert len(removals) == 1
    assert "No rules." in words_of(organiser.get(NEW))


def test_empty_events_say_what_comes_first(organiser, small):
    assert "No group yet" in words_of(organiser.get(BASE))

    small.group(1)

    assert "Nobody to place yet" in words_of(organiser.get(BASE))


def test_too_few_places_are_said_before_the_press(organiser, small):
    small.group(1, 2, least=1)
    for name in ("Аист", "Бук", "Вяз"):
        small.person(name)

    assert "The groups have 2 places: 1 too few." in words_of(organiser.get(BASE))


def test_a_search_under_way_shows_value_bound_and_gap_of_each_aim(organiser, small):
    small.group(1)
    small.person("Аист")
    pressed(organiser)
    reached = {"unlisted": [0, 0], "rank_cost": [104, 90]}
    running = {"state": WorkState.RUNNING, "done": 4, "total": 10, "words": "…", "words_values": reached}
    db.session.execute(sa.update(work.Work).values(running))

    page = organiser.get(f"{BASE}/search")

    assert "Wishes 104 the best possible is at least 90: at most 15.6 % away" in words_of(page)
    assert "Without a group they wished for 0 cannot be better, proven" in words_of(page)
    assert '<progress class="work-bar" value="4" max="10"' in page.text
    assert "Good enough: stop and keep these groups" in words_of(page)
