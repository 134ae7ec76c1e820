"""Fixtures of the tests of recording."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.conftest import Reader


@pytest.fixture
def client(app: Flask) -> Reader:
    """Return a reader whose posts need no token: what the page carries is tested in the browser."""
    app.config["WTF_CSRF_ENABLED"] = False
    yield Reader(app)
    app.config["WTF_CSRF_ENABLED"] = True


@pytest.fixture
def send(client: Reader) -> Callable[..., list[dict[str, Any]]]:
    """Return what sends operations of a group and returns the answers."""

    def sent(address: str, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        return client.post(f"{address}/operations", json={"operations": operations}).json["answers"]

    return sent
