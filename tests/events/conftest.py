"""What tests of the pages of Prepare share: an event in draft, and somebody of its team."""

import pytest

from eventhub.events.models import Event, EventState, TeamRole
from eventhub.ground.texts import Texts
from tests.conftest import Reader
from tests.factories import make_event, make_member


@pytest.fixture
def event(app) -> Event:
    return make_event(
        slug="draft-2027", state=EventState.DRAFT, title=Texts(ru="Площадка", en="Platform"), published_at=None
    )


@pytest.fixture
def organiser(client, event) -> Reader:
    """Return an organiser of the event who reads English."""
    client.sign_in(make_member(event, TeamRole.OWNER).user)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client
