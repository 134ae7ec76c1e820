"""The entrance of the event page: places, the door, what the reader can do now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from flask import current_app
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.events.rules import Window, has_published_outcomes, window
from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.drawings.hall import hall
from eventhub.ground.i18n import _, language, ngettext
from eventhub.materials.models import Material
from eventhub.overview.pages.wording import deadline, described, said
from eventhub.overview.queries import Facts
from eventhub.overview.rules import Door, door, free_places
from eventhub.people.models import RoleCategory

LONGEST_KIND = 4
OVERLINE_ENDS = ("«", "“", '"')
"""A title that goes on like this after the kind of event repeats what stands above it."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """What stands beside the title. Addresses are empty where there is no such page."""

    kind: Door
    free: int | None
    capacity: int | None
    came: int
    hall: Markup
    opens: str
    closes: str
    register: str
    outcomes: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the event is, when, where and for whom; about is rendered Markdown."""

    title: Markup
    goal: Markup
    date: str
    hours: str
    zone: str
    venue: Markup
    town: Markup
    is_online: bool
    whom: str = ""
    roles: str = ""
    about: Markup | str = ""
    contact: Markup | str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file to be had."""

    kind: str
    title: str
    address: str
    size: str
    lang: str


@dataclass(frozen=True, slots=True)
class CallPanel:
    """How the call for models stands."""

    kind: Window
    submitted: int
    accepted: int
    opens: str
    closes: str
    submit: str


def entrance(event: Event, facts: Facts, now: datetime) -> Entrance:
    """Say how the door stands and draw the hall: the places taken, or whoever came."""
    kind = door(event, facts.capacity, facts.taken, now)
    may_register = kind in {Door.OPEN, Door.FULL}
    return Entrance(
        kind=kind,
        free=free_places(facts.capacity, facts.taken),
        capacity=facts.capacity,
        came=facts.came,
        hall=_hall(kind, facts),
        opens=_until(event, event.registration_opens_at),
        closes=_until(event, event.registration_closes_at),
        register=address_of("registration.register", slug=event.slug) if may_register else "",
        outcomes=address_of("summaries.outcomes", slug=event.slug) if has_published_outcomes(event, now) else "",
    )


def heading(event: Event, facts: Facts, roles: Iterable[RoleCategory]) -> Heading:
    """Write the head of the event page: what, when, where, for whom."""
    listed = ", ".join(role.title.words(language(), event.main_language) for role in roles)
    return replace(
        when_and_where(event),
        whom=_whom(facts.municipalities),
        roles=listed,
        about=described(event.description, event.main_language),
        contact=said(event.contact_name, event.main_language),
    )


def when_and_where(event: Event) -> Heading:
    """Write the head of a page of the event; the last part of the venue is the town."""
    main = event.main_language
    start, end = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
    is_one_day = start.date() == end.date()
    venue = {lang: words.rpartition(", ") for lang, words in event.venue.items()}
    return Heading(
        title=said(type(event.title)({lang: _shortened(words) for lang, words in event.title.items()}), main),
        date=formats.full_day(start, event.zone) if is_one_day else formats.days(start, end, event.zone),
        goal=said(event.goal, main),
        hours=_hours(event, start, end),
        zone=formats.zone_name(event.zone, event.starts_at),
        venue=said(type(event.venue)({lang: parts[0] or parts[2] for lang, parts in venue.items()}), main),
        town=said(type(event.venue)({lang: parts[2] for lang, parts in venue.items() if parts[0]}), main),
        is_online=bool(event.online_url),
    )


def files(event: Event, materials: Iterable[Material], most: int) -> list[FileRow]:
    """List the first files that everybody may have; nothing where files cannot be fetched."""
    rows = []
    for material in islice(materials, most):
        address = address_of("materials.file", slug=event.slug, uid=material.uid)
        if address and material.file:
            kind = material.file_name.rpartition(".")[2].upper()[:LONGEST_KIND]
            lang = "" if material.lang == language() else material.lang
            rows.append(FileRow(kind, material.title, address, formats.size(material.file.size_bytes), lang))
    return rows


def call_panel(event: Event, facts: Facts, now: datetime) -> CallPanel | None:
    """Say how the call for models stands; nothing without a call."""
    kind = window(facts.call_opens_at, facts.call_closes_at, now)
    if kind is Window.NOT_SET:
        return None
    return CallPanel(
        kind=kind,
        submitted=facts.models_submitted,
        accepted=facts.models_accepted,
        opens=_until(event, facts.call_opens_at),
        closes=_until(event, facts.call_closes_at),
        submit=address_of("scaling_models.submit", slug=event.slug) if kind is Window.OPEN else "",
    )


@dataclass(frozen=True, slots=True)
class Calendars:
    """Where the calendar of something is: to be taken once, or to be subscribed to. Empty where there is none."""

    file: str = ""
    subscription: str = ""


def calendars(endpoint: str, **values: object) -> Calendars:
    """Return the two addresses of a calendar."""
    file = address_of(endpoint, **values)
    host = str(current_app.config["SERVER_NAME"])
    return Calendars(file, f"webcal://{host}{file}") if file else Calendars()


def _hall(kind: Door, facts: Facts) -> Markup:
    if kind is Door.OVER and facts.came:
        return hall(
            facts.came,
            facts.came,
            key="hall",
            title=_("People in the hall"),
            desc=ngettext("%(count)s person took part.", "%(count)s people took part.", facts.came),
        )
    if kind in {Door.CANCELLED, Door.OVER} or not facts.capacity:
        return Markup()
    free = free_places(facts.capacity, facts.taken) or 0
    return hall(
        facts.capacity,
        min(facts.taken, facts.capacity),
        key="hall",
        title=_("Places in the hall"),
        desc=_(
            "Places: %(capacity)s, taken: %(taken)s, free: %(free)s.",
            capacity=facts.capacity,
            taken=facts.taken,
            free=free,
        ),
    )


def _until(event: Event, moment: datetime | None) -> str:
    return deadline(moment, event.zone) if moment else ""


def _hours(event: Event, start: datetime, end: datetime) -> str:
    first, last = formats.time(start, event.zone), formats.time(end, event.zone)
    zone = formats.zone_name(event.zone, event.starts_at)
    return _("%(first)s to %(last)s, %(zone)s", first=first, last=last, zone=zone)


def _whom(municipalities: int) -> str:
    if not municipalities:
        return ""
    return ngettext(
        "For people from %(count)s municipality", "For people from %(count)s municipalities", municipalities
    )


def _shortened(title: str) -> str:
    kind = _("Discussion platform")
    rest = title.removeprefix(kind).lstrip()
    return rest if rest.startswith(OVERLINE_ENDS) else title
