"""Planning milestones and saying how far they are: what is refused, and what is kept as history."""

from datetime import date

import pytest

from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.networks.models import Milestone, MilestoneDependency, MilestoneState, ProgressReport, RoadMap
from tests.factories import make_person, make_registration
from tests.networks.making import address, all_of, make_milestone, make_road_map
from tests.pressing import hidden, press, words_of

MILESTONE = {
    "title": "Вводный модуль",
    "lang": "ru",
    "due_on": "2019-11-29",
    "owner": "",
    "result": "Три занятия",
    "indicator_unit": "занятий",
    "indicator_target": "3,5",
    "state": "planned",
    "done_on": "",
    "note": "",
}


def test_a_milestone_is_added_once_with_all_that_is_said(organiser, event):
    road_map = make_road_map(event)
    first = make_milestone(road_map)
    owner = make_person("Ёлкина")
    make_registration(event, owner)
    page = address(road_map, "/milestones/new")
    key = hidden(organiser, page, "submission_key")
    more = {"owner": str(owner.uid), "needs": str(first.uid), "submission_key": key}

    answers = [press(organiser, page, **{**MILESTONE, **more}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    milestone = all_of(Milestone)[-1]
    assert (len(all_of(Milestone)), milestone.code, milestone.position) == (2, "RM1-2", 2)
    assert (milestone.due_on, milestone.owner_id, milestone.indicator_target) == (date(2019, 11, 29), owner.id, 3.5)
    assert [(each.milestone_id, each.needs_id) for each in all_of(MilestoneDependency)] == [(milestone.id, first.id)]
    assert all_of(ProgressReport) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": ""}, "Say what is to be reached."),
        ({"title": "ж" * 5001}, "At most 5000 characters fit here."),
        ({"due_on": ""}, "Say until which day."),
        ({"due_on": "2019-02-30"}, "Write the day like 2026-08-20."),
        ({"indicator_target": "-1"}, "Write a number between 0 and"),
        ({"indicator_target": "много"}, "Write a number between 0 and"),
        ({"indicator_target": "1.23456"}, "Write a number between 0 and"),
        ({"state": "done"}, "Say on which day it was reached"),
        ({"state": "done", "done_on": "2999-01-01"}, "This day lies ahead."),
        ({"done_on": "2019-09-01"}, "A day is given, but the milestone is not marked as reached."),
        ({"note": "ж" * 2001}, "At most 2000 characters fit here."),
    ],
)
def test_a_milestone_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    road_map = make_road_map(event)

    answer = press(organiser, address(road_map, "/milestones/new"), **{**MILESTONE, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert "Три занятия" in answer.text
    assert all_of(Milestone) == []


def test_what_the_team_reports_is_history_and_the_calendar_takes_note(organiser, event):
    road_map = make_road_map(event)
    milestone = make_milestone(road_map)
    done = {**MILESTONE, "state": "done", "done_on": "2019-12-02", "note": "Проведено"}
    page = address(road_map, f"/milestones/{milestone.uid}")

    press(organiser, page, **done, seen="0")
    press(organiser, page, **done, seen="0")  # the same again changes nothing, however old the page

    milestone, report = all_of(Milestone)[0], all_of(ProgressReport)[0]
    assert (milestone.state, milestone.revision, len(all_of(ProgressReport))) == (MilestoneState.DONE, 1, 1)
    assert report.before == {"state": "planned", "done_on": None, "note": ""}
    assert report.after == {"state": "done", "done_on": "2019-12-02", "note": "Проведено"}
    assert all_of(RoadMap)[0].reported_on is not None
    shown = words_of(organiser.get(address(road_map)))
    assert "Анна Шевцова" in shown
    assert "State: still ahead → reached" in shown
    stale = press(organiser, page, **{**done, "note": "Другое"}, seen="0")
    assert (stale.status_code, all_of(Milestone)[0].note) == (422, "Проведено")


def test_milestones_are_withdrawn_restored_and_moved(organiser, event):
    road_map = make_road_map(event)
    titles = ("Первая", "Вторая", "Третья")
    first, second, third = [make_milestone(road_map, title, number=place) for place, title in enumerate(titles, 1)]
    page = address(road_map)

    press(organiser, page, address(road_map, f"/milestones/{third.uid}/place"), way="up")
    press(organiser, page, address(road_map, f"/milestones/{first.uid}/place"), way="up")  # is the first already
    press(organiser, page, address(road_map, f"/milestones/{second.uid}/withdrawal"))

    db.session.rollback()
    assert [each.title for each in sorted(all_of(Milestone), key=lambda each: each.position)] == [
        "Первая",
        "Третья",
        "Вторая",
    ]
    assert (second.withdrawn_at is not None, second.revision) == (True, 1)
    assert "Withdrawn milestones" in words_of(organiser.get(page))

    press(organiser, page, address(road_map, f"/milestones/{second.uid}/restoration"))
    db.session.rollback()
    assert (second.withdrawn_at, second.revision) == (None, 2)
    assert [entry.verb for entry in all_of(AuditEntry)] == ["move", "withdraw", "restore"]


def test_milestones_do_not_wait_in_a_circle(organiser, event):
    road_map = make_road_map(event)
    first, second = [make_milestone(road_map, number=number) for number in (1, 2)]
    db.session.add(MilestoneDependency(milestone_id=second.id, needs_id=first.id))

    page = address(road_map, f"/milestones/{first.uid}")
    answer = press(organiser, page, **MILESTONE, needs=str(second.uid), seen="0")

    assert answer.status_code == 422
    assert "would wait for each other in a circle" in words_of(answer)
