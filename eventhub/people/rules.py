"""How a person's name is written, found and sorted; when two descriptions mean the same entry of a list."""

from typing import Protocol

from eventhub.ground.folding import fold, sort_key
from eventhub.ground.texts import Texts
from eventhub.people.models import Municipality, RoleCategory

LONGEST_KEY = 620


def full_name(*parts: str | None) -> str:
    """Join family name, given name and patronymic in that order; what is missing leaves no gap."""
    return " ".join(part for part in parts if part)


def spoken_name(family_name: str, given_name: str) -> str:
    """Return the name as colleagues say it: given name first."""
    return full_name(given_name, family_name)


def name_key(*parts: str | None) -> str:
    """Return the form by which two spellings of a name are the same person's."""
    return fold(full_name(*parts))[:LONGEST_KEY]


def name_sort(*parts: str | None) -> str:
    """Return the form whose plain order is the alphabetical one."""
    return sort_key(full_name(*parts))[:LONGEST_KEY]


class _Named(Protocol):
    """A description of a municipality."""

    @property
    def name(self) -> Texts: ...
    @property
    def code(self) -> str: ...
    @property
    def code_system(self) -> str: ...


class _Titled(Protocol):
    """A description of a role category."""

    @property
    def title(self) -> Texts: ...
    @property
    def municipal(self) -> bool: ...


def is_same_municipality(given: _Named, known: Municipality) -> bool:
    """Tell whether a description means a municipality that is known: by its code, else by its name."""
    if given.code and known.code:
        return (given.code_system or known.code_system, given.code) == (known.code_system, known.code)
    return _share_words(given.name, known.name)


def is_same_role(given: _Titled, known: RoleCategory) -> bool:
    """Tell whether a description means a role category that is known: the same title, the same kind."""
    return given.municipal is known.municipal and _share_words(given.title, known.title)


def _share_words(one: Texts, other: Texts) -> bool:
    return any(fold(one[lang]) == fold(other[lang]) for lang in one.keys() & other.keys())
