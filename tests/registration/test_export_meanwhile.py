"""A slow export keeps nobody waiting: it only reads."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from eventhub.consents.models import Purpose
from eventhub.events.models import TeamRole
from eventhub.ground import clock, rates
from eventhub.ground.db import db
from eventhub.registration.models import Places, Registration, RegistrationState, Source
from tests.conftest import Reader
from tests.factories import make_consent_document, make_event, make_member, make_person, make_places

ROWS = 1_200
PEOPLE = 50
LONGEST_WAIT = 5.0


@pytest.fixture
def event(app):
    rates.forget(app)
    now = clock.now()
    event = make_event(
        starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=7),
        registration_opens_at=now - timedelta(days=1),
        registration_closes_at=now + timedelta(days=5),
    )
    make_places(event, capacity=ROWS + 20, taken=ROWS)
    make_consent_document(event, Purpose.PROCESSING, is_required=True)
    person = make_person()
    plain = {
        "event_id": event.id,
        "person_id": person.id,
        "state": RegistrationState.CONFIRMED,
        "source": Source.IMPORT,
    }
    moments = {"registered_at": now, "state_changed_at": now}
    rows = [{**plain, **moments, "number": 1_000 + number, "family_name": "Волков"} for number in range(ROWS)]
    db.session.execute(sa.insert(Registration), rows)
    return event


def register(app, slug, number):
    """Fill in and send the form as one browser; return the status and how long the answer took."""
    client, address = Reader(app), f"/e/{slug}/register?lang=en"
    page = client.get(address).text
    fields = {
        "csrf_token": re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1],
        "submission_key": re.search(r'name="submission_key"[^>]*value="([^"]+)"', page)[1],
        "family_name": "Ёлкина",
        "given_name": f"Анна {number}",
        "email": f"anna{number}@example.org",
        "organisation": "Центр",
        "language": "ru",
        re.search(r'name="(consent-[^"]+)"', page)[1]: "yes",
    }
    begun = time.monotonic()
    status = client.post(address, data=fields).status_code
    return status, time.monotonic() - begun


def test_fifty_people_register_while_a_slow_export_runs(app, event):
    slug, event_id = event.slug, event.id
    reader = Reader(app)
    reader.sign_in(make_member(event, TeamRole.ORGANISER).user)
    begun, done, lines = threading.Event(), threading.Event(), []

    def read_slowly():
        with app.app_context():
            answer = FlaskClient.open(reader, f"/manage/{slug}/registrations.csv?lang=en")  # as a server: one context
            for piece in answer.iter_encoded():
                lines.extend(piece.decode().splitlines())
                begun.set()
                if len(lines) < ROWS:
                    done.wait(LONGEST_WAIT)  # the file is half sent until everybody has registered
            answer.close()

    def one(number):
        with app.app_context():
            return register(app, slug, number)

    export = threading.Thread(target=read_slowly)
    export.start()
    assert begun.wait(LONGEST_WAIT)
    with ThreadPoolExecutor(8) as hall:
        answers = list(hall.map(one, range(PEOPLE)))
    is_still_sending = export.is_alive()
    done.set()
    export.join()

    db.session.rollback()
    assert is_still_sending
    assert {status for status, _seconds in answers} == {303}
    assert max(seconds for _status, seconds in answers) < LONGEST_WAIT
    assert len(lines) == ROWS + 1
    new = sa.select(Registration.state, sa.func.count()).where(
        Registration.event_id == event_id, Registration.source == Source.FORM
    )
    counted = dict(db.session.execute(new.group_by(Registration.state)).all())
    assert counted == {RegistrationState.CONFIRMED: 20, RegistrationState.WAITING: 30}
    assert db.session.scalar(sa.select(Places.taken)) == ROWS + 20
