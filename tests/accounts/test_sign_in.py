"""Signing in tells a stranger nothing, and signing out really ends it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts import actions, rules
from eventhub.accounts.models import LoginAttempt, LoginSession, User
from eventhub.accounts.rules import MOST_ATTEMPTS_PER_ACCOUNT
from eventhub.accounts.views import COOKIE_KEY
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.secrets import hash_password, hash_secret
from tests.factories import make_user

PASSWORD = "sunflower on the table"
HASH = hash_password(PASSWORD)


@pytest.fixture
def anna(app) -> User:
    anna = make_user(email="Anna@Example.org", name="Anna Bell", password_hash=HASH)
    db.session.commit()
    return anna


def sign_in(client, email="anna@example.org", password=PASSWORD, goal=""):
    return client.submit(f"/login?lang=en{goal}", email=email, password=password)


def test_the_right_password_leads_home(client, anna):
    answer = sign_in(client, email=" ANNA@example.org ")

    assert (answer.status_code, answer.location) == (303, "/manage/")
    assert "Anna Bell" in client.get("/account").text


def test_the_wrong_password_is_told_like_an_unknown_address(client, anna):
    wrong = sign_in(client, password="something else")
    unknown = sign_in(client, email="nobody@example.org", password="something else")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "do not belong together" in plain(wrong.text)
    assert words_of(wrong) == words_of(unknown).replace("nobody@", "anna@")
    assert client.get("/account").status_code == 303


def test_an_unknown_address_costs_the_same_work(client, anna, monkeypatch):
    checked = []
    monkeypatch.setattr(actions, "password_matches", lambda known, _password: bool(checked.append(known is None)))

    sign_in(client, password="something else")
    sign_in(client, email="nobody@example.org")

    assert checked == [False, True]


def test_a_user_without_password_cannot_sign_in(client, app):
    make_user(email="invited@example.org", password_hash=None)

    assert sign_in(client, email="invited@example.org", password="").status_code == 422
    assert sign_in(client, email="invited@example.org", password="None").status_code == 422


def test_a_blocked_user_is_told_nothing_else_than_a_stranger(client, anna):
    anna.is_blocked = True

    answer = sign_in(client)

    assert answer.status_code == 422
    assert "do not belong together" in plain(answer.text)


@pytest.mark.parametrize(
    ("goal", "leads_to"),
    [
        ("&next=/account", "/account"),
        ("&next=/manage/day/%3Fpage=2", "/manage/day/?page=2"),
        ("&next=https://evil.example", "/manage/"),
        ("&next=//evil.example", "/manage/"),
        ("&next=/%5Cevil.example", "/manage/"),
    ],
)
def test_after_signing_in_one_goes_on_but_never_elsewhere(client, anna, goal, leads_to):
    assert sign_in(client, goal=goal).location == leads_to


def test_signing_in_begins_a_new_session_and_forgets_the_old_one(client, anna):
    with client.session_transaction() as session:
        session[COOKIE_KEY] = "planted"
        session["more"] = "planted"

    sign_in(client)

    with client.session_transaction() as session:
        assert session[COOKIE_KEY] != "planted"
        assert "more" not in session


def test_only_the_hash_of_the_secret_is_stored(client, anna):
    sign_in(client)

    with client.session_transaction() as session:
        secret = session[COOKIE_KEY]
    (login,) = db.session.scalars(sa.select(LoginSession))
    assert login.secret_hash == hash_secret(secret) != secret


def test_signing_out_ends_it_for_every_copy_of_the_cookie(client, anna):
    client.sign_in(anna)
    with client.session_transaction() as session:
        copied = session[COOKIE_KEY]

    answer = client.submit_to("/account", "/logout")
    with client.session_transaction() as session:
        session[COOKIE_KEY] = copied

    assert answer.location == "/login"
    assert client.get("/account").status_code == 303


def test_a_sign_in_ends_when_it_is_too_old(client, anna):
    client.sign_in(anna)
    (login,) = db.session.scalars(sa.select(LoginSession))
    login.expires_at = clock.now()

    assert client.get("/account").status_code == 303


def test_a_sign_in_ends_when_nobody_uses_it(client, anna):
    client.sign_in(anna)
    (login,) = db.session.scalars(sa.select(LoginSession))
    login.seen_at = clock.now() - rules.LONGEST_IDLE

    assert client.get("/account").status_code == 303


def test_use_is_noted_now_and_then_not_at_every_page(client, anna):
    client.sign_in(anna)
    (login,) = db.session.scalars(sa.select(LoginSession))
    just_now, earlier = clock.now() - timedelta(minutes=1), clock.now() - timedelta(minutes=6)

    login.seen_at = just_now
    client.get("/account")
    db.session.refresh(login)
    after_a_minute = login.seen_at
    login.seen_at = earlier
    client.get("/account")
    db.session.refresh(login)

    assert after_a_minute == just_now
    assert login.seen_at > earlier + timedelta(minutes=5)


def test_guessing_is_slowed_down_even_for_the_right_password_and_after_a_restart(client, anna, monkeypatch):
    monkeypatch.setattr(actions, "password_matches", lambda known, password: password == PASSWORD)
    for _ in range(MOST_ATTEMPTS_PER_ACCOUNT):
        sign_in(client, password="something else")

    answer = sign_in(client)

    assert answer.status_code == 429
    assert "Wait 15 minutes" in plain(answer.text)


def test_guesses_that_are_long_ago_do_not_count(client, anna, monkeypatch):
    monkeypatch.setattr(actions, "password_matches", lambda known, password: password == PASSWORD)
    for _ in range(MOST_ATTEMPTS_PER_ACCOUNT):
        sign_in(client, password="something else")
    db.session.execute(sa.update(LoginAttempt).values(at=clock.now() - rules.ATTEMPTS_COUNT_FOR))

    assert sign_in(client).status_code == 303
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LoginAttempt)) == 0


def test_a_guesser_cannot_hide_behind_an_address_of_a_proxy(client, anna, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ATTEMPTS_PER_ADDRESS", 2)
    monkeypatch.setattr(actions, "password_matches", lambda known, password: False)
    codes = [
        client.post_as(f"198.51.100.{number}", "/login", email=f"user-{number}@example.org", password="x").status_code
        for number in range(3)
    ]

    assert codes == [422, 422, 429]


def test_attempts_name_nobody(client, anna):
    sign_in(client, password="something else")

    (attempt,) = db.session.scalars(sa.select(LoginAttempt))
    assert "anna" not in attempt.account_key
    assert "127.0.0.1" not in attempt.address_key


def test_whoever_is_signed_in_is_led_on(client, anna):
    client.sign_in(anna)

    assert client.get("/login?next=/account").location == "/account"


def test_no_hashing_happens_while_the_database_waits(client, anna, monkeypatch):
    open_transactions = []

    def note(_known, _password):
        open_transactions.append(db.session().in_transaction())
        return False

    monkeypatch.setattr(actions, "password_matches", note)
    sign_in(client)

    assert open_transactions == [False]


def test_an_empty_form_says_what_is_missing_beside_each_field(client, app):
    answer = client.submit("/login?lang=ru", email="", password="")

    assert answer.status_code == 422
    assert "Введите пароль." in plain(answer.text)
    assert 'aria-invalid="true"' in answer.text


def words_of(answer) -> str:
    return answer.text.partition("<main")[2].partition('name="csrf_token"')[0] + answer.text.partition('id="email"')[2]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
