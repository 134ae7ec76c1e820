"""The second event of the demo: made by copying, open for everything, with a hundred people in it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.demo import actions, queries
from eventhub.demo.actions.upcoming import hold_again
from eventhub.events.models import EventState
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.registration.models import Preference, Registration
from eventhub.scaling_models.queries import find_call
from tests.demo.counting import count


@pytest.fixture
def source(app):
    event = actions.load(actions.BUNDLED, by="command", now=clock.now())
    db.session.commit()
    return event


def test_the_event_is_held_again_with_a_hundred_people_and_everything_open(source):
    now = clock.now()

    event = hold_again(source, by=queries.people_to_try(source)["organiser"], now=now)
    db.session.commit()

    own = Registration.event_id == event.id
    call = find_call(event.id)
    wished = sa.select(sa.func.count()).select_from(Preference).join(Registration).where(own)
    assert (event.state, event.slug) == (EventState.PUBLISHED, f"dvizhenie-vverh-{event.starts_at.year}")
    assert event.registration_opens_at < now < event.registration_closes_at
    assert call.opens_at < now < call.closes_at
    assert count(Registration, own) == 100
    assert db.session.scalar(wished) > 200
    assert count(Letter, Letter.event_uid == event.uid) == 100


def test_holding_it_again_twice_makes_one_event(source):
    by, now = queries.people_to_try(source)["organiser"], clock.now()
    first = hold_again(source, by=by, now=now)
    db.session.commit()

    again = hold_again(source, by=by, now=now + timedelta(days=1))

    assert again.id == first.id
    assert count(Registration, Registration.event_id == first.id) == 100
