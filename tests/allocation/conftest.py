"""An event to come with two groups and a few people, for whoever allocates them."""

from datetime import timedelta
from importlib import import_module

import pytest

from eventhub.events.models import TeamRole
from eventhub.ground import clock
from tests.allocation.small import Small
from tests.factories import make_event, make_member


@pytest.fixture
def event(app):
    starts = clock.now() + timedelta(days=10)
    return make_event(slug="moving-up", title="Движение вверх", starts_at=starts, ends_at=starts + timedelta(hours=7))


@pytest.fixture
def small(event):
    """Return what makes groups, people and allocations of the event."""
    return Small(event)


@pytest.fixture
def organiser(client, event):
    client.sign_in(make_member(event).user)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


@pytest.fixture
def viewer(client, event):
    client.sign_in(make_member(event, TeamRole.VIEWER).user)
    client.set_cookie("language", "en", domain="127.0.0.1")
    return client


@pytest.fixture
def jobs(app):
    """Load what only a worker loads."""
    return import_module("eventhub.allocation.jobs")
