"""From an empty database to a published event, with nothing but pages and letters."""

from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.events.models import AgendaItem, Event, EventState, Membership, TeamRole
from eventhub.focus_groups.models import FocusGroup, GroupSlot
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from tests.conftest import Reader
from tests.factories import make_user
from tests.pressing import press, words_of

BASICS = {
    "title-ru": "Движение вверх – 2027",
    "title-en": "Moving Up 2027",
    "slug": "moving-up-2027",
    "project": "",
    "main_language": "ru",
    "timezone": "Europe/Moscow",
    "starts_at": "2027-08-20T09:30",
    "ends_at": "2027-08-20T17:00",
}
REST = {
    "goal-ru": "Договориться.",
    "venue-ru": "Краснодар",
    "organiser-ru": "ИРО",
    "contact_email": "office@example.org",
    "registration_closes_at": "2027-08-15T23:59",
}


def rows(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def send(reader: Reader, page: str, address: str = "", **given):
    """Send a form and be led on."""
    answer = press(reader, page, address, **given)
    assert answer.status_code == 303, words_of(answer)
    return answer


@pytest.fixture
def organiser(app, client) -> Reader:
    """Let an administrator invite an organiser, who chooses a password and is signed in."""
    client.sign_in(make_user(is_administrator=True))
    invited = {"email": "olga@example.org", "name": "Ольга Орлова", "language": "ru", "may_create_events": "y"}
    assert client.submit("/manage/users", **invited).status_code == 303
    letter = rows(Letter)[-1]
    reader = Reader(app)
    assert reader.submit(urlsplit(letter.values["link"]).path, password="eight dots round a table").status_code == 303
    return reader


MANAGE = "/manage/moving-up-2027"


def describe(organiser: Reader) -> None:
    """Make project, event, room, groups with a question each, and their meetings."""
    send(organiser, "/manage/projects/", title__ru="Движение вверх", slug="moving-up")
    send(organiser, "/manage/events/new", **BASICS)
    send(organiser, f"{MANAGE}/event", **BASICS, **REST)
    send(organiser, f"{MANAGE}/rooms/", name__ru="Аудитория 1", seats="20", wifi="strong")
    for number in (1, 2):
        send(
            organiser,
            f"{MANAGE}/focus-groups/new",
            title__ru=f"Группа {number}",
            language="ru",
            room="",
            capacity="15",
        )
        page = f"{MANAGE}/focus-groups/{number}"
        send(organiser, page, f"{page}/questions", text__ru="Что мешает?", kind="")
    send(
        organiser,
        f"{MANAGE}/focus-groups/",
        f"{MANAGE}/focus-groups/meetings",
        part="1",
        starts_at="2027-08-20T11:00",
        ends_at="2027-08-20T12:30",
    )


def gather(organiser: Reader) -> None:
    """Invite a facilitator, fill the lists, and take the offered consents."""
    leader = {"family_name": "Ёлкина", "given_name": "Анна", "email": "anna@example.org", "role": "facilitator"}
    send(organiser, f"{MANAGE}/focus-groups/1", f"{MANAGE}/focus-groups/1/leaders", **leader)
    send(organiser, f"{MANAGE}/roles/", f"{MANAGE}/roles/new", title__ru="Методист")
    send(organiser, f"{MANAGE}/municipalities/", f"{MANAGE}/municipalities/new", name__ru="Абинский район")
    send(organiser, f"{MANAGE}/consents/", f"{MANAGE}/consents/offered")


def test_an_organiser_makes_and_publishes_an_event(organiser):
    describe(organiser)
    gather(organiser)

    page = organiser.get(f"{MANAGE}/prepare?lang=en").text
    answer = press(organiser, f"{MANAGE}/prepare", f"{MANAGE}/publication")

    assert answer.status_code == 303
    assert "Missing before publication" not in page
    assert "Some groups have no facilitator yet" in page
    assert [event.state for event in rows(Event)] == [EventState.PUBLISHED]
    assert [(item.code, item.title["ru"]) for item in rows(AgendaItem)] == [
        ("PR01", "Фокус-группа № 1, часть 1. Группа 1"),
        ("PR02", "Фокус-группа № 2, часть 1. Группа 2"),
    ]
    assert len(rows(GroupSlot)) == 2
    first, second = rows(FocusGroup)
    assert (first.facilitator.full_name, second.facilitator) == ("Ёлкина Анна", None)
    assert [member.role for member in rows(Membership)] == [TeamRole.OWNER, TeamRole.FACILITATOR]
    assert [user.name for user in rows(User)][-1] == "Анна Ёлкина"
    assert organiser.get("/e/moving-up-2027/").status_code == 200
    assert organiser.get("/e/moving-up-2027/programme").status_code == 200
