"""Refuse the zero character at the door: no text holds it, and PostgreSQL takes no text with it."""

from collections.abc import Iterator

from flask import Flask, abort, request

ZERO = "\x00"


def init_app(app: Flask) -> None:
    """Look at each request before anything else reads it."""
    app.before_request(_refuse)


def _refuse() -> None:
    if any(ZERO in text for text in _texts()):
        abort(400)


def _texts() -> Iterator[str]:
    yield request.path
    for given in (request.args, request.form):
        for name, value in given.items(multi=True):
            yield name
            yield value
