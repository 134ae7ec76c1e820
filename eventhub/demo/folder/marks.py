"""What a field may hold: marks that stand beside the type of a field and say more than the type can.

`Annotated[str, Own("participants")]` is a text that names a participant for the first time;
`Annotated[str, Ref("participants")]` one that speaks of a participant named elsewhere.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy.orm import InstrumentedAttribute

LONGEST_ID = 80
LARGEST_NUMBER = 10**8 - 1
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True)
class Own:
    """An id: unique among its kind, and known to references from then on."""

    kind: str


@dataclass(frozen=True)
class Ref:
    """The id of something of that kind, named elsewhere in the folder."""

    kind: str


@dataclass(frozen=True)
class Filled:
    """A text that is not empty."""


@dataclass(frozen=True)
class Length:
    """A text of at most so many characters."""

    most: int


@dataclass(frozen=True)
class Between:
    """A number within limits, both included, with at most so many decimals."""

    least: Decimal | int
    most: Decimal | int
    decimals: int | None = None


@dataclass(frozen=True)
class Shape:
    """A text of a certain shape; `like` is an example."""

    pattern: re.Pattern[str]
    like: str


@dataclass(frozen=True)
class OneOf:
    """A text from a closed list."""

    words: tuple[str, ...]


def fits(column: InstrumentedAttribute[Any]) -> Length:
    """Limit a text to what a column can hold."""
    return Length(getattr(column.type, "length", None) or 10**6)


Words = Annotated[str, Filled()]
Whole = Annotated[int, Between(0, LARGEST_NUMBER)]
Positive = Annotated[int, Between(1, LARGEST_NUMBER)]
OneToFive = Annotated[int, Between(1, 5)]
Email = Annotated[str, Filled(), Length(254), Shape(ADDRESS, "name@example.org")]
Language = Annotated[str, Filled(), Length(12), Shape(LANGUAGE, "ru")]

ParticipantRef = Annotated[str, Ref("participants")]
MunicipalityRef = Annotated[str, Ref("municipalities")]
RoleRef = Annotated[str, Ref("roles")]
RoomRef = Annotated[str, Ref("rooms")]
GroupRef = Annotated[str, Ref("focus_groups")]
ModelRef = Annotated[str, Ref("scaling_models")]
SchoolRef = Annotated[str, Ref("schools")]
RecommendationRef = Annotated[str, Ref("recommendations")]
