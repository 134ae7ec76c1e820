"""An event and its organiser, signed in, reading English."""

import pytest

from tests.factories import make_event, make_member


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def organiser(client, event):
    client.sign_in(make_member(event).user)
    client.get("/?lang=en")
    return client
