"""Every letter about a registration, in every language."""

import re

import pytest
import sqlalchemy as sa

from eventhub.ground import delivery
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.registration import letters
from tests.factories import NOW, make_event, make_registration

WRITTEN = (
    letters.registered,
    letters.waits,
    letters.promoted,
    letters.registered_again,
    letters.changed,
    letters.cancelled,
    letters.event_cancelled,
    letters.reminder,
)
WITH_CALENDAR = {letters.registered, letters.promoted, letters.event_cancelled, letters.reminder}
WITHOUT_LINK = {letters.cancelled, letters.event_cancelled}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("write", WRITTEN, ids=lambda write: write.__name__)
def test_each_letter_speaks_its_language_and_brings_what_is_needed(app, write, language):
    event = make_event(title="Площадка «Движение»", venue="Краснодар", contact_email="help@example.org")
    write(event, make_registration(event, language=language), now=NOW)

    message = delivery.write(db.session.scalars(sa.select(Letter)).one(), "eventhub@example.org", NOW)
    text = message.get_body(("plain",)).get_content()

    own_words = re.sub(r"\S+[@/.]\S+|EventHub", "", f"{message['Subject']} {text}")
    assert bool(re.search(r"[a-z]{3}", own_words)) is (language == "en")
    assert "Площадка «Движение»" in text
    assert ("/r/" in text) is (write not in WITHOUT_LINK)
    assert ("text/calendar" in {part.get_content_type() for part in message.walk()}) is (write in WITH_CALENDAR)
