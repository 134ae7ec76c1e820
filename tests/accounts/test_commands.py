"""An administrator is made at the terminal."""

import sqlalchemy as sa

from eventhub.accounts.models import User
from eventhub.ground.db import db
from eventhub.ground.secrets import password_matches
from tests.factories import make_user

PASSWORD = "sunflower on the table"


def create(app, *more: str, password: str = PASSWORD):
    db.session.commit()
    arguments = ["user", "create", "--email", "Anna@example.org", "--name", "Anna Bell", "--password", password, *more]
    return app.test_cli_runner().invoke(args=arguments)


def test_a_user_is_created_who_can_sign_in_at_once(app):
    result = create(app, "--administrator")

    user = db.session.scalars(sa.select(User)).one()
    assert result.output == "Created the user Anna@example.org.\n"
    assert (user.email_key, user.is_administrator, user.may_create_events) == ("anna@example.org", True, False)
    assert password_matches(user.password_hash, PASSWORD)


def test_a_second_user_with_the_same_mailbox_is_refused_in_words(app):
    make_user(email="anna@EXAMPLE.org")

    result = create(app)

    assert result.exit_code == 1
    assert "There is a user with this address already." in result.output


def test_a_weak_password_is_refused_in_words(app):
    result = create(app, password="qwerty123")

    assert result.exit_code == 1
    assert "among the first" in result.output
    assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 0
