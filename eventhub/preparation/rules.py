"""What an event lacks before it is published, what is booked twice, and which parts a copy can take over."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from eventhub.events.models import Event
from eventhub.events.rules import is_cancelled, is_over
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, lazy

MOST_REASON = 1000


class NotReady(Refusal):
    """Something is missing without which nobody could take part."""

    words = lazy("The event cannot be published yet. The list says what is missing.")


class Part(enum.StrEnum):
    """What the next event can take over."""

    TEXTS = "texts"
    ROOMS = "rooms"
    PROGRAMME = "programme"
    LISTS = "lists"
    GROUPS = "groups"
    CONSENTS = "consents"
    FORM = "form"
    CALL = "call"
    TEAM = "team"


PART_WORDS: dict[Part, Lazy] = {
    Part.TEXTS: lazy("Texts: goal, description, venue, organiser, contact"),
    Part.ROOMS: lazy("Rooms"),
    Part.PROGRAMME: lazy("Programme"),
    Part.LISTS: lazy("Municipalities, role categories and competences"),
    Part.GROUPS: lazy("Focus groups with their guides"),
    Part.CONSENTS: lazy("Texts of consents"),
    Part.FORM: lazy("Registration form, places and quotas, with the texts of consents"),
    Part.CALL: lazy("Call for models with sections and criteria"),
    Part.TEAM: lazy("Team, leaders of groups and speakers"),
}


class Lack(enum.StrEnum):
    """Something that an event should have; the order is the order of the page."""

    ORGANISER = "organiser"
    CONTACT = "contact"
    PLACE = "place"
    PROGRAMME = "programme"
    CONSENT = "consent"
    PAST = "past"
    GOAL = "goal"
    LANGUAGES = "languages"
    WINDOW = "window"
    PLACES = "places"
    MUNICIPALITIES = "municipalities"
    ROLES = "roles"
    GROUPS = "groups"
    GUIDES = "guides"
    MEETINGS = "meetings"
    FACILITATORS = "facilitators"
    CLASHES = "clashes"


STOPS = {Lack.ORGANISER, Lack.CONTACT, Lack.PLACE, Lack.PROGRAMME, Lack.CONSENT}
"""Without these nobody knows who invites, whom to ask, where and when to be, or may give the own name."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted for an event while it is prepared."""

    agenda_items: int = 0
    rooms: int = 0
    municipalities: int = 0
    roles: int = 0
    groups: int = 0
    groups_without_guide: int = 0
    groups_without_meeting: int = 0
    groups_without_facilitator: int = 0
    members: int = 0
    consents: int = 0
    has_processing_consent: bool = False
    has_places: bool = False
    clashes: int = 0


def lacks(event: Event, facts: Facts, languages: Iterable[str], now: datetime) -> list[Lack]:
    """List what an event lacks, in the order of the page; nothing once it is over or cancelled.

    languages: those that texts should be written in.
    """
    if (is_over(event, now) and event.is_public) or is_cancelled(event):
        return []
    found = {
        Lack.ORGANISER: not event.organiser,
        Lack.CONTACT: not event.contact_email,
        Lack.PLACE: not event.venue and not event.online_url,
        Lack.PROGRAMME: not facts.agenda_items,
        Lack.CONSENT: not facts.has_processing_consent,
        Lack.PAST: event.starts_at <= now and not event.is_public,
        Lack.GOAL: not event.goal,
        Lack.LANGUAGES: any(lang not in event.title for lang in languages),
        Lack.WINDOW: event.registration_closes_at is None,
        Lack.PLACES: not facts.has_places,
        Lack.MUNICIPALITIES: not facts.municipalities,
        Lack.ROLES: not facts.roles,
        Lack.GROUPS: not facts.groups,
        Lack.GUIDES: facts.groups_without_guide > 0,
        Lack.MEETINGS: facts.groups_without_meeting > 0,
        Lack.FACILITATORS: facts.groups_without_facilitator > 0,
        Lack.CLASHES: facts.clashes > 0,
    }
    return [lack for lack, is_so in found.items() if is_so]


def may_be_published(found: Iterable[Lack]) -> None:
    """Ask whether an event that lacks this may be published. Raises NotReady."""
    if STOPS & set(found):
        raise NotReady


@dataclass(frozen=True, slots=True)
class Booking:
    """A stretch of the day that needs rooms and people, by their keys; `thing` names what it is for."""

    thing: int
    starts_at: datetime
    ends_at: datetime
    rooms: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two bookings at the same time that need the same rooms or the same people."""

    first: int
    second: int
    rooms: frozenset[int]
    people: frozenset[int]


def clashes(bookings: Iterable[Booking]) -> list[Clash]:
    """Find whatever is booked twice, in the order of the day. What ends when the next begins is no clash."""
    found: list[Clash] = []
    running: list[Booking] = []
    for booking in sorted(bookings, key=lambda one: (one.starts_at, one.ends_at, one.thing)):
        running = [other for other in running if other.ends_at > booking.starts_at]
        for other in running:
            rooms, people = other.rooms & booking.rooms, other.people & booking.people
            if rooms or people:
                found.append(Clash(other.thing, booking.thing, rooms, people))
        running.append(booking)
    return found
