"""Faults: what is wrong with a folder, each with file, line or id, field and reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventhub.ground.i18n import Lazy, _

LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, in it a line (CSV) or an entry by its id (JSON), in that a field."""

    file: str
    line: int = 0
    entry: str = ""
    field: str = ""

    def at(self, field: str) -> "Place":
        """Go one step deeper: to a field, or to an entry of a list as `[2]` or `[FG1-R2]`."""
        glue = "" if not self.field or field.startswith("[") else "."
        return replace(self, field=f"{self.field}{glue}{field}")

    def __str__(self) -> str:
        line = _("line %(number)s", number=self.line) if self.line else ""
        return ", ".join(harmless(part) for part in (self.file, line, self.entry, self.field) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and why."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class Faults:
    """All faults of a folder, by file and line."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}

    def add(self, place: Place, reason: Lazy, **values: object) -> None:
        """Note a fault. reason: a sentence whose placeholders `values` fill; texts from the folder are shown safely."""
        safe = {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
        self._found[Fault(place, reason.spoken(**safe))] = None

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self._found, key=lambda fault: (fault.place.file, fault.place.line)))

    def __len__(self) -> int:
        return len(self._found)


def shown(text: str) -> str:
    """Quote a text from the folder: short and harmless."""
    return harmless(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def harmless(text: str) -> str:
    """Write a text so that it can do no harm on a terminal: one line, nothing invisible."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
