"""What all tests share: the application on each database, a client, and the count of statements a page costs."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventhub.accounts.models import User
from eventhub.accounts.views import COOKIE_KEY
from eventhub.ground.db import db
from eventhub.ground.secrets import new_secret
from tests import databases
from tests.factories import make_login
from tests.loaded import copy_of_demo, make_app

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
NO_BROWSER = f"BROWSER TESTS WERE LEFT OUT: there is no Chromium at {CHROMIUM}; type: sudo apt-get install chromium"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=[*databases.KINDS, "both"], default="sqlite", help="what tests run on")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that asks for the database on all that were chosen; those of the browser on SQLite alone."""
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database")
        kinds = databases.KINDS if chosen == "both" else (chosen,)
        marks = {mark.name for mark in metafunc.definition.iter_markers()}
        metafunc.parametrize("database", kinds[:1] if marks & {"browser", "one_database"} else kinds)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser out where it cannot be had, but never where a change is accepted."""
    needing = [item for item in items if item.get_closest_marker("browser")]
    if needing and not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            raise pytest.UsageError(NO_BROWSER)
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM.exists():
        terminalreporter.write_line(NO_BROWSER, red=True, bold=True)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this run know."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def applications(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Callable[[str], Flask]]:
    """Return the application on a kind of database, its tables made by the real migrations the first time."""

    def on(kind: str) -> Flask:
        folder = tmp_path_factory.mktemp(kind)
        return make_app(folder, databases.new_database(kind, folder, f"tests_{worker_id}"))

    with once_each(on) as application:
        yield application


@pytest.fixture(scope="session")
def demos(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, worker_id: str
) -> Iterator[Callable[[str], Flask]]:
    """Return the application with the demo event on a kind of database, loaded and published the first time."""

    def on(kind: str) -> Flask:
        folder = tmp_path_factory.mktemp(f"demo_{kind}")
        return make_app(folder, copy_of_demo(kind, folder, shared_folder, worker_id))

    with once_each(on) as application:
        yield application


@contextmanager
def once_each(make: Callable[[str], Flask]) -> Iterator[Callable[[str], Flask]]:
    made: dict[str, Flask] = {}

    def application(kind: str) -> Flask:
        if kind not in made:
            made[kind] = make(kind)
        return made[kind]

    yield application
    for app in made.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(database: str, applications: Callable[[str], Flask]) -> Iterator[Flask]:
    """Return the application with an empty database; the test stands in its context."""
    app = applications(database)
    with app.app_context():
        yield app
        db.session.rollback()
        db.session.remove()
        databases.empty(db.engine)


@pytest.fixture
def demo(database: str, demos: Callable[[str], Flask]) -> Iterator[Flask]:
    """Return the application with the whole demo event, published; for tests that only read it."""
    app = demos(database)
    with app.app_context():
        yield app
        db.session.rollback()
        db.session.remove()


class Reader(FlaskClient):
    """A browser without a window. A request sees what the test has arranged so far, and shares nothing else with it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Commit what the test has arranged, then ask in a context of its own, as a server does."""
        kwargs.setdefault("buffered", True)  # a file that is served is read and closed
        if not has_app_context():  # a redirect that is followed, in the context of the first request
            return super().open(*args, **kwargs)
        db.session.commit()
        return Context().run(super().open, *args, **kwargs)

    def submit(self, address: str, **fields: Any) -> TestResponse:
        """Open a page with a form, fill it in and send it, with the token against forgery that the page carries."""
        page = self.get(address).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        return self.post(address, data={"csrf_token": token[1] if token else "", **fields})

    def sign_in(self, user: User) -> None:
        """Let somebody be signed in, without the page and its deliberate slowness."""
        secret = new_secret()
        make_login(user, secret)
        db.session.commit()
        with self.session_transaction() as session:
            session[COOKIE_KEY] = secret


@pytest.fixture
def client(app: Flask) -> Reader:
    """Return a reader who is not signed in."""
    return Reader(app)


@pytest.fixture
def demo_client(demo: Flask) -> Reader:
    """Return a reader of the demo event who is not signed in."""
    return Reader(demo)


@pytest.fixture
def count_statements() -> Callable[[], AbstractContextManager[list[str]]]:
    """Return what counts statements: `with count_statements() as statements: client.get(address)`."""
    return databases.counted
