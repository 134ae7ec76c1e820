"""What tests of accounts share: a reader who presses the buttons of a page."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.conftest import Reader


class Presser(Reader):
    """A reader who sends forms that stand on another page than the one they lead to."""

    def submit_to(self, page: str, address: str, **fields: Any) -> TestResponse:
        """Open a page and send a form of it to its address."""
        return self.post(address, data={"csrf_token": self.token_of(page), **fields})

    def post_as(self, forwarded_for: str, address: str, **fields: Any) -> TestResponse:
        """Send a form and claim to come from another network address."""
        data = {"csrf_token": self.token_of(address), **fields}
        return self.post(address, data=data, headers={"X-Forwarded-For": forwarded_for})

    def token_of(self, page: str) -> str:
        """Return the token against forgery that a page carries."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page).text)
        return found[1] if found else ""


@pytest.fixture
def client(app) -> Presser:
    """Return a reader who is not signed in."""
    return Presser(app)
