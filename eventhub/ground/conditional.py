"""Answers that programs fetch again and again: calendars and schedules, sent anew only when something has changed."""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from flask import Request, Response
from werkzeug.http import is_resource_modified

from eventhub.ground import shipped


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What is known of a file before it is made.

    state: a cheap fingerprint of everything that the file shows – revisions, names, language, base address. Empty when
    there is none; then the file is made and its own content is the fingerprint.
    modified: the aware moment of the last change. seconds: how long a copy may be used without asking.
    personal: reached by a secret link, so nobody between may keep it. shared: programs on any site may read it (CORS).
    """

    media_type: str
    modified: datetime
    state: str = ""
    filename: str = ""
    seconds: int = 300
    personal: bool = False
    shared: bool = False


def answer(edition: Edition, make: Callable[[], bytes], request: Request) -> Response:
    """Answer GET and HEAD with the file, its strong ETag and its date, or with 304 when the asker has it.

    With a `state`, a 304 costs what finding the state cost: `make` is not called.
    """
    if edition.state:
        tag = _tag(_program(), edition.state.encode())
        return _unchanged(edition, tag) if _is_known(edition, tag, request) else _whole(edition, tag, make())
    body = make()
    tag = _tag(body)
    return _unchanged(edition, tag) if _is_known(edition, tag, request) else _whole(edition, tag, body)


def _tag(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


@functools.cache
def _program() -> bytes:
    """Take the fingerprint of the program and its translations: another version may write a state differently."""
    digest = hashlib.sha256()
    for path in sorted(shipped.PACKAGE.rglob("*.p[oy]")):
        digest.update(path.read_bytes())
    return digest.digest()


def _is_known(edition: Edition, tag: str, request: Request) -> bool:
    return not is_resource_modified(request.environ, tag, last_modified=edition.modified.replace(microsecond=0))


def _whole(edition: Edition, tag: str, body: bytes) -> Response:
    response = Response(body, content_type=edition.media_type)
    if edition.filename:
        response.headers.set("Content-Disposition", "inline", **_names(edition.filename))
    return _labelled(response, edition, tag)


def _names(filename: str) -> dict[str, str]:
    """Write a file name for every browser: plain where it is, with its other letters as RFC 8187 says where not."""
    if filename.isascii():
        return {"filename": filename}
    simple = filename.encode("ascii", "ignore").decode().strip("._- ")
    return {"filename": simple, "filename*": f"UTF-8''{quote(filename, safe='')}"}


def _unchanged(edition: Edition, tag: str) -> Response:
    response = Response(status=304)
    del response.headers["Content-Type"]
    return _labelled(response, edition, tag)


def _labelled(response: Response, edition: Edition, tag: str) -> Response:
    response.set_etag(tag)
    response.last_modified = edition.modified
    if edition.personal:
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    else:
        response.headers["Cache-Control"] = f"public, max-age={edition.seconds}"
    if edition.shared:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
