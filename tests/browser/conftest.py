"""A real browser, and a server on a free port with the demo event in it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import CHROMIUM
from tests.loaded import copy_of_demo, make_app

AXE = Path(__file__).parent / "vendored" / "axe-core-4.14.1.min.js"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
FAULTS = """async () => (await axe.run(document)).violations.flatMap(
    fault => fault.nodes.map(node => `${fault.id}: ${node.target} – ${node.failureSummary}`))"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once, without asking anything of the network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, worker_id: str) -> Iterator[Flask]:
    """Serve the demo event on a free port; the settings of the application say where."""
    folder = tmp_path_factory.mktemp("browser")
    database_url = copy_of_demo("sqlite", folder, shared_folder, f"browser_{worker_id}")
    server = make_server("127.0.0.1", 0, Flask("nothing yet"), threaded=True)
    app = make_app(folder, database_url, EVENTHUB_BASE_URL=f"http://127.0.0.1:{server.port}")
    server.app = app
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield app
    server.shutdown()
    thread.join()


@pytest.fixture
def context(browser: Browser, served: Flask) -> Iterator[BrowserContext]:
    """Return a browser that knows nobody yet: own cookies, own storage."""
    context = browser.new_context(base_url=served.extensions["settings"].base_url, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page. The test fails when the console reports an error, a broken policy or an uncaught exception."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.extend(complaint_in(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def complaint_in(message: ConsoleMessage) -> list[str]:
    return [f"{message.text} ({message.location['url']})"] if message.type in {"error", "warning"} else []


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """Return what looks over the page as it stands now for barriers, one line for each."""

    def faults() -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))  # past the page's policy, which allows no script but its own
        return page.evaluate(FAULTS)

    return faults
