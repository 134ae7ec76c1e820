"""Walking through all pages of the demo event, as somebody who follows every link."""

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from eventhub.ground.access import mark_of

READERS = (
    "stranger",
    "participant",
    "author",
    "coordinator",
    "organiser",
    "registrar",
    "facilitator",
    "secretary",
    "reviewer",
    "administrator",
)
LANGUAGES = ("ru", "en")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
MOST_OF_A_KIND = 2


def accounts(app: Flask) -> dict[str, dict[str, str]]:
    """Return what `bin/demo` tells about who can sign in."""
    return json.loads((app.extensions["settings"].data / "demo-accounts.json").read_text(encoding="utf-8"))


def first_pages(app: Flask, reader: str) -> list[str]:
    """Return where a reader begins: everybody at the front door, some at the personal link they were sent."""
    known = accounts(app).get(reader, {})
    return [urlsplit(known["link"]).path] if "link" in known else ["/", "/manage/", "/account", "/style"]


def walk(app: Flask, reader: str, text_of: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of each page that a reader can reach, two of each kind.

    The pages that everybody may open are walked by the stranger alone.
    text_of: opens an address; nothing when it is not a page.
    """
    kinds: Counter[str] = Counter()
    ahead = deque(first_pages(app, reader))
    seen = set(ahead)
    while ahead:
        address = ahead.popleft()
        kind = kind_of(app, address)
        if kind is None or kinds[kind] == MOST_OF_A_KIND or (reader != "stranger" and is_open(app, kind)):
            continue
        if (text := text_of(address)) is None:
            continue
        kinds[kind] += 1
        yield address, text
        for link in LINK.findall(text):
            path = own_path(app, address, link.replace("&amp;", "&"))
            if path is not None and path not in seen:
                seen.add(path)
                ahead.append(path)


def kind_of(app: Flask, address: str) -> str | None:
    """Return the endpoint that answers an address, if anybody may simply look there."""
    try:
        endpoint, _arguments = app.url_map.bind("").match(urlsplit(address).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def is_open(app: Flask, kind: str) -> bool:
    """Tell whether everybody may open a kind of page."""
    mark = mark_of(app.view_functions[kind])
    return mark is not None and mark.kind == "everyone"


def own_path(app: Flask, page: str, link: str) -> str | None:
    """Return the path of a link within EventHub that is not only the same page in another language."""
    target = urlsplit(urljoin(f"http://{app.config['SERVER_NAME']}{page}", link))
    if target.scheme not in {"http", "https"} or target.netloc != app.config["SERVER_NAME"] or "lang=" in target.query:
        return None
    return target.path + (f"?{target.query}" if target.query else "")
