"""A user's own page: where they are signed in, their password, their language."""

import pytest
import sqlalchemy as sa

from eventhub.accounts import actions
from eventhub.accounts.models import LoginSession, User
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.secrets import hash_password, password_matches
from tests.factories import make_login, make_user

OLD, NEW = "sunflower on the table", "eight dots round it"
HASH = hash_password(OLD)


@pytest.fixture
def anna(app, client) -> User:
    anna = make_user(email="anna@example.org", name="Anna Bell", password_hash=HASH)
    client.sign_in(anna)
    return anna


def logins() -> list[LoginSession]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(LoginSession)))


def change(client, current=OLD, new=NEW):
    return client.submit_to("/account", "/account/password?lang=en", current=current, new=new)


def test_whoever_is_not_signed_in_has_no_page(client):
    assert client.get("/account").location == "/login?next=/account"


def test_a_changed_password_ends_all_other_sign_ins(client, anna):
    make_login(anna, "elsewhere")

    answer = change(client)

    db.session.refresh(anna)
    assert answer.location == "/account?done=password"
    assert password_matches(anna.password_hash, NEW)
    assert len(logins()) == 1
    assert client.get("/account").status_code == 200


def test_a_changed_password_is_in_the_audit_without_the_password(client, anna):
    change(client)

    (entry,) = db.session.scalars(sa.select(AuditEntry))
    assert (entry.verb, entry.thing_uid, entry.by) == ("change password", anna.uid, f"user:{anna.uid}")
    assert (entry.before, entry.after) == (None, None)


def test_without_the_current_password_nothing_changes(client, anna):
    answer = change(client, current="something else")

    db.session.refresh(anna)
    assert answer.status_code == 422
    assert "do not belong together" in plain(answer.text)
    assert anna.password_hash == HASH


def test_a_password_that_is_easily_guessed_is_refused_in_words(client, anna):
    answer = change(client, new="password123")

    assert answer.status_code == 422
    assert "among the first that a guesser tries" in plain(answer.text)


def test_of_two_changes_at_once_one_wins(client, anna, monkeypatch):
    def slowly(password):
        db.session.execute(sa.update(User).values(password_hash=hash_password("the other one")))
        db.session.commit()
        return hash_password(password)

    monkeypatch.setattr(actions, "hash_password", slowly)

    answer = change(client)

    db.session.refresh(anna)
    assert answer.status_code == 422
    assert password_matches(anna.password_hash, "the other one")


def test_one_sees_where_one_is_signed_in_and_ends_it(client, anna):
    elsewhere = make_login(anna, "elsewhere", device="Firefox, Linux")
    page = client.get("/account?lang=en").text

    answer = client.submit_to("/account", f"/account/sign-ins/{elsewhere.uid}/end")

    assert "Firefox, Linux" in page
    assert answer.location == "/account?done=sign-in"
    assert [login.device for login in logins()] == [""]


def test_all_other_sign_ins_end_at_one_press(client, anna):
    make_login(anna, "elsewhere")
    make_login(anna, "far away")

    client.submit_to("/account", "/account/sign-ins/others/end")

    assert len(logins()) == 1
    assert client.get("/account").status_code == 200


def test_a_stranger_s_sign_in_does_not_exist(client, anna):
    foreign = make_login(make_user(), "foreign")

    answer = client.submit_to("/account", f"/account/sign-ins/{foreign.uid}/end")

    assert answer.status_code == 404
    assert len(logins()) == 2


def test_the_language_of_letters_is_chosen(client, anna):
    answer = client.submit_to("/account", "/account/language", language="en")

    db.session.refresh(anna)
    assert answer.location == "/account?done=language"
    assert anna.language == "en"


def test_an_unknown_language_is_not_taken(client, anna):
    answer = client.submit_to("/account", "/account/language", language="xx")

    db.session.refresh(anna)
    assert answer.status_code == 422
    assert anna.language == "ru"


def test_the_page_costs_the_same_with_one_sign_in_and_with_three(client, anna, count_statements):
    with count_statements() as one:
        client.get("/account")
    make_login(anna, "elsewhere")
    make_login(anna, "far away")
    with count_statements() as three:
        client.get("/account")

    assert len(one) == len(three) == 2


def test_a_hostile_name_stays_text(client, anna):
    anna.name = '<img src=x onerror="alert(1)"> {{ 7*7 }}'

    page = client.get("/account").text

    assert "<img" not in page
    assert "{{ 7*7 }}" in page


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
