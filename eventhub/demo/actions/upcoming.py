"""The demo's second event: the first one held again in some weeks, so that everything open can be tried."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from eventhub.accounts.models import User
from eventhub.demo import queries
from eventhub.events.models import Event
from eventhub.ground.i18n.catalogues import languages
from eventhub.preparation import actions as preparation
from eventhub.preparation.actions import CopyPlan
from eventhub.preparation.queries import facts
from eventhub.preparation.rules import Part, lacks
from eventhub.registration.actions.registering import register

DAYS_AHEAD = 24
"""Registration opens a month before the day and the call closes two weeks before, so both are open then."""
REGISTERED = 100


def hold_again(source: Event, *, by: User, now: datetime) -> Event:
    """Copy an event to a day some weeks from now, publish it, and let a hundred of its people register again.

    All by the product's own actions; registrations come at even distances since registration opened.
    Doing it again finds what was made. The caller commits.
    """
    key = uuid5(NAMESPACE_URL, f"held again: {source.uid}")
    if (made := queries.find_event_by_uid(key)) is not None:
        return made
    day = (now + timedelta(days=DAYS_AHEAD)).astimezone(source.zone).date()
    name = source.slug.removesuffix(f"-{source.starts_at.year}")
    plan = CopyPlan(f"{name}-{day.year}", source.title, day, frozenset(Part))
    event = preparation.copy_event(source, plan, key=key, by=by, now=now)
    preparation.publish(event, lacks(event, facts(event.id, 0), languages(), now), by=by, now=now)
    opened = event.registration_opens_at or now
    people = queries.people_to_register(source, event, REGISTERED)
    for place, details in enumerate(people, 1):
        register(event, details, now=opened + (now - opened) * place / len(people))
    return event
