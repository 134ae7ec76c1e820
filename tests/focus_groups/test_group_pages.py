"""Making groups: sizes, guides, meetings and leaders; what is refused and who may."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.events.models import AgendaItem, AgendaKind, Event, EventState, Membership, TeamRole
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from tests.conftest import Reader
from tests.factories import (
    make_agenda_item,
    make_event,
    make_focus_group,
    make_guide_question,
    make_member,
    make_room,
    make_slot,
)
from tests.pressing import hidden, press, words_of

GROUP = {"title__ru": "Наставничество", "language": "ru", "room": "", "min_size": "8", "capacity": "16"}
WHO = {"family_name": "Ёлкина", "given_name": "Анна", "patronymic": "", "email": "anna@example.org"}


@pytest.fixture
def event(app) -> Event:
    return make_event(slug="draft-2027", state=EventState.DRAFT)


@pytest.fixture
def organiser(client, event) -> Reader:
    client.sign_in(make_member(event, TeamRole.OWNER).user)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


def all_of(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def test_a_group_is_added_once_with_the_next_number(organiser, event):
    make_focus_group(event, number=4)
    page = f"/manage/{event.slug}/focus-groups/new"
    key = hidden(organiser, page, "submission_key")

    answers = [press(organiser, page, **GROUP, submission_key=key) for _time in range(2)]

    group = all_of(FocusGroup)[-1]
    assert [answer.location.partition("?")[0] for answer in answers] == [f"/manage/{event.slug}/focus-groups/5"] * 2
    assert (group.number, group.code, group.short_title, group.capacity) == (5, "FG5", Texts(ru="Наставничество"), 16)
    assert len(all_of(FocusGroup)) == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title__ru": ""}, "Give the group a title."),
        ({"short_title__ru": "x" * 61}, "at most 60 characters fit here; there are 61."),
        ({"min_size": "17"}, "The largest size of a group is not below its smallest."),
        ({"capacity": "0", "min_size": ""}, "The largest size of a group is not below its smallest."),
        ({"capacity": "501"}, "Write a whole number between 0 and 500."),
    ],
)
def test_a_group_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    answer = press(organiser, f"/manage/{event.slug}/focus-groups/new", **{**GROUP, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert all_of(FocusGroup) == []


def test_a_group_takes_its_meetings_along_to_another_room(organiser, event):
    old, new = make_room(event), make_room(event)
    group = make_focus_group(event, number=1, room_id=old.id)
    item = make_agenda_item(event, kind=AgendaKind.FOCUS_GROUP, room_id=old.id)
    make_slot(group, item)

    press(organiser, f"/manage/{event.slug}/focus-groups/1", **{**GROUP, "room": str(new.uid), "seen": "0"})

    db.session.refresh(item)
    assert (item.room_id, item.revision) == (new.id, 1)
    assert all_of(AuditEntry)[-1].after["room_id"] == new.id


def test_two_organisers_do_not_overwrite_each_others_group(organiser, event):
    make_focus_group(event, number=1)
    page = f"/manage/{event.slug}/focus-groups/1"
    press(organiser, page, **GROUP, seen="0")

    answer = press(organiser, page, **{**GROUP, "capacity": "12"}, seen="0")

    assert answer.status_code == 422
    assert [group.capacity for group in all_of(FocusGroup)] == [16]


def test_questions_are_numbered_added_once_changed_and_removed(organiser, event):
    group = make_focus_group(event, number=1)
    make_guide_question(group, 2)
    page = f"/manage/{event.slug}/focus-groups/1"
    key = hidden(organiser, page, "submission_key")
    for _time in range(2):
        press(organiser, page, f"{page}/questions", text__ru="Что мешает?", kind="method", submission_key=key)
    press(organiser, f"{page}/questions/{key}", text__ru="Что помогает?", kind="")
    stated = [(question.number, question.text["ru"], question.kind) for question in all_of(GuideQuestion)]

    removal = press(organiser, f"{page}/questions/{key}", f"{page}/questions/{key}/removal")

    assert stated == [(2, "Вопрос 2", None), (3, "Что помогает?", None)]
    assert removal.status_code == 303
    assert len(all_of(GuideQuestion)) == 1


def test_a_question_without_words_leaves_the_rest_of_the_page_alone(organiser, event):
    make_focus_group(event, number=1, title="Наставничество")
    page = f"/manage/{event.slug}/focus-groups/1"

    answer = press(organiser, page, f"{page}/questions", text__ru="", kind="")

    assert answer.status_code == 422
    assert "Write the question." in words_of(answer)
    assert 'value="Наставничество"' in answer.text


def test_a_question_stays_once_the_event_has_begun(organiser, event):
    event.state, event.starts_at = EventState.PUBLISHED, event.starts_at - timedelta(days=1)
    question = make_guide_question(make_focus_group(event, number=1))
    page = f"/manage/{event.slug}/focus-groups/1/questions/{question.uid}"

    answer = press(organiser, page, f"{page}/removal")

    assert answer.status_code == 422
    assert len(all_of(GuideQuestion)) == 1


def test_all_groups_without_a_part_meet_at_the_same_time(organiser, event):
    room = make_room(event)
    first, second = make_focus_group(event, number=1, room_id=room.id), make_focus_group(event, number=2)
    make_slot(second, make_agenda_item(event, kind=AgendaKind.FOCUS_GROUP), part=1)
    page = f"/manage/{event.slug}/focus-groups/"
    times = {"part": "1", "starts_at": "2019-08-22T11:50", "ends_at": "2019-08-22T13:20"}

    arranged = press(organiser, page, f"{page}meetings", **times)
    again = press(organiser, page, f"{page}meetings", **times)

    assert (arranged.status_code, again.status_code) == (303, 422)
    assert "Every group has this part already" in words_of(again)
    made = [slot for slot in all_of(GroupSlot) if slot.focus_group_id == first.id]
    assert [(slot.part, slot.agenda_item.room_id) for slot in made] == [(1, room.id)]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"starts_at": ""}, "Say when the groups begin."),
        ({"ends_at": "2019-08-22T11:50"}, "The end comes after the beginning."),
        ({"part": "12"}, "Not a valid choice"),
    ],
)
def test_meetings_that_will_not_do_are_answered_with_a_sentence(organiser, event, given, words):
    make_focus_group(event, number=1)
    page = f"/manage/{event.slug}/focus-groups/"
    times = {"part": "1", "starts_at": "2019-08-22T11:50", "ends_at": "2019-08-22T13:20", **given}

    answer = press(organiser, page, f"{page}meetings", **times)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert all_of(AgendaItem) == []


def test_a_group_meets_in_an_item_of_the_programme_and_no_longer(organiser, event):
    make_focus_group(event, number=1)
    item = make_agenda_item(event, kind=AgendaKind.FOCUS_GROUP)
    page = f"/manage/{event.slug}/focus-groups/1"
    met = press(organiser, page, f"{page}/meetings", part="1", item=str(item.uid))
    taken = press(organiser, page, f"{page}/meetings", part="2", item=str(item.uid))
    parted = press(organiser, page, f"{page}/meetings/1/removal")

    assert [answer.status_code for answer in (met, taken, parted)] == [303, 422, 303]
    assert (all_of(GroupSlot), len(all_of(AgendaItem))) == ([], 1)


def test_a_facilitator_is_invited_and_sees_the_own_group(app, organiser, event):
    make_focus_group(event, number=1)
    page = f"/manage/{event.slug}/focus-groups/1"

    press(organiser, page, f"{page}/leaders", **WHO, role="facilitator")

    (group,) = all_of(FocusGroup)
    member = all_of(Membership)[-1]
    assert (group.facilitator.full_name, member.role) == ("Ёлкина Анна", TeamRole.FACILITATOR)
    reader = Reader(app)
    reader.sign_in(member.user)
    assert reader.get(f"/manage/{event.slug}/groups/1/").status_code == 200


def test_who_leads_no_group_any_more_leaves_the_team(organiser, event):
    make_focus_group(event, number=1)
    make_focus_group(event, number=2)
    for number in (1, 2):
        page = f"/manage/{event.slug}/focus-groups/{number}"
        press(organiser, page, f"{page}/leaders", **WHO, role="secretary")

    roles = []
    for number in (1, 2):
        page = f"/manage/{event.slug}/focus-groups/{number}"
        press(organiser, page, f"{page}/leaders/secretary/removal")
        roles.append([member.role for member in all_of(Membership)])

    assert roles == [[TeamRole.OWNER, TeamRole.SECRETARY], [TeamRole.OWNER]]


def test_groups_of_a_published_event_stay(organiser, event):
    make_focus_group(event, number=1)
    page = f"/manage/{event.slug}/focus-groups/1"
    event.state = EventState.PUBLISHED

    answer = press(organiser, page, f"{page}/removal")

    assert answer.status_code == 422
    assert len(all_of(FocusGroup)) == 1


@pytest.mark.parametrize("role", [role for role in TeamRole if role not in {TeamRole.OWNER, TeamRole.ORGANISER}])
def test_nobody_else_in_the_team_makes_groups(client, event, role):
    make_focus_group(event, number=1)
    client.sign_in(make_member(event, role).user)

    pages = [f"/manage/{event.slug}/focus-groups/{page}" for page in ("", "new", "1")]

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_groups_costs_the_same_whatever_their_number(organiser, event, count_statements, count):
    for number in range(1, count + 1):
        group = make_focus_group(event, number=number)
        make_guide_question(group)
        make_slot(group, make_agenda_item(event))

    with count_statements() as statements:
        assert organiser.get(f"/manage/{event.slug}/focus-groups/").status_code == 200

    assert len(statements) == 7
