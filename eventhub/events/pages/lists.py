"""The two lists of an event, municipalities and role categories, as one kind of page shows them."""

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from eventhub.events import queries
from eventhub.events.actions import lists as actions
from eventhub.events.forms.lists import MunicipalityForm, RoleForm
from eventhub.events.models import Event, EventMunicipality, EventRole
from eventhub.ground.i18n import Lazy, language, lazy
from eventhub.ground.sheets import Column
from eventhub.people import queries as people
from eventhub.people.models import Municipality, RoleCategory

MOST_OFFERED = 100
Entry = Municipality | RoleCategory


@dataclass(frozen=True, slots=True)
class ListKind:
    """What tells the two lists apart: their words, their columns in a table, where entries come from and go to."""

    name: str
    words: dict[str, Lazy]
    columns: Sequence[Column]
    example: Sequence[str]
    form: Callable[[], Any]
    listed: Callable[[Event], list[Entry]]
    offered: Callable[[Event, str], Sequence[Entry]]
    put: Callable[..., int]
    take_over: Callable[..., int]
    remove: Callable[..., None]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry: what it is called, a word about it, and its key."""

    uid: uuid.UUID
    words: str
    note: str


def rows(event: Event, entries: Iterable[Entry]) -> list[EntryRow]:
    """Lay entries out in the reader's language."""
    return [EntryRow(entry.uid, title(entry, event), note(entry, event)) for entry in entries]


def title(entry: Entry, event: Event) -> str:
    """Return what an entry is called."""
    texts = entry.name if isinstance(entry, Municipality) else entry.title
    return texts.words(language(), event.main_language)


def note(entry: Entry, event: Event) -> str:
    """Return a word about an entry: the code and kind of a municipality, the sphere of a role."""
    if isinstance(entry, Municipality):
        parts = (entry.kind_name.words(language(), event.main_language), entry.code)
        return ", ".join(part for part in parts if part)
    return str(MUNICIPAL) if entry.municipal else ""


def chosen_ids(kind: ListKind, event: Event, uids: Collection[str], words: str) -> list[int]:
    """Return the keys of the offered entries that were ticked; anything else is left out."""
    return [entry.id for entry in kind.offered(event, words) if str(entry.uid) in set(uids)]


def find_entry(kind: ListKind, event: Event, uid: uuid.UUID) -> Entry | None:
    """Find an entry of an event's list by its public id."""
    return next((entry for entry in kind.listed(event) if entry.uid == uid), None)


def _offered_municipalities(event: Event, words: str) -> Sequence[Entry]:
    listed = sa.select(EventMunicipality.municipality_id).where(EventMunicipality.event_id == event.id)
    return people.search_municipalities(words, but=listed, limit=MOST_OFFERED)


def _offered_roles(event: Event, _words: str) -> Sequence[Entry]:
    listed = sa.select(EventRole.role_id).where(EventRole.event_id == event.id)
    return people.role_categories_but(listed, limit=MOST_OFFERED)


MUNICIPAL = lazy("works in a municipal body or a school")
MUNICIPALITIES = ListKind(
    name="municipalities",
    words={
        "title": lazy("Municipalities"),
        "lead": lazy(
            "Where you expect people from. The form offers these, and every page counts “so many of so many”."
        ),
        "empty": lazy("No municipality yet"),
        "search": lazy("Name or code"),
        "new": lazy("A municipality that is not in the list"),
    },
    columns=(
        Column("name_ru", lazy("Name in Russian"), also=("название", "наименование", "муниципалитет")),
        Column("name_en", lazy("Name in English"), also=("name", "municipality")),
        Column("official_name_ru", lazy("Official name"), also=("официальное название", "полное наименование")),
        Column("kind_ru", lazy("Kind"), also=("вид", "тип", "kind")),
        Column("code", lazy("Code in the official register"), also=("код", "октмо", "oktmo")),
        Column("code_system", lazy("Which register"), also=("справочник",)),
        Column("admin_centre_ru", lazy("Centre"), also=("административный центр", "центр")),
        Column("lat", lazy("Latitude"), also=("широта",)),
        Column("lon", lazy("Longitude"), also=("долгота",)),
    ),
    example=(
        *("Абинский район", "Abinsky District", "муниципальное образование Абинский район", "муниципальный район"),
        *("03601000", "OKTMO", "г. Абинск", "44.87", "38.16"),
    ),
    form=MunicipalityForm,
    listed=lambda event: [entry.municipality for entry in queries.municipalities_of(event.id)],
    offered=_offered_municipalities,
    put=actions.list_municipalities,
    take_over=actions.import_municipalities,
    remove=actions.unlist_municipality,
)
ROLES = ListKind(
    name="roles",
    words={
        "title": lazy("Role categories"),
        "lead": lazy("What participants are in the profession. The form offers these; groups and figures mirror them."),
        "empty": lazy("No role category yet"),
        "search": lazy("Title"),
        "new": lazy("A role category that is not in the list"),
    },
    columns=(
        Column("title_ru", lazy("Title in Russian"), also=("название", "роль", "категория")),
        Column("title_en", lazy("Title in English"), also=("title", "role")),
        Column("municipal", lazy("Municipal body or school"), also=("муниципальная",)),
    ),
    example=("методист (специалист) ТМС", "methodologist of a territorial methodological service", "1"),
    form=RoleForm,
    listed=lambda event: [entry.role for entry in queries.event_roles(event.id)],
    offered=_offered_roles,
    put=actions.list_roles,
    take_over=actions.import_roles,
    remove=actions.unlist_role,
)
KINDS = {kind.name: kind for kind in (MUNICIPALITIES, ROLES)}
