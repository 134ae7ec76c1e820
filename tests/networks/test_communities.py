"""Making a community out of a group and keeping its road map: what is refused, who may, what it costs."""

from datetime import date

import pytest
import sqlalchemy as sa

from eventhub.events.models import EventState, TeamRole
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.ground.texts import Texts
from eventhub.networks.models import (
    CommunityMunicipality,
    Milestone,
    NetworkCommunity,
    RoadMap,
    RoadMapSource,
)
from eventhub.outcomes.models import GroupRecord, RecordState
from eventhub.people.models import Person
from tests.factories import (
    list_municipality,
    make_event,
    make_focus_group,
    make_member,
    make_municipality,
    make_person,
    make_registration,
)
from tests.networks.making import (
    address,
    all_of,
    decide,
    make_milestone,
    make_recommendation,
    make_record,
    make_road_map,
    seat,
)
from tests.pressing import press, token_of, words_of


@pytest.fixture
def group(event):
    """A group of two people from two municipalities, with three recommendations, one of them decided by the hall."""
    group = make_focus_group(event, number=3, title=Texts(ru="Наставничество учителей", en="Mentoring"))
    for name, place in (("Ёлкина", "Абинский район"), ("Баранов", "Сочи")):
        person = make_person(name)
        seat(make_registration(event, person, municipality_id=make_municipality(place).id), group)
    record = make_record(group)
    decided = make_recommendation(record, "Своё", (9, 0, 0), addressee="Школы")
    make_recommendation(record, "Ничья", (4, 4, 0))
    make_recommendation(record, "Принято", (5, 1, 0), addressee="Институт", due_on=date(2020, 3, 1))
    decide(event, "Решение зала", decided, addressee="Министерство", due_on=date(2019, 12, 1))
    return group


def test_a_community_grows_out_of_a_group_in_one_press_and_only_once(organiser, event, group):
    person = group_people(event)[1]

    page = "/manage/ploshchadka/communities/"
    token = token_of(organiser, page)
    answers = [
        organiser.post(f"{page}from/{group.uid}", data={"csrf_token": token, "coordinator": str(person)})
        for _time in range(2)
    ]

    community, road_map = all_of(NetworkCommunity)[0], all_of(RoadMap)[0]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.location for answer in answers} == {f"{address(road_map)}?done=made"}
    assert (len(all_of(NetworkCommunity)), len(all_of(RoadMap))) == (1, 1)
    assert community.title == Texts(
        ru="Сетевое сообщество «Наставничество учителей»", en="Network community “Mentoring”"
    )
    assert (community.coordinator.uid, community.focus_group_id) == (person, group.id)
    assert (road_map.code, road_map.starts_on, road_map.ends_on) == ("RM01", date(2019, 8, 23), date(2020, 8, 22))
    assert [place.municipality.name["ru"] for place in all_of(CommunityMunicipality)] == ["Абинский район", "Сочи"]
    assert [(each.title, each.result, each.due_on) for each in all_of(Milestone)] == [
        ("Решение зала", "Адресат: Министерство", date(2019, 12, 1)),
        ("Принято", "Адресат: Институт", date(2020, 3, 1)),
    ]
    assert [source.recommendation.text for source in all_of(RoadMapSource)] == ["Своё", "Принято"]
    assert [entry.verb for entry in all_of(AuditEntry)] == ["create"]


def group_people(event):
    return db.session.scalars(sa.select(Person.uid).order_by(Person.name_sort)).all()


def test_what_a_group_has_not_signed_is_not_drafted(organiser, event, group):
    db.session.execute(sa.update(GroupRecord).values(state=RecordState.DRAFT))

    press(organiser, "/manage/ploshchadka/communities/", f"/manage/ploshchadka/communities/from/{group.uid}")

    road_map = all_of(RoadMap)[0]
    assert (all_of(Milestone), all_of(RoadMapSource)) == ([], [])
    assert "No milestone yet" in words_of(organiser.get(address(road_map)))


def test_only_people_of_the_group_coordinate_it(organiser, event, group):
    stranger = make_person("Чужая")
    make_registration(event, stranger)

    answer = press(
        organiser,
        "/manage/ploshchadka/communities/",
        f"/manage/ploshchadka/communities/from/{group.uid}",
        coordinator=str(stranger.uid),
    )

    assert (answer.status_code, all_of(NetworkCommunity)) == (422, [])


def test_a_group_of_another_event_makes_nothing(organiser, event):
    other = make_focus_group(make_event(), number=1)
    make_focus_group(event, number=1)

    page = "/manage/ploshchadka/communities/"
    assert press(organiser, page, f"{page}from/{other.uid}").status_code == 404


def test_a_community_is_described_in_both_languages(organiser, event):
    person, place = make_person("Ёлкина"), make_municipality("Сочи")
    make_registration(event, person)
    list_municipality(event, place)
    road_map = make_road_map(event, link_revision=2)
    page = address(road_map, "/edit")

    answer = press(
        organiser,
        page,
        title__ru="Новое",
        title__en="New",
        goal__ru="Цель",
        plan_title__ru="Карта",
        coordinator=str(person.uid),
        starts_on="2019-09-01",
        ends_on="2020-09-01",
        municipalities=str(place.uid),
        seen="0",
    )

    community, road_map = all_of(NetworkCommunity)[0], all_of(RoadMap)[0]
    assert answer.status_code == 303
    assert (community.title, community.coordinator_id) == (Texts(ru="Новое", en="New"), person.id)
    assert (road_map.ends_on, road_map.revision) == (date(2020, 9, 1), 1)
    assert road_map.link_revision == 3  # another coordinator, another link
    assert [each.municipality_id for each in all_of(CommunityMunicipality)] == [place.id]
    assert all_of(AuditEntry)[-1].after["plan title"] == {"ru": "Карта"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title__ru": "", "title__en": ""}, "Give the community a title."),
        ({"title__ru": "ж" * 301}, "at most 300 characters fit here; there are 301."),
        ({"starts_on": ""}, "Say on which day the road map begins."),
        ({"ends_on": "31.12.2020"}, "Write the day like 2026-08-20."),
        ({"ends_on": "2019-08-31"}, "The road map ends before it begins."),
        ({"seen": "7"}, "Somebody else changed this while the page was open."),
    ],
)
def test_a_community_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    road_map = make_road_map(event)
    sent = {"title__ru": "Новое", "plan_title__ru": "Карта", "starts_on": "2019-09-01", "ends_on": "2020-09-01"}

    answer = press(organiser, address(road_map, "/edit"), **{**sent, "coordinator": "", "seen": "0", **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert all_of(NetworkCommunity)[0].title["ru"] == "Сообщество 1"


def test_the_link_is_sent_once_and_revoked(organiser, event):
    coordinator = make_person("Ёлкина", "Анна", "Петровна", email="anna@example.org")
    road_map = make_road_map(event, coordinator)

    for _time in range(2):
        press(organiser, address(road_map), address(road_map, "/link"))
    press(organiser, address(road_map), address(road_map, "/link/revocation"))

    letters = all_of(Letter)
    assert [(letter.template, letter.recipient) for letter in letters] == [("coordinator_link", "anna@example.org")]
    assert (letters[0].values["name"], letters[0].values["revision"]) == ("Анна Петровна", 0)
    assert all_of(RoadMap)[0].link_revision == 1


def test_without_a_coordinator_no_link_is_sent(organiser, event):
    road_map = make_road_map(event)

    answer = press(organiser, address(road_map), address(road_map, "/link"))

    assert answer.status_code == 422
    assert "Choose one first." in words_of(answer)


def test_a_community_goes_as_long_as_nothing_was_reported(organiser, event):
    going, staying = make_road_map(event, number=1), make_road_map(event, number=2, reported_on=date(2020, 1, 10))
    make_milestone(going)

    answer = press(organiser, address(staying), address(staying, "/removal"))
    press(organiser, address(going), address(going, "/removal"))

    assert answer.status_code == 422
    assert "so the community stays" in words_of(answer)
    assert [road_map.code for road_map in all_of(RoadMap)] == ["RM2"]
    assert [community.title["ru"] for community in all_of(NetworkCommunity)] == ["Сообщество 2"]


def test_a_viewer_reads_and_changes_nothing(client, event):
    road_map = make_road_map(event)
    make_milestone(road_map)
    client.sign_in(make_member(event, TeamRole.VIEWER).user)

    pages = [client.get("/manage/ploshchadka/communities/"), client.get(address(road_map))]

    assert [page.status_code for page in pages] == [200, 200]
    assert [f"{address(road_map)}/edit" in page.text for page in pages] == [False, False]
    assert client.get(address(road_map, "/edit")).status_code == 404


def test_the_team_of_another_event_finds_nothing(client, event):
    road_map = make_road_map(event)
    other = make_event(slug="drugaya")
    client.sign_in(make_member(other).user)

    assert client.get(address(road_map)).status_code == 404
    assert client.get(f"/manage/drugaya/communities/{road_map.uid}").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_what_the_pages_of_the_team_cost_does_not_grow(organiser, event, many, count_statements):
    for number in range(1, many + 1):
        road_map = make_road_map(event, make_person("Ёлкина"), number=number)
        for step in range(many):
            make_milestone(road_map, number=step, owner_id=make_person("Баранов").id)
        seat(make_registration(event), make_focus_group(event, number=number))

    pages = ("/manage/ploshchadka/communities/", address(road_map), address(road_map, "/milestones/new"))
    db.session.commit()
    costs = []
    for page in pages:
        with count_statements() as statements:
            organiser.get(page)
        costs.append(len(statements))

    assert costs == [7, 10, 7]


def test_an_event_not_published_has_no_public_link(organiser, event):
    event.state = EventState.DRAFT
    road_map = make_road_map(event)

    assert "/e/ploshchadka/road-maps" not in organiser.get(address(road_map)).text
