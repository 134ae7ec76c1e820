"""What the layouts show round a page: who it belongs to, where one can go, and in which languages.

A view passes one of these as `frame`; everything in it is ready to be shown; the template asks and decides nothing.
"""

from dataclasses import dataclass
from typing import Literal

StepState = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class Way:
    """A link: its words, where it leads, whether the reader is there, and the language of the words if another."""

    words: str
    address: str
    is_current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps of an event, or of a group in its room; `state` is independent of the page being shown."""

    words: str
    address: str
    state: StepState
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class PublicFrame:
    """Round a public page: the institute's name, its sections, the same page in other languages, the footer.

    organiser: the whole sentence of the footer ("Organised by …"), empty when there is nothing to say.
    languages: one way per other language, its words and `lang` in that language.
    links: personal data, accessibility and whatever else exists.
    """

    name: str
    home: str = "/"
    sections: tuple[Way, ...] = ()
    languages: tuple[Way, ...] = ()
    organiser: str = ""
    email: str = ""
    links: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffFrame:
    """Round a page of the team: the event, the way to its public page, the person signed in, the six steps."""

    name: str
    home: str = "/"
    person: str = ""
    initials: str = ""
    account: str = ""
    public_page: str = ""
    steps: tuple[Step, ...] = ()
    languages: tuple[Way, ...] = ()
    organiser: str = ""
    email: str = ""
    links: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomFrame:
    """Round a page on the tablet in a room: the group, short facts as (sign, words), the steps of the group."""

    name: str
    home: str = "/"
    facts: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
