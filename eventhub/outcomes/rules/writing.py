"""How two devices write the same text: what was made on an older version is kept beside, until a person chooses."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventhub.outcomes.rules.recording import Result


@dataclass(frozen=True, slots=True)
class Written:
    """A text after a change: the text that holds, the versions by field and the other texts by field."""

    text: str
    versions: dict[str, Any]
    held: dict[str, Any]
    result: Result

    def version(self, field: str) -> int:
        """Return the version of a field; 0 before the first text."""
        return int(self.versions.get(field, 0))


def write(present: Written, field: str, text: str, *, base: int | None, device: str) -> Written:
    """Change a text, or keep the new one beside it when it was made on an older version.

    One device has one text in waiting: what it types on replaces what it typed before.
    """
    others = [other for other in present.held.get(field, []) if other["device"] != device]
    if text == present.text:
        return Written(text, present.versions, _with(present.held, field, others), Result.APPLIED)
    if (base or 0) != present.version(field):
        waiting = [*others, {"device": device, "text": text}]
        return Written(present.text, present.versions, _with(present.held, field, waiting), Result.HELD)
    versions = {**present.versions, field: present.version(field) + 1}
    return Written(text, versions, _with(present.held, field, others), Result.APPLIED)


def choose(present: Written, field: str, text: str, seen: Collection[str], *, base: int | None) -> Written:
    """Let one of several texts hold; only those that the person saw are put away. On an old version nothing happens."""
    if (base or 0) != present.version(field):
        return Written(present.text, present.versions, present.held, Result.HELD)
    rest = [other for other in present.held.get(field, []) if other["text"] not in {text, *seen}]
    versions = {**present.versions, field: present.version(field) + 1}
    return Written(text, versions, _with(present.held, field, rest), Result.APPLIED)


def _with(held: Mapping[str, Any], field: str, waiting: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    rest = {name: texts for name, texts in held.items() if name != field}
    return {**rest, field: list(waiting)} if waiting else rest
