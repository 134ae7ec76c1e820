"""The page of all that is prepared: each part with its figure, and what is missing, with where to put it right."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from eventhub.events.models import Event, EventState
from eventhub.events.rules import STEPS
from eventhub.events.views import address_of
from eventhub.ground.i18n import _, lazy, ngettext
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.preparation import queries, rules
from eventhub.preparation.pages.programme import programme_of
from eventhub.preparation.rules import STOPS, Facts, Lack

EDIT, PROGRAMME, GROUPS = "events.edit", "preparation.programme", "focus_groups.groups"
LISTS: dict[str, str] = {"municipalities": "municipalities", "roles": "roles"}
LACKS = {
    Lack.ORGANISER: (lazy("Say who organises the event"), EDIT),
    Lack.CONTACT: (lazy("Give an address for questions"), EDIT),
    Lack.PLACE: (lazy("Say where it takes place, or give a link"), EDIT),
    Lack.PROGRAMME: (lazy("Put the first item into the programme"), PROGRAMME),
    Lack.CONSENT: (lazy("Write the consent to the processing of personal data"), "consents.documents"),
    Lack.PAST: (lazy("The event would have begun already: check the day"), EDIT),
    Lack.GOAL: (lazy("Write what the event is for"), EDIT),
    Lack.LANGUAGES: (lazy("The title is missing in one of the languages"), EDIT),
    Lack.WINDOW: (lazy("Say until when people may register"), EDIT),
    Lack.PLACES: (lazy("Say how many places there are"), "registration.settings"),
    Lack.MUNICIPALITIES: (lazy("Choose the municipalities you expect people from"), "municipalities"),
    Lack.ROLES: (lazy("Choose the role categories of participants"), "roles"),
    Lack.GROUPS: (lazy("Make the focus groups"), GROUPS),
    Lack.GUIDES: (lazy("Some groups have no question yet"), GROUPS),
    Lack.MEETINGS: (lazy("Some groups do not meet yet"), GROUPS),
    Lack.FACILITATORS: (lazy("Some groups have no facilitator yet"), GROUPS),
    Lack.CLASHES: (lazy("Rooms or people are booked twice"), PROGRAMME),
}


@dataclass(frozen=True, slots=True)
class LackRow:
    """One thing that is missing, and where to put it right; an address is empty for whoever may not."""

    words: str
    address: str
    stops: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the preparation: its name, what there is of it, and where it is changed."""

    words: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole page. Deeds that the state of the event does not allow are left out."""

    parts: list[PartRow]
    stops: list[LackRow]
    advice: list[LackRow]
    can_publish: bool
    can_cancel: bool
    can_finish: bool
    can_archive: bool


def lacks_of(event: Event, now: datetime) -> list[Lack]:
    """Find what an event lacks. Four statements."""
    return rules.lacks(event, _facts(event), languages(), now)


def whole(event: Event, now: datetime) -> Whole:
    """Lay out the preparation of an event. Four statements."""
    facts = _facts(event)
    found = rules.lacks(event, facts, languages(), now)
    rows = [LackRow(str(LACKS[lack][0]), _where(LACKS[lack][1], event), lack in STOPS) for lack in found]
    next_states = STEPS[event.state]
    return Whole(
        parts=_parts(event, facts),
        stops=[row for row in rows if row.stops],
        advice=[row for row in rows if not row.stops],
        can_publish=EventState.PUBLISHED in next_states,
        can_cancel=EventState.CANCELLED in next_states,
        can_finish=EventState.FINISHED in next_states and now >= event.starts_at,
        can_archive=EventState.ARCHIVED in next_states,
    )


def _facts(event: Event) -> Facts:
    return queries.facts(event.id, len(programme_of(event).clashes))


def _where(page: str, event: Event) -> str:
    if page in LISTS:
        return url_for("lists.show", slug=event.slug, kind=page)
    return address_of(page, slug=event.slug)


def _parts(event: Event, facts: Facts) -> list[PartRow]:
    written = [name_of(lang) for lang in languages() if lang in event.title]
    noted: dict[str, tuple[str, str]] = {
        EDIT: (_("About the event"), ", ".join(written)),
        PROGRAMME: (_("Programme"), _items(facts.agenda_items)),
        "programme.rooms": (_("Rooms"), ngettext("%(count)s room", "%(count)s rooms", facts.rooms)),
        GROUPS: (_("Focus groups"), ngettext("%(count)s group", "%(count)s groups", facts.groups)),
        "roles": (_("Role categories"), _entries(facts.roles)),
        "municipalities": (_("Municipalities"), _entries(facts.municipalities)),
        "consents.documents": (_("Consents"), ngettext("%(count)s text", "%(count)s texts", facts.consents)),
        "registration.settings": (_("Registration: places and quotas"), ""),
        "scaling_models.call": (_("Call for models"), ""),
        "team.team": (_("Team"), ngettext("%(count)s member", "%(count)s members", facts.members)),
    }
    rows = (PartRow(words, note, _where(page, event)) for page, (words, note) in noted.items())
    return [row for row in rows if row.address]


def _items(count: int) -> str:
    return ngettext("%(count)s item", "%(count)s items", count)


def _entries(count: int) -> str:
    return ngettext("%(count)s entry", "%(count)s entries", count)
