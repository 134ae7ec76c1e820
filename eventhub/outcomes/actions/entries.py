"""Texts and what belongs to them: factors, theses, quotations, recommendations, notes on models; the record itself."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from eventhub.ground.db import db
from eventhub.outcomes import queries
from eventhub.outcomes.actions.place import Answer, Place, answer
from eventhub.outcomes.models import Factor, PresentedModel, Quotation, Recommendation, Thesis, ThesisKind
from eventhub.outcomes.queries import Entry, Found
from eventhub.outcomes.rules import recording as rules
from eventhub.outcomes.rules import writing
from eventhub.outcomes.rules.recording import Change, Kind, Result
from eventhub.outcomes.rules.writing import Written

TABLES: Mapping[Kind, type[Entry]] = {
    Kind.FACTOR: Factor,
    Kind.THESIS: Thesis,
    Kind.QUOTATION: Quotation,
    Kind.RECOMMENDATION: Recommendation,
}
TEXTS = {"text": rules.LONGEST_TEXT, "addressee": rules.LONGEST_ADDRESSEE, "note": rules.LONGEST_TEXT}
REFERENCES = {"category", "question", "author", "thesis", "factor"}
MOST_DOTS_PER_PERSON = 20


def change_entry(place: Place, change: Change) -> Answer:
    """Change one field of an entry; the first change under a new uid makes the entry. Raises a refusal."""
    found = queries.find_entry(TABLES[change.kind], place.record, change, place.seat.event.id)
    entry = found.entry or _new(place, change, found)
    if entry.record_id != place.record.id:
        raise rules.UnknownThing
    said = _set(place, change, entry, found)
    db.session.add(entry)
    return said


def _new(place: Place, change: Change, found: Found) -> Entry:
    if change.field == "withdrawn":
        raise rules.UnknownThing
    if found.position >= rules.MOST_ENTRIES:
        raise rules.TooManyEntries(most=rules.MOST_ENTRIES)
    own: dict[str, Any] = {"kind": ThesisKind.THESIS} if change.kind is Kind.THESIS else {}
    own |= {"addressee": ""} if change.kind is Kind.RECOMMENDATION else {}
    return TABLES[change.kind](
        uid=change.entry_uid,
        record_id=place.record.id,
        position=found.position,
        text="",
        lang=place.seat.group.language,
        versions={},
        held={},
        **own,
    )


def _set(place: Place, change: Change, entry: Entry, found: Found) -> Answer:
    if change.field in TEXTS:
        said = write(entry, change)
        entry.withdrawn_at = None  # nothing typed is lost: words for a removed entry bring it back
        return said
    if change.field in REFERENCES:
        if change.value is not None and found.reference is None:
            raise rules.UnknownThing
        setattr(entry, f"{change.field}_id", found.reference)
    elif change.field == "withdrawn":
        entry.withdrawn_at = place.now if _flag(change) else None
    else:
        for name, value in SETTERS[change.field](change, found).items():
            setattr(entry, name, value)
    return answer()


def write(thing: Entry | PresentedModel, change: Change) -> Answer:
    """Change a text, keep the new one beside it, or let the one that a person chose hold."""
    value = change.value if isinstance(change.value, dict) else {}
    text = rules.plain_text(value.get("text"), TEXTS[change.field])
    present = Written(getattr(thing, change.field), thing.versions, thing.held, Result.APPLIED)
    if "seen" in value:
        seen = {str(words) for words in value["seen"]} if isinstance(value["seen"], list) else set()
        after = writing.choose(present, change.field, text, seen, base=change.base_version)
    else:
        after = writing.write(present, change.field, text, base=change.base_version, device=change.device)
    setattr(thing, change.field, after.text)
    thing.versions, thing.held = after.versions, after.held
    return answer(after.result, version=after.version(change.field))


def _flag(change: Change) -> bool:
    if not isinstance(change.value, bool):
        raise rules.NotUnderstood
    return change.value


def _kind(change: Change, _found: Found) -> dict[str, Any]:
    try:
        return {"kind": ThesisKind(change.value)}
    except ValueError as error:
        raise rules.NotUnderstood from error


def _day(change: Change, _found: Found) -> dict[str, Any]:
    try:
        return {"due_on": None if change.value is None else date.fromisoformat(change.value)}
    except (TypeError, ValueError) as error:
        raise rules.NotUnderstood from error


def _votes(change: Change, found: Found) -> dict[str, Any]:
    names = ("votes_for", "votes_against", "votes_abstained")
    return dict(zip(names, rules.votes(change.value, found.present), strict=True))


def _dots(change: Change, _found: Found) -> dict[str, Any]:
    return {"dots": None if change.value is None else _count(change.value, rules.MOST_DOTS)}


def _count(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise rules.NotUnderstood
    return value


SETTERS: Mapping[str, Callable[[Change, Found], dict[str, Any]]] = {
    "kind": _kind,
    "attribution_consent": lambda change, _found: {"attribution_consent": _flag(change)},
    "due_on": _day,
    "votes": _votes,
    "dots": _dots,
}


def change_model(place: Place, change: Change) -> Answer:
    """Note that a model was heard, or what the room would change in it; a note says that it was heard."""
    found = queries.find_presented(place.record, change.entry_uid, place.seat.event.id)
    if found is None:
        raise rules.UnknownThing
    model_id, heard, position = found
    is_wanted = _flag(change) if change.field == "presented" else True
    if not is_wanted:
        if heard is not None and (heard.note or heard.held):
            raise rules.ModelHasNote
        if heard is not None:
            db.session.delete(heard)
        return answer()
    heard = heard or PresentedModel(
        record_id=place.record.id, model_id=model_id, position=position, note="", versions={}, held={}
    )
    said = write(heard, change) if change.field == "note" else answer()
    db.session.add(heard)
    return said


def change_record(place: Place, change: Change) -> Answer:
    """Close the ratings, so that they are shown, or open them again; say how many dots everybody has."""
    if change.field == "ratings_closed":
        place.record.ratings_closed_at = place.now if _flag(change) else None
    else:
        place.record.dots_per_person = _count(change.value, MOST_DOTS_PER_PERSON)
    return answer()
