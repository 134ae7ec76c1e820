"""Which registrations hold a place, and when two of them are the same person's."""

import uuid
from hashlib import sha256

from eventhub.ground.folding import fold_email
from eventhub.people.rules import name_key
from eventhub.registration.models import RegistrationState

HOLD_A_PLACE = frozenset({RegistrationState.CONFIRMED, RegistrationState.NO_SHOW})
"""Whoever did not come held the place until the day."""

LIVE = HOLD_A_PLACE | {RegistrationState.WAITING}
"""One person has one live registration for an event; after cancelling one may register again."""

NUMBERS = "registration"
WAITING_NUMBERS = "waiting"
"""The names of an event's two counters."""


def live_key(event_uid: uuid.UUID, email: str, *name: str | None) -> str:
    """Return what a live registration is unique by: event, mailbox and name (family, given, patronymic), folded."""
    return sha256("\n".join((event_uid.hex, fold_email(email), name_key(*name))).encode()).hexdigest()
