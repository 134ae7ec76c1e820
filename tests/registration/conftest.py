"""What tests of the form share: an event with everything that a form may ask, open now."""

from datetime import timedelta

import pytest

from eventhub.consents.models import Purpose
from eventhub.ground import clock, rates
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from tests.factories import (
    list_municipality,
    list_role,
    make_consent_document,
    make_event,
    make_focus_group,
    make_municipality,
    make_places,
    make_role_category,
    make_room,
)


@pytest.fixture(autouse=True)
def _unhurried(app):
    rates.forget(app)


@pytest.fixture
def event(app):
    now = clock.now()
    event = make_event(
        starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=7),
        registration_opens_at=now - timedelta(days=1),
        registration_closes_at=now + timedelta(days=5),
        contact_email="help@example.org",
        title=Texts(ru="Площадка", en="Platform"),
    )
    list_role(event, make_role_category("Методист"), code="methodologist")
    list_municipality(event, make_municipality("Абинский район"))
    list_municipality(event, make_municipality("Тимашёвский район"))
    for number in (1, 2, 3):
        make_focus_group(event, number=number, room_id=make_room(event, step_free=number != 2).id)
    for purpose in Purpose:
        make_consent_document(event, purpose, is_required=purpose is Purpose.PROCESSING)
    make_places(event, capacity=2)
    db.session.commit()
    return event
