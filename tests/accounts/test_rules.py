"""What a password must be, how long a sign-in lives, how often one may guess."""

from datetime import UTC, datetime, timedelta

import pytest

from eventhub.accounts import rules
from eventhub.accounts.models import LoginSession, User
from eventhub.accounts.rules import (
    LONGEST_IDLE,
    MOST_ATTEMPTS_PER_ACCOUNT,
    MOST_ATTEMPTS_PER_ADDRESS,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    TooManyAttempts,
)

NOW = datetime(2019, 8, 22, 6, 30, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    "password", ["восемь 8", "a b c d ", "x" * 127 + "y", "🌻🌻🌻🌻🌻🌻🌻x", "correct horse battery"]
)
def test_any_eight_characters_are_a_password(password):
    rules.password_is_acceptable(password)


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("семь777"[:7], PasswordTooShort),
        ("x" * 128 + "y", PasswordTooLong),
        ("password", PasswordTooCommon),
        ("PassWord", PasswordTooCommon),
        ("йцукенгш", PasswordTooCommon),
        ("aaaaaaaaaaaa", PasswordTooCommon),
        ("anna@example.org", PasswordTooCommon),  # the own address
        ("Анна Шевцова", PasswordTooCommon),  # the own name
    ],
)
def test_a_password_is_refused_when_a_guesser_would_try_it(password, refusal):
    user = User(email="anna@example.org", name="Анна Шевцова")

    with pytest.raises(refusal):
        rules.password_is_acceptable(password, user)


@pytest.mark.parametrize(
    ("account", "address", "may"),
    [
        (0, 0, True),
        (MOST_ATTEMPTS_PER_ACCOUNT - 1, MOST_ATTEMPTS_PER_ADDRESS - 1, True),
        (MOST_ATTEMPTS_PER_ACCOUNT, 0, False),
        (0, MOST_ATTEMPTS_PER_ADDRESS, False),
    ],
)
def test_guessing_ends_at_the_limit(account, address, may):
    if may:
        rules.may_try(account, address)
    else:
        with pytest.raises(TooManyAttempts):
            rules.may_try(account, address)


@pytest.mark.parametrize(
    ("seen_ago", "ends_in", "is_blocked", "alive"),
    [
        (timedelta(), timedelta(hours=1), False, True),
        (LONGEST_IDLE - MOMENT, MOMENT, False, True),
        (LONGEST_IDLE, timedelta(hours=1), False, False),  # unused for too long
        (timedelta(), timedelta(), False, False),  # too old, however busy
        (timedelta(), timedelta(hours=1), True, False),
    ],
)
def test_a_sign_in_ends_by_age_by_idleness_and_by_being_blocked(seen_ago, ends_in, is_blocked, alive):
    user = User(is_blocked=is_blocked)
    login = LoginSession(user=user, seen_at=NOW - seen_ago, expires_at=NOW + ends_in)

    assert rules.is_alive(login, NOW) is alive


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_named_so_that_its_owner_knows_it(user_agent, name):
    assert rules.device_name(user_agent) == name
