"""Words that would like to be more than words stay words: on every page, in the document, in calendars and schedules."""

import json
import re
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from itertools import count
from xml.etree import ElementTree as ET

import html5lib
import icalendar
import pypdf
import pytest

from eventhub.app import JOBS
from eventhub.demo import actions
from eventhub.ground import working
from eventhub.ground.db import db
from tests.demo.folders import workshop, write
from tests.walking import accounts, walk

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
HOSTILE = {
    "script": "<script>window.taken=1</script><img src=x onerror=window.taken=1>\"'&",
    "template": "{{7*7}}{% for x in y %}${7*7}%(name)s{0}",
    "formula and calendar": "=1+1,;\\n\nEND:VCALENDAR\nBEGIN:VEVENT",
    "bidi": "abc\u202edef\u2066\u200fgh",
    "2,000 characters": "длинноеслово" * 167,
}
FREE = re.compile(r"(_ru|_en|^ru|^en|^name|^text|^risk|^mitigation|^deliverable|^people|^infrastructure|^unit|_note)$")
FREE_CELLS = {"organisation", "position", "last_name", "first_name", "patronymic"}


def spoiled(value, words, number):
    """Put hostile words in the place of every free text, each a little different, so that lists stay lists."""
    if isinstance(value, list):
        return [spoiled(one, words, number) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: f"{next(number)}{words}" if is_free(key, one) else spoiled(one, words, number)
        for key, one in value.items()
    }


def is_free(key, value):
    return isinstance(value, str) and bool(value) and (key in FREE_CELLS or FREE.search(key) is not None)


@pytest.fixture
def event(app, tmp_path, words):
    """The small workshop, hostile in every word, published, with accounts to look at it."""
    contents = {name: spoiled(given, words, count(1)) for name, given in workshop().items()}
    event = actions.load(write(contents, tmp_path / "folder"), by="command", now=NOW)
    db.session.commit()
    opened = {**actions.open_accounts(event, by="command", now=NOW), **actions.personal_links(event)}
    db.session.commit()
    (app.extensions["settings"].data / "demo-accounts.json").write_text(json.dumps(opened), encoding="utf-8")
    return event


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("reader", ["stranger", "participant", "author", "organiser"])
def test_no_page_takes_words_for_anything_else(app, client, event, reader, words):
    known = accounts(app).get(reader, {})
    if "password" in known:
        client.submit("/login", **known)

    pages = dict(walk(app, reader, lambda address: opened(client, address)))

    assert pages
    assert {address: found for address, text in pages.items() if (found := taken_for_more(text))} == {}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_feeds_and_documents_keep_their_form(client, event, words):
    for jobs in JOBS:
        import_module(jobs)
    working.run_all()
    address = f"/e/{event.slug}"
    items = len(json.loads(client.get(f"{address}/schedule.json").data)["schedule"]["conference"]["days"][0]["rooms"])
    calendar = icalendar.Calendar.from_ical(client.get(f"{address}/calendar.ics").data)
    document = client.get(f"{address}/outcomes.pdf?lang=en")

    assert items
    assert len(calendar.walk("VEVENT")) == 1
    assert ET.fromstring(client.get(f"{address}/schedule.xml").data).tag == "schedule"
    assert document.status_code == 200
    assert pypdf.PdfReader(BytesIO(document.data)).pages


def opened(client, address):
    answer = client.get(address)
    if answer.mimetype != "text/html" or answer.status_code in {302, 303, 404}:
        return None
    return answer.text if answer.status_code == 200 else f"<p>{answer.status_code}</p>"


def taken_for_more(text: str) -> list[str]:
    """Find elements and attributes that only hostile words could have made, and failures."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    scripts = [one for one in page.iter("script") if one.get("type") != "application/ld+json" and not one.get("src")]
    handlers = [f"{one.tag}@{name}" for one in page.iter() for name in one.attrib if str(name).startswith("on")]
    failures = re.findall(r"^<p>\d{3}</p>$", text)
    computed = ["a template was computed"] if "49{%" in text else []
    return [f"script: {one.text}" for one in scripts] + handlers + failures + computed
