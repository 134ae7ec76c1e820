"""Inviting users: the letter, the link that works once, rights, and who may do any of it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.accounts.rules import INVITATION_LIVES
from eventhub.ground import clock
from eventhub.ground.access import link_token
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.delivery import write
from eventhub.ground.out_tray import Letter
from tests.conftest import Reader
from tests.factories import NOW, make_user
from tests.pressing import press, words_of

PASSWORD = "eight dots round a table"
INVITED = {"email": "Olga@Example.org", "name": "Ольга Орлова", "language": "ru"}


@pytest.fixture
def administrator(client) -> Reader:
    client.sign_in(make_user(is_administrator=True))
    return client


def invited_user(**given) -> User:
    user = make_user(password_hash=None, invited_at=clock.now(), **given)
    db.session.commit()
    return user


def link(user: User) -> str:
    return f"/invitation/{link_token('invitation', user.uid, user.link_revision)}"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_letter_holds_the_link_in_both_languages(administrator, lang):
    press(administrator, "/manage/users", **{**INVITED, "language": lang})

    letter = db.session.scalars(sa.select(Letter)).one()
    message = write(letter, "events@example.org", NOW)

    assert (letter.template, letter.recipient, letter.lang) == ("invitation", "Olga@Example.org", lang)
    for part in message.iter_parts():
        assert letter.values["link"] in part.get_content()


def test_the_link_sets_a_password_once_and_signs_in(app, administrator):
    press(administrator, "/manage/users", **INVITED)
    address = urlsplit(db.session.scalars(sa.select(Letter)).one().values["link"]).path
    reader = Reader(app)

    first = press(reader, address, password=PASSWORD)
    again = reader.get(address)

    assert (first.status_code, first.location, again.status_code) == (303, "/manage/", 404)
    assert reader.get("/manage/").status_code == 200
    assert {entry.verb for entry in db.session.scalars(sa.select(AuditEntry))} == {"invite", "accept invitation"}


def test_opening_the_link_changes_nothing(app, client):
    user = invited_user()

    assert [client.get(link(user)).status_code for _time in range(2)] == [200, 200]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"invited_at": NOW}, 404),  # too old
        ({"is_blocked": True, "invited_at": None}, 404),
        ({"invited_at": None}, 404),  # never invited
    ],
)
def test_a_dead_link_opens_nothing(app, client, given, status):
    user = make_user(password_hash=None, **given)
    db.session.commit()

    assert client.get(link(user)).status_code == status


def test_a_link_lives_until_its_last_day():
    assert timedelta(days=14) == INVITATION_LIVES


def test_a_newer_link_kills_the_older_one(app, administrator):
    user = invited_user()
    old = link(user)

    answer = press(administrator, f"/manage/users/{user.uid}", f"/manage/users/{user.uid}/invitation")

    db.session.refresh(user)
    assert answer.status_code == 303
    assert (Reader(app).get(old).status_code, Reader(app).get(link(user)).status_code) == (404, 200)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Type a new password."),
        ("short", "A password needs at least 8 characters."),
        ("x" * 129, "A password may have at most 128 characters."),
        ("password", "among the first that a guesser tries"),
    ],
)
def test_a_password_that_will_not_do_is_answered_with_a_sentence(client, password, words):
    user = invited_user()
    client.set_cookie("language", "en", domain="127.0.0.1")

    answer = press(client, link(user), password=password)

    assert answer.status_code == 422
    assert words in words_of(answer)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"email": ""}, "Type the address the invitation goes to."),
        ({"email": "olga"}, "An address looks like name@example.org."),
        ({"name": " "}, "Type a name."),
        ({"name": "О" * 201}, "At most 200 characters fit here."),
        ({"email": "TAKEN@example.org"}, "There is a user with this address already."),
    ],
)
def test_an_invitation_that_will_not_do_keeps_what_was_typed(administrator, given, words):
    make_user(email="taken@example.org")

    answer = press(administrator, "/manage/users?lang=en", **{**INVITED, **given})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 0


def test_blocking_ends_all_sign_ins_and_the_own_rights_stay(app, administrator):
    user = make_user()
    other = Reader(app)
    other.sign_in(user)
    me = db.session.scalars(sa.select(User).where(User.is_administrator)).one()

    press(administrator, f"/manage/users/{user.uid}", is_blocked="y")
    own = press(administrator, f"/manage/users/{me.uid}?lang=en", may_create_events="y")

    assert other.get("/account").status_code == 303
    assert own.status_code == 422
    assert "You cannot take away your own rights" in words_of(own)


@pytest.mark.parametrize("rights", [{}, {"may_create_events": True}])
def test_only_administrators_see_users(client, rights):
    user = make_user()
    client.sign_in(make_user(**rights))

    pages = ["/manage/users", f"/manage/users/{user.uid}"]

    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_users_costs_the_same_whatever_their_number(administrator, count_statements, count):
    for _user in range(count):
        make_user()

    with count_statements() as statements:
        assert administrator.get("/manage/users").status_code == 200

    assert len(statements) == 3
