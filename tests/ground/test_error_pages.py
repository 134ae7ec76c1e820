"""Errors are pages in the reader's language that say what to do."""

import errno
import sqlite3

import pytest
from flask import Blueprint, abort
from sqlalchemy.exc import OperationalError

from eventhub.ground.access import open_to_everyone
from eventhub.ground.error_pages import PAGES
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy


class HallClosed(Refusal):
    words = lazy("The hall closes at %(time)s.")


def locked() -> OperationalError:
    original = sqlite3.OperationalError("database is locked")
    original.sqlite_errorname = "SQLITE_BUSY"
    return OperationalError("SELECT secret", {}, original)


FAULTS = {
    "locked": locked,
    "full": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "refused": lambda: HallClosed(time="17:00"),
    "broken": lambda: ValueError("secret"),
}


@pytest.fixture
def faulty(make_app):
    """Return a reader of an application whose addresses go wrong in a known way."""
    app = make_app()
    app.testing = False
    blueprint = Blueprint("faulty", __name__)

    @blueprint.route("/fault/<name>")
    @blueprint.route("/api/fault/<name>")
    @open_to_everyone
    def fail(name: str) -> str:
        if name.isdigit():
            abort(int(name))
        fault = FAULTS[name]()
        raise fault

    app.register_blueprint(blueprint)
    return app.test_client()


@pytest.mark.parametrize("code", sorted(PAGES))
def test_each_error_is_a_page_in_both_languages_with_the_number_of_the_request(faulty, code):
    russian = faulty.get(f"/fault/{code}?lang=ru")
    english = faulty.get(f"/fault/{code}?lang=en")

    assert (russian.status_code, english.status_code) == (code, code)
    assert f"Ошибка {code}" in plain(russian.text)
    assert plain(str(PAGES[code].title.message)) in plain(english.text)
    assert english.headers["X-Request-Id"] in english.text
    assert english.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("data", "length", "code"), [("a=b", "999999999999", 413), ("a=\0", "3", 400)])
def test_a_form_that_is_not_even_read_is_refused_in_the_readers_language(faulty, data, length, code):
    answer = faulty.post(
        "/login",
        data=data,
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"CONTENT_LENGTH": length},
        headers={"Accept-Language": "en"},
    )

    assert answer.status_code == code
    assert plain(str(PAGES[code].title.message)) in plain(answer.text)


@pytest.mark.parametrize("code", [401, 406, 410, 418])
def test_a_rarer_error_of_the_reader_is_shown_as_a_plain_one(faulty, code):
    assert faulty.get(f"/fault/{code}").status_code == 400


def test_an_unexpected_error_shows_a_number_and_no_trace(faulty):
    answer = faulty.get("/fault/broken?lang=en")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in plain(answer.text)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", ["locked", "full"])
def test_a_busy_database_and_a_full_disk_ask_to_come_again(faulty, name):
    answer = faulty.get(f"/fault/{name}?lang=en")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "has not been saved" in plain(answer.text)
    assert "secret" not in answer.text


def test_a_refusal_nobody_caught_still_says_its_words(faulty):
    answer = faulty.get("/fault/refused?lang=en")

    assert answer.status_code == 422
    assert "The hall closes at 17:00." in plain(answer.text)


def test_programs_get_a_problem_document(faulty):
    answer = faulty.get("/api/fault/404?lang=en")

    assert answer.mimetype == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "There is no such page",
        "status": 404,
        "detail": PAGES[404].advice.message,
        "request": answer.headers["X-Request-Id"],
    }


def test_a_page_that_nobody_has_made_is_404(client):
    answer = client.get("/no/such/page?lang=ru")

    assert answer.status_code == 404
    assert "Такой страницы нет" in plain(answer.text)


def test_a_wrong_method_is_told_which_one_is_right(client):
    answer = client.delete("/healthz")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_wrong_host_is_refused_with_a_page(client):
    answer = client.get("/login", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_a_form_without_its_token_is_not_taken_and_the_page_says_why(client):
    answer = client.post("/login?lang=en", data={"email": "a@example.org", "password": "x"})

    assert answer.status_code == 400
    assert "This page was open for too long" in plain(answer.text)


def test_more_than_the_limit_is_refused(faulty):
    faulty.application.config["MAX_CONTENT_LENGTH"] = 10

    answer = faulty.post("/login", data={"email": "a" * 100})

    assert answer.status_code == 413


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("&#39;", "'")
