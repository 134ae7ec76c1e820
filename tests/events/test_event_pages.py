"""Making and describing projects and events: every form tried empty, too long, wrong, twice and too late."""

import pytest
import sqlalchemy as sa

from eventhub.events.models import Event, EventState, Membership, Project, TeamRole
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from tests.factories import make_event, make_member, make_user
from tests.pressing import hidden, press, words_of

NEW = {
    "title__ru": "Площадка",
    "slug": "moving-up-2027",
    "project": "",
    "main_language": "ru",
    "timezone": "Europe/Moscow",
    "starts_at": "2027-08-20T09:30",
    "ends_at": "2027-08-20T17:00",
}


@pytest.fixture
def maker(client):
    client.sign_in(make_user(may_create_events=True))
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


def all_of(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def test_whoever_makes_an_event_owns_it(maker):
    answer = press(maker, "/manage/events/new", **NEW)

    event = all_of(Event)[0]
    assert answer.location == "/manage/moving-up-2027/prepare?done=made"
    assert (event.state, event.title) == (EventState.DRAFT, Texts(ru="Площадка"))
    assert f"{event.starts_at:%Y-%m-%d %H:%M}" == "2027-08-20 06:30"
    assert [(member.role, member.event_id) for member in all_of(Membership)] == [(TeamRole.OWNER, event.id)]


def test_the_same_form_sent_twice_makes_one_event(maker):
    key = hidden(maker, "/manage/events/new", "submission_key")

    answers = [press(maker, "/manage/events/new", **NEW, submission_key=key) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(all_of(Event)) == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title__ru": ""}, "Give the event a title."),
        ({"title__en": "x" * 301}, "at most 300 characters fit here; there are 301."),
        ({"slug": ""}, "Give the event an address."),
        ({"slug": "Площадка"}, "An address is made of 3 to 80 small Latin letters"),
        ({"slug": "users"}, "An address is made of 3 to 80 small Latin letters"),
        ({"slug": "taken"}, "This address is taken."),
        ({"starts_at": ""}, "Say when the event begins."),
        ({"starts_at": "tomorrow"}, "Write day and time like 2026-08-20 09:30."),
        ({"ends_at": "2027-08-20T09:30"}, "The end comes after the beginning."),
        (
            {"timezone": "Europe/Berlin", "starts_at": "2027-03-28T02:30", "ends_at": "2027-03-28T12:00"},
            "The clocks jump over 2027-03-28 02:30 that day.",
        ),
        ({"timezone": "Moon/Crater"}, "Not a valid choice"),
    ],
)
def test_an_event_that_will_not_do_is_answered_with_a_sentence(maker, given, words):
    make_event(slug="taken")

    answer = press(maker, "/manage/events/new", **{**NEW, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert len(all_of(Event)) == 1
    assert given.get("slug", "moving-up-2027") in answer.text


def test_only_those_who_may_make_events(client):
    client.sign_in(make_user())

    pages = ["/manage/events/new", "/manage/projects/", "/manage/projects/moving-up"]

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_a_project_is_made_once_and_changed(maker):
    key = hidden(maker, "/manage/projects/", "submission_key")
    given = {"title__ru": "Движение вверх", "slug": "moving-up", "submission_key": key}

    answers = [press(maker, "/manage/projects/", **given) for _time in range(2)]
    press(maker, "/manage/projects/moving-up", title__ru="Движение", slug="moving")
    taken = press(maker, "/manage/projects/", title__ru="Другой", slug="moving")

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [(project.slug, project.title) for project in all_of(Project)] == [("moving", Texts(ru="Движение"))]
    assert "This address is taken." in words_of(taken)


def stated(event: Event, **more: str) -> dict[str, str]:
    return {**NEW, "slug": event.slug, "seen": str(event.revision), **more}


def test_what_is_said_about_an_event_is_changed_and_written_down(organiser, event):
    page = f"/manage/{event.slug}/event"

    answer = press(organiser, page, **stated(event, goal__ru="Цель", contact_email="office@example.org"))

    db.session.refresh(event)
    assert answer.status_code == 303
    assert (event.goal, event.contact_email, event.revision) == (Texts(ru="Цель"), "office@example.org", 1)
    entry = all_of(AuditEntry)[-1]
    assert (entry.verb, entry.before["goal"], entry.after["goal"]) == ("change", {}, {"ru": "Цель"})


def test_the_same_change_sent_twice_is_no_conflict(organiser, event):
    given = stated(event, goal__ru="Цель")

    answers = [press(organiser, f"/manage/{event.slug}/event", **given) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]


def test_two_organisers_do_not_overwrite_each_other(organiser, event):
    page, given = f"/manage/{event.slug}/event", stated(event)
    press(organiser, page, **{**given, "goal__ru": "Первая"})

    answer = press(organiser, page, **{**given, "goal__ru": "Вторая"})

    db.session.refresh(event)
    assert (answer.status_code, event.goal) == (422, Texts(ru="Первая"))
    assert "Somebody else changed this" in words_of(answer)
    assert "Вторая" in answer.text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"description__ru": "x" * 20_001}, "at most 20,000 characters"),
        ({"online_url": "javascript:alert(1)"}, "A link begins with https://"),
        ({"contact_email": "office"}, "An address looks like name@example.org."),
        (
            {"registration_opens_at": "2027-08-02T09:00", "registration_closes_at": "2027-08-01T09:00"},
            "The end comes after the beginning.",
        ),
    ],
)
def test_a_description_that_will_not_do_is_answered_with_a_sentence(organiser, event, given, words):
    answer = press(organiser, f"/manage/{event.slug}/event", **stated(event, **given))

    assert answer.status_code == 422
    assert words in words_of(answer).replace("\u2009", "")


def test_the_preview_shows_the_description_and_saves_nothing(organiser, event):
    given = stated(event, description__ru="**Важно** <script>alert(1)</script>", preview="1")

    answer = press(organiser, f"/manage/{event.slug}/event", **given)

    db.session.refresh(event)
    assert answer.status_code == 200
    assert "<strong>Важно</strong>" in answer.text
    assert "<script>alert" not in answer.text
    assert not event.description


def test_the_address_of_a_published_event_stays(organiser, event):
    event.state = EventState.PUBLISHED

    answer = press(organiser, f"/manage/{event.slug}/event", **stated(event, slug="other-2027"))

    assert answer.status_code == 422
    assert "so it stays" in words_of(answer)


@pytest.mark.parametrize("role", [role for role in TeamRole if role not in {TeamRole.OWNER, TeamRole.ORGANISER}])
def test_nobody_else_in_the_team_changes_an_event(client, event, role):
    client.sign_in(make_member(event, role).user)
    pages = ("event", "rooms/", "programme/new", "municipalities/", "roles/", "team/", "focus-groups/", "consents/")

    assert {client.get(f"/manage/{event.slug}/{page}").status_code for page in pages} == {404}


def test_organisers_of_another_event_find_nothing(client, event):
    client.sign_in(make_member(make_event()).user)

    assert client.get(f"/manage/{event.slug}/event").status_code == 404
