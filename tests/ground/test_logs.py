"""Logs carry ids and never what opens a door or names somebody."""

import json
import logging

import pytest
import structlog
from flask import Blueprint, Flask

from eventhub.ground import logs
from eventhub.ground.access import for_link, open_to_everyone


@pytest.fixture
def logged(make_app):
    """Return an application with an address behind a link, and the lines it has logged."""
    app = make_app()
    app.testing = False
    blueprint = Blueprint("doors", __name__)
    blueprint.add_url_rule("/e/<slug>/r/<token>", "own", for_link("registration")(lambda slug, token: ""))

    @blueprint.get("/broken")
    @open_to_everyone
    def broken() -> str:
        raise ValueError("Шевцова Анна")

    app.register_blueprint(blueprint)
    with structlog.testing.capture_logs() as lines:
        yield app, lines


def test_each_answer_is_one_line_with_its_number(logged):
    app, lines = logged

    answer = app.test_client().get("/login?email=anna@example.org")

    (line,) = [line for line in lines if line["event"] == "answered"]
    milliseconds = line.pop("milliseconds")
    assert milliseconds >= 0
    assert line == {
        "event": "answered",
        "log_level": "info",
        "method": "GET",
        "path": "/login",
        "endpoint": "accounts.sign_in",
        "status": answer.status_code,
    }


def test_a_personal_link_is_masked_whether_it_opens_something_or_not(logged):
    app, lines = logged
    token = "MTIzNDU2Nzg5MDEyMzQ1Ng.3.c2lnbmF0dXJlc2lnbmF0dXJl"

    app.test_client().get(f"/e/day/r/{token}")
    app.test_client().get(f"/no/such/rule/{token}")

    assert [line["path"] for line in lines if line["event"] == "answered"] == ["/e/day/r/…", "/no/such/rule/…"]


def test_every_request_has_another_number(client):
    first, second = (client.get("/healthz").headers["X-Request-Id"] for _ in range(2))

    assert first != second
    assert len(first) == 12


def test_a_number_that_a_stranger_sends_is_not_taken_over(client):
    answer = client.get("/healthz", headers={"X-Request-Id": "evil"})

    assert answer.headers["X-Request-Id"] != "evil"


def test_lines_are_json_and_an_error_is_told_by_type_and_place_only(make_app, capsys, monkeypatch):
    app: Flask = make_app(testing=False)
    monkeypatch.setattr(logging.getLogger(), "handlers", logging.getLogger().handlers[:])
    with app.app_context():
        try:
            raise ValueError("Шевцова Анна")
        except ValueError:
            logging.getLogger("eventhub.test").exception("went wrong")

    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "went wrong" in line]
    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["places"][0]
    assert "Шевцова" not in json.dumps(line, ensure_ascii=False)


@pytest.fixture(autouse=True)
def logging_as_before():
    """Put back what setting up the logs has changed."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    assert logs.log is not None
