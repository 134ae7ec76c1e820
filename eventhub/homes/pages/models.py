"""What an author wrote, laid out for a reviewer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventhub.ground.i18n import Lazy, language
from eventhub.ground.texts import Texts


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a model: its title, its text, or its lines where it is a list."""

    title: str
    text: str
    lines: list[str]


def sections(content: Mapping[str, Any], titles: Mapping[str, Texts | Lazy]) -> list[Section]:
    """Lay out what an author wrote, in the order of the call; empty sections are left out."""
    laid = [_section(_title(title), content.get(key)) for key, title in titles.items()]
    return [section for section in laid if section.text or section.lines]


def _section(title: str, value: Any) -> Section:
    if isinstance(value, list):
        return Section(title, "", [_line(entry) for entry in value])
    if isinstance(value, dict):
        return Section(title, "", [str(part) for part in value.values() if part not in {None, ""}])
    return Section(title, "" if value is None else str(value), [])


def _line(entry: Any) -> str:
    if isinstance(entry, dict):
        return ", ".join(str(part) for part in entry.values() if part not in {None, ""})
    return str(entry)


def _title(title: Texts | Lazy) -> str:
    return title.words(language()) if isinstance(title, Texts) else str(title)
