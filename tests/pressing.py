"""Pressing buttons: sending forms that stand on one page and lead to another."""

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.conftest import Reader


def token_of(reader: Reader, page: str) -> str:
    """Return the token against forgery that a page carries."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', reader.get(page).text)
    assert found, page
    return found[1]


def press(reader: Reader, page: str, address: str = "", **fields: Any) -> TestResponse:
    """Send a form of a page, to the page itself or to another address; `title__ru` is the field title-ru."""
    given = {name.replace("__", "-"): value for name, value in fields.items()}
    return reader.post(address or page, data={"csrf_token": token_of(reader, page), **given})


def words_of(answer: TestResponse) -> str:
    """Return the words of a page without its marks and with ordinary spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text).replace("\xa0", " "))


def hidden(reader: Reader, page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', reader.get(page).text)
    assert tag, name
    value = re.search(r'value="([^"]*)"', tag[0])
    return value[1] if value else ""
