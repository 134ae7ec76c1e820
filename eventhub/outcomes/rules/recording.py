"""What may be recorded in a room: the operations that devices send, and what their values may be.

Attendance: the later moment on a device wins. Ratings and votes: one per person and thing, replaced. Texts: writing.py.
"""

import enum
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from unicodedata import category

from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, lazy
from eventhub.outcomes.models import RecordState, ThesisKind

LONGEST_TEXT = 4000
LONGEST_ADDRESSEE = 400
LONGEST_REASON = 1000
MOST_ENTRIES = 200
MOST_AT_ONCE = 50
MOST_DOTS = 1000
HIGHEST_MARK = 5
INVISIBLE = {"Cc", "Cs"}  # control characters, halves of a surrogate pair
CLOCK_TOLERANCE = timedelta(minutes=2)
"""A device may be ahead of us by so much; beyond it the moment of arrival is taken, or its word would hold for ever."""


class Step(enum.StrEnum):
    """The steps of a group in its room, in their order (domain.md 3.3)."""

    GUIDE = "guide"
    ATTENDANCE = "attendance"
    MODELS = "models"
    FACTORS = "factors"
    RATINGS = "ratings"
    THESES = "theses"
    RECOMMENDATIONS = "recommendations"
    VOTES = "votes"
    DOTS = "dots"
    FINISH = "finish"


STEP_WORDS: Mapping[Step, Lazy] = {
    Step.GUIDE: lazy("Beginning"),
    Step.ATTENDANCE: lazy("Who is here"),
    Step.MODELS: lazy("Models"),
    Step.FACTORS: lazy("Factors"),
    Step.RATINGS: lazy("Rating"),
    Step.THESES: lazy("What was said"),
    Step.RECOMMENDATIONS: lazy("Recommendations"),
    Step.VOTES: lazy("Votes"),
    Step.DOTS: lazy("Dots"),
    Step.FINISH: lazy("Finish"),
}
KIND_WORDS: Mapping[ThesisKind, Lazy] = {
    ThesisKind.THESIS: lazy("Thesis"),
    ThesisKind.IDEA: lazy("Idea"),
    ThesisKind.RISK: lazy("Risk"),
    ThesisKind.DISAGREEMENT: lazy("Disagreement"),
}


class Kind(enum.StrEnum):
    """What an operation is about; the entry is named by its uid: a person, a model, a factor, a text."""

    ATTENDANCE = "attendance"
    MODEL = "model"
    FACTOR = "factor"
    THESIS = "thesis"
    QUOTATION = "quotation"
    RECOMMENDATION = "recommendation"
    RATING = "rating"
    HANDS = "hands"
    RECORD = "record"


class Result(enum.StrEnum):
    """What became of an operation."""

    APPLIED = "applied"
    HELD = "held"  # the text was changed elsewhere: both are kept
    SUPERSEDED = "superseded"  # somebody noted it differently at a later moment
    REFUSED = "refused"


MARKS = ("importance", "controllability")
FIELDS: Mapping[Kind, frozenset[str]] = {
    Kind.MODEL: frozenset({"presented", "note"}),
    Kind.FACTOR: frozenset({"text", "category", "question", "withdrawn"}),
    Kind.THESIS: frozenset({"text", "kind", "author", "question", "withdrawn"}),
    Kind.QUOTATION: frozenset({"text", "author", "attribution_consent", "question", "withdrawn"}),
    Kind.RECOMMENDATION: frozenset(
        {"text", "addressee", "due_on", "thesis", "factor", "question", "votes", "dots", "withdrawn"}
    ),
    Kind.RATING: frozenset(MARKS),
    Kind.HANDS: frozenset(MARKS),
    Kind.RECORD: frozenset({"ratings_closed", "dots_per_person"}),
}
"""What can be changed of what; attendance has a field per part: `part-1`, `part-2` …"""


@dataclass(frozen=True, slots=True)
class Change:
    """One operation as a device sends it. base_version: of the text that was changed; device_at: aware."""

    uid: uuid.UUID
    entry_uid: uuid.UUID
    kind: Kind
    field: str
    value: Any
    base_version: int | None
    device: str
    device_at: datetime

    @property
    def part(self) -> int:
        """Which part of the group's day an attendance is about."""
        return int(self.field.removeprefix("part-"))


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits who records: at which group of which event; is_team: by account, not by the group's link."""

    event: Event
    group: FocusGroup
    by: str
    is_team: bool


class RecordIsSigned(Refusal):
    """What is signed stays as it is."""

    words = lazy("The record is signed, so this was not taken. Whoever leads the group can reopen it with a reason.")


class NotUnderstood(Refusal):
    """An operation that no page of ours sends."""

    words = lazy("This entry cannot be read. Reload the page; what you typed is still on this device.")


class UnknownThing(Refusal):
    """A person, question or factor that does not belong to this group or event."""

    words = lazy("What this entry refers to is not there any more. Reload the page and choose again.")


class TextTooLong(Refusal):
    """Longer than anybody reads out."""

    words = lazy("This text is too long: at most %(most)s characters. Make two entries of it.")


class TooManyEntries(Refusal):
    """A flood, not a discussion."""

    words = lazy("This group has %(most)s entries of this kind already. Change or remove one of them.")


class NotAMark(Refusal):
    """The scale has five marks."""

    words = lazy("Marks are whole numbers from 1 to 5.")


class TooManyHands(Refusal):
    """More hands than people."""

    words = lazy("%(counted)s hands are written down, %(present)s people are in the room. Count again.")


class TooManyVotes(Refusal):
    """More votes than people."""

    words = lazy("%(counted)s votes are written down, %(present)s people are in the room. Count again.")


class SignedElsewhere(Refusal):
    """Moving somebody would change the votes of a signed record."""

    words = lazy("This person stands in the signed record of group %(number)s. That record has to be reopened first.")


class ModelHasNote(Refusal):
    """A note means that the model was heard."""

    words = lazy("There is a note about this model. Empty the note first, then untick it.")


class NotReadyToSign(Refusal):
    """Sums that do not agree, texts nobody chose."""

    words = lazy("Some things have to be put right before signing; they are listed below.")


class SignedAlready(Refusal):
    """Two devices, one signature."""

    words = lazy("The record has been signed already.")


class NotSigned(Refusal):
    """There is nothing to reopen."""

    words = lazy("The record is open already.")


def is_known(kind: Kind, field: str) -> bool:
    """Say whether a field exists for a kind of entry."""
    if kind is Kind.ATTENDANCE:
        number = field.removeprefix("part-")
        return field.startswith("part-") and number.isascii() and number.isdigit() and 0 < int(number) < MOST_ENTRIES
    return field in FIELDS[kind]


def may_record(state: RecordState) -> None:
    """Ask whether a record takes operations. Raises RecordIsSigned."""
    if state is RecordState.FINAL:
        raise RecordIsSigned


def may_reopen(state: RecordState) -> None:
    """Ask whether there is something to reopen. Raises NotSigned."""
    if state is not RecordState.FINAL:
        raise NotSigned


def moment_of(change: Change, now: datetime) -> datetime:
    """Return when something was noted, by the clock of the device unless it is ahead of ours."""
    return change.device_at if change.device_at <= now + CLOCK_TOLERANCE else now


def mark(value: Any) -> int | None:
    """Read a mark; nothing was left blank. Raises NotAMark."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= HIGHEST_MARK:
        raise NotAMark
    return value


def hands(value: Any, present: int) -> list[int]:
    """Read how many hands were raised for each mark, and return a mark for each hand. Raises a refusal."""
    if not isinstance(value, list) or len(value) != HIGHEST_MARK or not all(_is_count(count) for count in value):
        raise NotAMark
    if sum(value) > present:
        raise TooManyHands(counted=sum(value), present=present)
    return [number for number, count in enumerate(value, start=1) for _hand in range(count)]


def votes(value: Any, present: int) -> tuple[int | None, int | None, int | None]:
    """Read votes for, against and abstained; fewer than are present is a count not yet finished. Raises a refusal."""
    if value is None:
        return None, None, None
    counts: list[Any] = [value.get(name) for name in ("for", "against", "abstained")] if isinstance(value, dict) else []
    if not counts or not all(_is_count(count) for count in counts):
        raise NotUnderstood
    if sum(counts) > present:
        raise TooManyVotes(counted=sum(counts), present=present)
    in_favour, against, abstained = counts
    return in_favour, against, abstained


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DOTS


def plain_text(value: Any, most: int) -> str:
    """Read a text, without characters that nobody can see or store. Raises NotUnderstood, TextTooLong."""
    if not isinstance(value, str):
        raise NotUnderstood
    text = "".join(letter for letter in value if letter in "\n\t" or category(letter) not in INVISIBLE)
    if len(text) > most:
        raise TextTooLong(most=most)
    return text
