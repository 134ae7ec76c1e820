"""Entries with words: what holds, what was written elsewhere at the same time, and what one can choose from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eventhub.ground.i18n import language
from eventhub.outcomes import queries
from eventhub.outcomes.models import Factor, Quotation, Recommendation, Thesis
from eventhub.outcomes.pages.steps import Room
from eventhub.outcomes.rules.recording import KIND_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """A text that can be changed: its version, and the other texts that wait for a choice."""

    text: str
    version: int
    others: tuple[str, ...]

    @property
    def seen(self) -> list[str]:
        """All texts that a person sees when choosing."""
        return [self.text, *self.others]


def line(thing: Any, field: str) -> Line:
    """Show a text of an entry."""
    others = tuple(other["text"] for other in thing.held.get(field, []))
    return Line(getattr(thing, field), int(thing.versions.get(field, 0)), others)


@dataclass(frozen=True, slots=True)
class Option:
    """One of several to choose from."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as it is shown; options by field, further values by name."""

    uid: str
    kind: str
    lang: str
    text: Line
    options: Mapping[str, list[Option]]
    more: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one kind, a blank one to make others from, and what was removed."""

    shown: list[EntryView]
    blank: EntryView
    removed: list[EntryView]


Choices = Mapping[str, list[tuple[int | str, str, str]]]
"""By field: the key in the database, the value on the page, the words."""


def entries(room: Room, table: Any, choices: Choices, more: Callable[[Any], dict[str, Any]] = lambda _e: {}) -> Entries:
    """Lay out all entries of one kind. One statement."""
    kind = table.__tablename__
    rows = queries.entries_of(table, room.record_id)
    own = {"addressee": ""} if table is Recommendation else {}
    blank = table(text="", lang=room.seat.group.language, versions={}, held={}, **own)
    views = [(_view(row, str(row.uid), kind, choices, more), row.withdrawn_at) for row in rows]
    return Entries(
        shown=[view for view, withdrawn in views if withdrawn is None],
        blank=_view(blank, "new-entry", kind, choices, more),
        removed=[view for view, withdrawn in views if withdrawn is not None],
    )


def _view(row: Any, uid: str, kind: str, choices: Choices, more: Callable[[Any], dict[str, Any]]) -> EntryView:
    options = {
        field: [Option(value, words, key == getattr(row, _column(field))) for key, value, words in offered]
        for field, offered in choices.items()
    }
    return EntryView(uid, kind, row.lang, line(row, "text"), options, more(row))


def _column(field: str) -> str:
    return field if field == "kind" else f"{field}_id"


def factors(room: Room) -> dict[str, Any]:
    """Show the factors with their kinds and questions. Three statements."""
    choices = {"category": _categories(room), "question": _questions(room)}
    return {"factors": entries(room, Factor, choices)}


def said(room: Room) -> dict[str, Any]:
    """Show theses and quotations with whoever may have said them. Four statements."""
    people, questions = _people(room), _questions(room)
    kinds: list[tuple[int | str, str, str]] = [(kind, kind.value, str(words)) for kind, words in KIND_WORDS.items()]
    return {
        "theses": entries(room, Thesis, {"kind": kinds, "author": people, "question": questions}),
        "quotations": entries(
            room,
            Quotation,
            {"author": people, "question": questions},
            lambda quote: {"has_consent": bool(quote.attribution_consent)},
        ),
    }


def recommendations(room: Room) -> dict[str, Any]:
    """Show recommendations with addressee, date, and what they come from. Three statements."""
    choices = {
        "thesis": _named(room, Thesis),
        "factor": _named(room, Factor),
    }
    return {"recommendations": entries(room, Recommendation, choices, _promise)}


def _promise(row: Recommendation) -> dict[str, Any]:
    return {"addressee": line(row, "addressee"), "due_on": row.due_on.isoformat() if row.due_on else ""}


def _named(room: Room, table: Any) -> list[tuple[int | str, str, str]]:
    rows = queries.entries_of(table, room.record_id)
    return [(row.id, str(row.uid), row.text) for row in rows if row.withdrawn_at is None]


def _categories(room: Room) -> list[tuple[int | str, str, str]]:
    event = room.seat.event
    return [
        (category.id, str(category.uid), category.title.words(language(), event.main_language))
        for category in queries.factor_categories(event.id)
    ]


def _questions(room: Room) -> list[tuple[int | str, str, str]]:
    main = room.seat.event.main_language
    return [
        (question.id, str(question.uid), f"{question.number}. {question.text.words(language(), main)}")
        for question in queries.guide_of(room.seat.group.id)
    ]


def _people(room: Room) -> list[tuple[int | str, str, str]]:
    return [
        (person.id, str(person.uid), person.full_name)
        for person in queries.people_of(room.seat.group.id, room.item_ids)
    ]
