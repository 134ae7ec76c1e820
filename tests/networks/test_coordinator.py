"""The coordinator's link: what it opens, what is written down, and what it does not open."""

import re
from datetime import timedelta

import pytest

from eventhub.events.models import EventState
from eventhub.ground import clock, delivery
from eventhub.ground.access import link_token
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.networks.actions import communities as actions
from eventhub.networks.models import Milestone, MilestoneState, ProgressReport, RoadMap
from tests.factories import NOW, make_event, make_person, make_user
from tests.networks.making import all_of, make_milestone, make_road_map
from tests.pressing import press, token_of, words_of


@pytest.fixture
def road_map(event):
    return make_road_map(event, make_person("Ёлкина", "Анна", "Петровна"))


@pytest.fixture
def reader(client):
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


def page_of(road_map, slug="ploshchadka", revision=None):
    token = link_token("coordinator", road_map.uid, road_map.link_revision if revision is None else revision)
    return f"/e/{slug}/road-maps/c/{token}"


def report(reader, road_map, milestone, **given):
    page = page_of(road_map)
    sent = {"state": "in_progress", "done_on": "", "note": "Начали", "seen": str(milestone.revision), **given}
    return press(reader, page, f"{page}/{milestone.uid}", **sent)


def test_a_report_revises_the_milestone_and_is_kept_as_history(reader, road_map):
    milestone = make_milestone(road_map)

    answers = [report(reader, road_map, milestone) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    milestone, (told,) = all_of(Milestone)[0], all_of(ProgressReport)
    assert (milestone.state, milestone.note, milestone.revision) == (MilestoneState.IN_PROGRESS, "Начали", 1)
    assert (told.before, told.after) == (
        {"state": "planned", "note": ""},
        {"state": "in_progress", "note": "Начали"},
    )
    assert (told.by, told.person.family_name) == (f"link:coordinator:{road_map.uid}", "Ёлкина")
    assert all_of(RoadMap)[0].reported_on == clock.now().astimezone(make_event().zone).date()
    assert all_of(AuditEntry) == []
    shown = words_of(reader.get(page_of(road_map)))
    assert "coordinator Ёлкина Анна Петровна" in shown  # to the coordinator; without consent to nobody else
    assert "Ёлкина" not in reader.get(f"/e/ploshchadka/road-maps/{road_map.uid}").text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"state": "done"}, "Say on which day it was reached"),
        ({"state": "done", "done_on": "2999-01-01"}, "This day lies ahead."),
        ({"done_on": "2019-09-01"}, "Choose “reached” or clear the day."),
        ({"done_on": "вчера"}, "Write the day like 2026-08-20."),
        ({"note": "ж" * 2001}, "At most 2000 characters fit here."),
        ({"state": "finished"}, "Not a valid choice"),
        ({"seen": "5"}, "Somebody else changed this while the page was open."),
    ],
)
def test_a_report_that_will_not_do_is_answered_with_a_sentence(reader, road_map, given, words):
    milestone = make_milestone(road_map)
    make_milestone(road_map, "Вторая", number=2)

    answer = report(reader, road_map, milestone, **given)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert given.get("note", "Начали") in answer.text
    assert (all_of(Milestone)[0].state, all_of(ProgressReport)) == (MilestoneState.PLANNED, [])


def test_an_empty_form_reports_nothing(reader, road_map):
    milestone = make_milestone(road_map)
    page = page_of(road_map)

    assert press(reader, page, f"{page}/{milestone.uid}").status_code == 303
    assert (all_of(ProgressReport), all_of(Milestone)[0].revision) == ([], 0)


def test_a_withdrawn_milestone_and_one_of_another_road_map_take_no_report(reader, event, road_map):
    make_milestone(road_map)
    gone = make_milestone(road_map, number=2, withdrawn_at=NOW + timedelta(days=1))
    foreign = make_milestone(make_road_map(event, number=2))

    assert [report(reader, road_map, each).status_code for each in (gone, foreign)] == [404, 404]


def test_a_link_of_another_event_a_revoked_one_and_a_forged_one_open_nothing(reader, event, road_map):
    make_event(slug="drugaya")
    assert reader.get(page_of(road_map)).status_code == 200

    assert reader.get(page_of(road_map, slug="drugaya")).status_code == 404
    assert reader.get(page_of(road_map, revision=1)).status_code == 404
    assert reader.get(f"{page_of(road_map)}x").status_code == 404
    participant = link_token("participant", road_map.uid, 0)
    assert reader.get(f"/e/ploshchadka/road-maps/c/{participant}").status_code == 404

    old = page_of(road_map)
    road_map.link_revision = 1
    assert reader.get(old).status_code == 404
    event.state = EventState.DRAFT
    assert reader.get(page_of(road_map)).status_code == 404


def test_the_page_is_nobody_elses(reader, road_map):
    answer = reader.get(page_of(road_map))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("many", [1, 3])
def test_what_the_coordinators_page_and_a_report_cost(reader, road_map, many, count_statements):
    milestones = [make_milestone(road_map, number=number) for number in range(many)]
    page, report_page = page_of(road_map), f"{page_of(road_map)}/{milestones[0].uid}"
    sent = {"csrf_token": token_of(reader, page), "state": "in_progress", "note": "Начали"}

    with count_statements() as reading:
        reader.get(page)
    with count_statements() as writing:
        reader.post(report_page, data=sent)

    assert (len(reading), len(writing)) == (8, 5)


@pytest.mark.parametrize(
    ("lang", "subject"), [("ru", "Ваша дорожная карта: Сообщество 1"), ("en", "Your road map: Community 1")]
)
def test_the_letter_speaks_the_language_of_the_event_and_its_link_opens(reader, event, road_map, lang, subject):
    event.main_language = lang
    actions.send_link(event, road_map, by=make_user(), now=NOW)
    db.session.commit()

    letter = delivery.write(all_of(Letter)[0], "eventhub@example.org", NOW)

    text = letter.get_body(("plain",)).get_content()
    link = re.search(r"https?://[^/\s]+(/e/\S+)", text)[1]
    assert letter["Subject"] == subject
    assert "2020" in text
    assert reader.get(link).status_code == 200
    assert link in letter.get_body(("html",)).get_content()
