"""What tests of communities share."""

import pytest

from eventhub.events.models import Event, TeamRole
from tests.conftest import Reader
from tests.factories import make_event, make_member


@pytest.fixture
def event(app) -> Event:
    return make_event(slug="ploshchadka")


@pytest.fixture
def organiser(client, event) -> Reader:
    client.sign_in(make_member(event, TeamRole.ORGANISER).user)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client
