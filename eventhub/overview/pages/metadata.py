"""What a page tells search engines, messengers and other programs about itself."""

import json
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.events.rules import is_cancelled
from eventhub.ground.drawings.lettering import plain
from eventhub.ground.i18n import language
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.settings import Settings
from eventhub.overview.queries import Facts
from eventhub.overview.rules import free_places

LONGEST_DESCRIPTION = 200
TERRITORIES = {"ru": "ru_RU", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Head:
    """Title, description and addresses of a page; kind is the Open Graph type; a private page says none of them."""

    title: str
    site: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    locale: str
    kind: str
    is_private: bool


def head(title: str, site: str, description: str = "", kind: str = "website", is_private: bool = False) -> Head:
    """Describe the page now shown. Each language has an address of its own, which is the one to be remembered."""
    address = _base_url() + request.path
    alternates = tuple((lang, f"{address}?lang={lang}") for lang in languages())
    short = " ".join(plain(description).split())
    return Head(
        title=plain(title),
        site=plain(site),
        description=short if len(short) <= LONGEST_DESCRIPTION else short[: LONGEST_DESCRIPTION - 1].rstrip() + "…",
        canonical=f"{address}?lang={language()}",
        alternates=(*alternates, ("x-default", address)),
        locale=TERRITORIES.get(language(), language()),
        kind=kind,
        is_private=is_private,
    )


def event_data(event: Event, facts: Facts) -> Markup:
    """Describe the event as schema.org has it, as JSON that cannot end the element it stands in."""
    lang, main = language(), event.main_language
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{_base_url()}/e/{event.slug}/",
        "url": f"{_base_url()}/e/{event.slug}/",
        "name": event.title.words(lang, main),
        "description": event.goal.words(lang, main),
        "inLanguage": lang,
        "startDate": event.starts_at.astimezone(event.zone).isoformat(),
        "endDate": event.ends_at.astimezone(event.zone).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if is_cancelled(event) else 'EventScheduled'}",
        "eventAttendanceMode": f"https://schema.org/{_mode(event)}EventAttendanceMode",
        "location": _places(event),
        "organizer": {"@type": "Organization", "name": event.organiser.words(lang, main)},
        "maximumAttendeeCapacity": facts.capacity,
        "remainingAttendeeCapacity": free_places(facts.capacity, facts.taken),
    }
    return _as_script({name: value for name, value in data.items() if value not in (None, "", [])})


def _mode(event: Event) -> str:
    if event.online_url:
        return "Mixed" if event.venue else "Online"
    return "Offline"


def _places(event: Event) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if event.venue:
        venue = event.venue.words(language(), event.main_language)
        places.append({"@type": "Place", "name": venue, "address": venue})
    if event.online_url:
        places.append({"@type": "VirtualLocation", "url": f"{_base_url()}/e/{event.slug}/"})
    return places


def _as_script(data: dict[str, Any]) -> Markup:
    text = json.dumps(data, ensure_ascii=False)
    for sign, code in (
        ("&", "\\u0026"),
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 – no sign is left that could end a script element


def _base_url() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url
