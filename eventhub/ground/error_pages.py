"""Error pages: in the reader's language, what happened and what to do, the number of the request; never a trace."""

import errno
import sqlite3
from dataclasses import dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.i18n.choice import other_languages
from eventhub.ground.logs import log, request_number
from eventhub.ground.page_frame import PublicFrame

PASSING_SQLITE = ("SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_LOCKED")
FULL = {errno.ENOSPC, errno.EDQUOT}
RETRY_AFTER_SECONDS = 30


@dataclass(frozen=True)
class Page:
    """The words of one error page."""

    title: Lazy
    advice: Lazy


PAGES = {
    400: Page(
        lazy("This request cannot be understood"),
        lazy("Go back and try again. If you followed a link, check that it arrived whole."),
    ),
    403: Page(
        lazy("This is not allowed"),
        lazy("Go back. If you think you should be able to do this, write to the organiser."),
    ),
    404: Page(
        lazy("There is no such page"),
        lazy("Check the address, or open the link in your letter once more. The page may also have been withdrawn."),
    ),
    405: Page(
        lazy("This address does not work that way"),
        lazy("Go back to the page you came from and use its buttons and links."),
    ),
    413: Page(
        lazy("That is too much at once"),
        lazy("Send a smaller file or a shorter text."),
    ),
    422: Page(
        lazy("This cannot be done now"),
        lazy("Go back, look at the page again and try once more."),
    ),
    429: Page(
        lazy("Too many attempts"),
        lazy("Wait a few minutes, then try again."),
    ),
    500: Page(
        lazy("Something went wrong on our side"),
        lazy("Nothing you did is to blame. Try again in a minute; if it happens again, tell us the number below."),
    ),
    503: Page(
        lazy("EventHub is busy or out of space"),
        lazy("What you sent has not been saved. Wait half a minute and send it again."),
    ),
}
PAGE_TOO_OLD = Page(
    lazy("This page was open for too long"),
    lazy("Go back, reload the page and send it once more. Copy longer texts first."),
)


def init_app(app: Flask) -> None:
    """Answer every error with its page, or with a problem document for programs."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Refusal, _answer_refusal)
    app.register_error_handler(OperationalError, _answer_database)
    app.register_error_handler(OSError, _answer_disk)


def _answer(error: HTTPException) -> Response:
    if error.response is not None and error.code is None:
        return error.get_response()  # type: ignore[return-value]  # a redirect of the routing
    code = error.code if error.code in PAGES else 400 if (error.code or 500) < 500 else 500
    page = PAGE_TOO_OLD if isinstance(error, CSRFError) else PAGES[code]
    response = _page(code, page, str(page.advice))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _answer_refusal(refusal: Refusal) -> Response:
    return _page(422, PAGES[422], str(refusal))


def _answer_database(error: OperationalError) -> Response:
    name = getattr(error.orig, "sqlite_errorname", "")
    if isinstance(error.orig, sqlite3.Error) and not name.startswith(PASSING_SQLITE):
        raise error
    log.warning("database unavailable", reason=name or type(error.orig).__name__)
    return _answer(ServiceUnavailable(retry_after=RETRY_AFTER_SECONDS))


def _answer_disk(error: OSError) -> Response:
    if error.errno not in FULL:
        raise error
    log.warning("disk full")
    return _answer(ServiceUnavailable(retry_after=RETRY_AFTER_SECONDS))


def _page(code: int, page: Page, advice: str) -> Response:
    number = request_number()
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": str(page.title), "status": code, "detail": advice, "request": number}
        response = jsonify(problem)
        response.mimetype = "application/problem+json"
    else:
        frame = PublicFrame(name="EventHub", languages=other_languages() if request.method == "GET" else ())
        response = make_response(
            render_template("errors/page.html", frame=frame, code=code, page=page, advice=advice, number=number)
        )
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    return response
