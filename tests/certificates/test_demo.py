"""The demo day counted from its attendance: who is entitled, to how many hours, and who is not."""

from collections import Counter

import sqlalchemy as sa

from eventhub.certificates import queries
from eventhub.certificates.rules import Standing
from eventhub.events.models import Event
from eventhub.ground.db import db

NOT_ENTITLED = ["P013", "P054", "P076", "P086", "P087", "P089", "P123"]


def people(event_id):
    rule = queries.find_rule(event_id)
    return queries.people(event_id, queries.day_of(event_id), queries.terms_of(rule))


def the_event():
    return db.session.scalars(sa.select(Event).where(Event.slug == "dvizhenie-vverh-2019")).one()


def test_the_demo_day_gives_the_certificates_it_should(demo):
    found = people(the_event().id)

    by_standing = Counter(person.due.standing for person in found)
    hours = Counter(person.due.hours for person in found if person.due.standing is Standing.ENTITLED)
    refused = sorted(person.registration.code for person in found if person.due.standing is Standing.NOT_ENTITLED)
    assert by_standing == {Standing.ENTITLED: 125, Standing.NOT_ENTITLED: 7}
    assert hours == {7: 123, 6: 1, 5: 1}
    assert refused == NOT_ENTITLED


def test_the_minutes_are_those_of_the_description(demo):
    minutes = {person.registration.code: person.due.minutes for person in people(the_event().id)}

    assert {code: minutes[code] for code in ["P054", "P123", "P013"]} == {"P054": 175, "P123": 75, "P013": 49}
    assert max(minutes.values()) == 325
