"""The press keeps its limits and its doors shut, whatever the document asks for."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from pypdf import PdfReader

from eventhub.ground import shipped
from eventhub.ground.printing.addresses import locate
from eventhub.ground.printing.libraries import libraries_missing
from eventhub.ground.printing.order import Manuscript
from eventhub.ground.printing.press import (
    NestedTooDeep,
    PrintingFailed,
    TookTooLong,
    TooMuchMemory,
    make_pdf,
    make_pdfs,
)
from tests.ground.printing.samples import MOMENT, page

ENDLESS = page('<table><tr><td colspan="1000000">x</td></tr></table>')


@pytest.mark.parametrize(
    ("body", "limits", "failure"),
    [
        ('<table><tr><td colspan="1000000">x</td></tr></table>', {"seconds": 2}, TookTooLong),
        ("<div>" * 10_000, {"seconds": 30}, NestedTooDeep),
        ("<em>" * 10_000 + "x", {"seconds": 30}, NestedTooDeep),
        ("<p>слово</p>" * 60_000, {"megabytes": 260}, TooMuchMemory),
        ("<p>x</p>", {"megabytes": 100}, PrintingFailed),  # the libraries themselves do not fit
    ],
)
def test_what_would_never_end_is_ended(body, limits, failure):
    with pytest.raises(failure) as caught:
        make_pdf(page(body), moment=MOMENT, **limits)

    assert type(caught.value) is failure
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        '<table><tr><td rowspan="1000000">x</td></tr></table>',
        "<div>" * 100 + "x",
        "<p>" + "x" * 100_000 + "</p>",
        "<p>\u202e\u0000\ufffe<b>незакрытый <table><tr><p></table>",
        '<svg width="1000000000" height="1000000000"><title>x</title><use href="#x"/></svg>',
    ],
)
def test_odd_documents_are_printed(body):
    assert make_pdf(page(body), moment=MOMENT).startswith(b"%PDF-1.7")


class Listening(BaseHTTPRequestHandler):
    """Notes every address that is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_arguments):
        """Stay silent."""


@pytest.fixture
def listening():
    Listening.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_nothing_outside_is_fetched(listening, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("СЕКРЕТ-42", encoding="utf-8")
    file = secret.as_uri()
    reaching_out = "".join(
        f"""<base href="{where}"><img src="{where}" alt="x"><link rel="stylesheet" href="{where}">
        <link rel="attachment" href="{where}"><style>@import "{where}"; @import url({where});
        @font-face {{ font-family: Z; src: url({where}), local("DejaVu Sans") }}
        p {{ font-family: Z; background: url({where}) }} li {{ list-style-image: url({where}) }}
        @page {{ background: url({where}); @bottom-center {{ content: url({where}) }} }}
        </style><object data="{where}"></object><embed src="{where}"><ul><li>x</ul>
        <svg width="9" height="9"><title>x</title><image href="{where}" width="9" height="9"/><use href="{where}#x"/></svg><p>z</p>"""
        for where in (listening + "/a", file, "ftp://127.0.0.1/a", "shipped:../pyproject.toml", "//127.0.0.1/a")
    )

    printed = PdfReader(io.BytesIO(make_pdf(page(reaching_out), moment=MOMENT)))

    assert Listening.asked == []
    assert printed.attachments == {}
    assert [image for each in printed.pages for image in each.images] == []
    assert "СЕКРЕТ" not in "".join(each.extract_text() for each in printed.pages)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "shipped:../pyproject.toml",
        "shipped:/etc/hosts.css",
        "shipped:documents/../../eventhub/ground/db.py",
        "shipped:documents/../../x.css",
        "shipped:fonts/pt-serif-regular.ttf",  # fonts come by configuration
        "documents/document.css",
    ],
)
def test_an_address_leads_nowhere_but_to_shipped_files(address):
    with pytest.raises(ValueError, match="not among the shipped files"):
        locate(address)


def test_a_shipped_address_leads_to_its_file():
    assert locate("shipped:documents/document.css") == shipped.folder("static").resolve() / "documents" / "document.css"


def test_several_documents_come_back_in_their_order():
    pages = [page(f"<p>{words}</p>") for words in ("раз", "два и ещё много слов", "раз")]

    first, second, third = make_pdfs([Manuscript(html=html, moment=MOMENT) for html in pages])

    assert first == third
    assert first != second
    assert make_pdf(pages[1], moment=MOMENT) == second
    assert make_pdfs([]) == []


def test_missing_libraries_are_named():
    assert libraries_missing(["libpango-1.0.so.0", "libnowhere-7.so.7"]) == ("libnowhere-7.so.7",)
    assert libraries_missing() == ()


def test_the_child_dies_with_a_killed_press(tmp_path):
    script = tmp_path / "press_and_wait.py"
    script.write_text(
        "from eventhub.ground.printing.press import make_pdf\n"
        "from tests.ground.printing.samples import MOMENT\n"
        f"make_pdf({ENDLESS!r}, moment=MOMENT, seconds=50)\n",
        encoding="utf-8",
    )
    root = shipped.folder("static").parent
    press = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(root)})
    child = _first_child(press.pid)
    _wait_until(lambda: b"printing.child" in Path(f"/proc/{child}/cmdline").read_bytes())
    time.sleep(1.5)  # the child must have read its order

    press.send_signal(signal.SIGKILL)
    press.wait()

    _wait_until(lambda: not _is_alive(child))


def _first_child(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    _wait_until(lambda: children.read_text(encoding="ascii").strip() != "")
    return int(children.read_text(encoding="ascii").split()[0])


def _is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text(encoding="utf-8")


def _wait_until(true, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
