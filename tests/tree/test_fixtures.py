"""The fixtures keep what they promise."""

import sqlalchemy as sa

from eventhub.events.models import Event
from eventhub.ground.db import db
from tests.factories import make_event, make_user


def test_a_test_finds_an_empty_database(app):
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Event)) == 0

    make_event()
    db.session.commit()


def test_the_next_test_finds_an_empty_database_again(app):
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Event)) == 0

    make_event()
    db.session.commit()


def test_a_request_has_a_session_of_its_own(client, count_statements):
    make_event()

    with count_statements() as statements:
        answer = client.get("/healthz")

    assert answer.status_code == 200
    assert len(statements) == 1


def test_a_reader_can_be_signed_in(client):
    client.sign_in(make_user(name="Лидия Литвиненко"))

    page = client.get("/account")

    assert "Лидия Литвиненко" in page.text


def test_a_form_is_sent_with_its_token(client):
    answer = client.submit("/login?lang=en", email="somebody@example.org", password="neither known nor right")

    assert answer.status_code == 422


def test_a_redirect_can_be_followed(client):
    client.sign_in(make_user())

    answer = client.get("/login", follow_redirects=True)

    assert answer.request.path == "/manage/"
