"""Who is entitled to a certificate, and to how many hours: counted from attendance, never typed.

The rule is that of the exchange format: every item of the programme counts except arrival and breaks; sums are made in
seconds and cut down to whole minutes once, at the end.
"""

import enum
import secrets
from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from eventhub.events.models import AgendaKind
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy

SECONDS = 60
NOT_COUNTED = frozenset({AgendaKind.REGISTRATION, AgendaKind.BREAK})
USUAL_HOUR = 45
MOST_PREFIX = 40
MOST_HOURS = 200
MOST_HOUR_MINUTES = 240
MOST_MINUTES = 20_000
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of a code: without the letters and digits that are taken for each other."""
CODE_LENGTH = 16
CODE_PIECE = 4


class NoTermsYet(Refusal):
    """Certificates follow terms that somebody has to state."""

    words = lazy("First say from how many minutes a certificate is due. The form stands on this page.")


class NobodyEntitled(Refusal):
    """There is nothing to issue."""

    words = lazy("Nobody is entitled to a certificate yet. Look at the list: it says what each person lacks.")


class Standing(enum.StrEnum):
    """Whether a certificate is due; pending while the result of the person's group is not final."""

    ENTITLED = "entitled"
    PENDING = "pending"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True, slots=True)
class Terms:
    """From how many minutes a certificate is due, how minutes become hours, and the most that is stated."""

    academic_hours: int
    hour_minutes: int
    minimum_minutes: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the programme; group: the one that meets in it."""

    key: Hashable
    kind: AgendaKind
    starts_at: datetime
    ends_at: datetime
    group: Hashable = None


@dataclass(frozen=True, slots=True)
class Presence:
    """When somebody was in the house, and on which lists they stand.

    arrived_at: nothing when only the fact was noted. checked_in: whether the desk saw them at all; without that only
    the lists count. lists: keys of items with a list of those present.
    """

    groups: frozenset[Hashable] = frozenset()
    lists: frozenset[Hashable] = frozenset()
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    checked_in: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """What follows for one person. Hours are those of the certificate when it is due, else nought."""

    minutes: int
    standing: Standing
    hours: int


@dataclass(frozen=True, slots=True)
class Day:
    """The programme and the groups whose result is not final."""

    items: tuple[Item, ...]
    open_groups: frozenset[Hashable] = frozenset()
    last_parts: dict[Hashable, Item] = field(init=False)

    def __post_init__(self) -> None:
        meetings = (item for item in self.items if item.kind is AgendaKind.FOCUS_GROUP and item.group is not None)
        object.__setattr__(self, "last_parts", {item.group: item for item in sorted(meetings, key=_end)})

    @property
    def minutes(self) -> int:
        """How long the day is for somebody who is there all the time and in one group: the longest that counts."""
        whole = sum(_length(item) for item in self.items if _is_for_all(item))
        by_group: dict[Hashable, int] = {}
        for item in self.items:
            if item.kind is AgendaKind.FOCUS_GROUP:
                by_group[item.group] = by_group.get(item.group, 0) + _length(item)
        return (whole + max(by_group.values(), default=0)) // SECONDS


def due(day: Day, presence: Presence, terms: Terms) -> Due:
    """Say what one person is due."""
    minutes = credited_minutes(day, presence)
    if presence.groups & day.open_groups:
        return Due(minutes, Standing.PENDING, 0)
    if minutes < terms.minimum_minutes:
        return Due(minutes, Standing.NOT_ENTITLED, 0)
    return Due(minutes, Standing.ENTITLED, min(terms.academic_hours, minutes // terms.hour_minutes))


def credited_minutes(day: Day, presence: Presence) -> int:
    """Count the time somebody spent in the items that count for them, in whole minutes."""
    return sum(_seconds(day, presence)) // SECONDS


def _seconds(day: Day, presence: Presence) -> Iterator[int]:
    for item in day.items:
        if item.kind not in NOT_COUNTED and _counts(day, item, presence):
            starts_at = max(item.starts_at, presence.arrived_at or item.starts_at)
            ends_at = min(item.ends_at, presence.left_at or item.ends_at)
            yield max(0, int((ends_at - starts_at).total_seconds()))


def _counts(day: Day, item: Item, presence: Presence) -> bool:
    """Groups count by their lists. Without check-out, whatever follows the last part counts only for those on its list:
    leaving early shows there.
    """
    if item.kind is AgendaKind.FOCUS_GROUP:
        return item.group in presence.groups and item.key in presence.lists
    if not presence.checked_in:
        return False
    last = max((day.last_parts[group] for group in presence.groups & day.last_parts.keys()), key=_end, default=None)
    is_after = last is not None and item.starts_at >= last.ends_at
    return presence.left_at is not None or not is_after or (last is not None and last.key in presence.lists)


def _end(item: Item) -> datetime:
    return item.ends_at


def _length(item: Item) -> int:
    return int((item.ends_at - item.starts_at).total_seconds())


def _is_for_all(item: Item) -> bool:
    return item.kind not in NOT_COUNTED and item.kind is not AgendaKind.FOCUS_GROUP


def usual_terms(day: Day) -> Terms:
    """Propose terms for a day: hours of 45 minutes, a certificate for those who were there half the time."""
    return Terms(day.minutes // USUAL_HOUR, USUAL_HOUR, day.minutes // 2)


def number_words(prefix: str, number: int) -> str:
    """Write the number of a certificate: «ДВ-2019-0127»."""
    return f"{prefix}-{number:04d}"


def new_code(taken: Collection[str] = ()) -> str:
    """Make a code for the check page: 80 random bits that can be read aloud and typed."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return new_code(taken) if code in taken else code


def code_words(code: str) -> str:
    """Write a code in pieces: K7QM-4T2P-9XHD-2WRC."""
    return "-".join(code[start : start + CODE_PIECE] for start in range(0, len(code), CODE_PIECE))


def read_code(written: str) -> str:
    """Read a code as people write it: in small letters, with hyphens or spaces."""
    return "".join(letter for letter in written.upper() if letter.isalnum())
