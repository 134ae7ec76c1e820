"""Single values: how a cell or a JSON value becomes what its field declares, or why it cannot."""

import enum
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from eventhub.demo.folder.marks import Between, Filled, Length, OneOf, Shape
from eventhub.ground.i18n import Lazy, lazy

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})")
WHOLE = re.compile(r"-?\d{1,15}")
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
MOST_DIGITS = 15
YEARS = {str(year) for year in range(1900, 2201)}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

NOT_A_TEXT = lazy("must be a text in quotes")
NOT_WHOLE = lazy("must be a whole number, not “%(given)s”")
NOT_A_NUMBER = lazy("must be a number, not “%(given)s”")
NOT_A_DAY = lazy("must be a date such as 2019-08-22, not “%(given)s”")
NOT_A_MOMENT = lazy("must be a time with seconds and offset such as 2019-08-22T09:30:00+03:00, not “%(given)s”")
NOT_YES_OR_NO = lazy("must be true or false, not “%(given)s”")
NOT_LISTED = lazy("must be one of: %(words)s; not “%(given)s”")
CONTROL_SIGNS = lazy("contains control characters, which no page or document can show")
EMPTY = lazy("must not be empty")
TOO_LONG = lazy("is too long; characters: %(length)s, at most: %(most)s")
OUTSIDE = lazy("must lie between %(least)s and %(most)s, not be %(given)s")
TOO_FINE = lazy("has too many decimals; at most: %(decimals)s, given: “%(given)s”")
MISSHAPEN = lazy("must look like %(like)s, not “%(given)s”")


class Unreadable(Exception):
    """A value is not what its field declares; the reason is for the person who wrote it."""

    def __init__(self, reason: Lazy, **values: object) -> None:
        super().__init__()
        self.reason = reason
        self.values = values


def from_cell(cell: str, kind: object) -> object:
    """Turn the text of a CSV cell into what JSON would have held; what cannot be turned stays a text."""
    if kind is bool:
        return {"true": True, "false": False}.get(cell, cell)
    if kind is int and WHOLE.fullmatch(cell):
        return int(cell)
    if kind is Decimal and NUMBER.fullmatch(cell):
        return Decimal(cell)
    return cell


def plain(given: object, kind: Any) -> Any:
    """Return the value as the plain type `kind`. Raises Unreadable."""
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        return _listed(given, kind)
    return READERS[kind](given)


def suits(value: Any, mark: object) -> None:
    """Hold a value against one mark of its field. Raises Unreadable."""
    check = CHECKS.get(type(mark))
    if check is not None:
        check(value, mark)


def _text(given: object) -> str:
    if given is None:
        return ""
    if not isinstance(given, str):
        raise Unreadable(NOT_A_TEXT)
    if CONTROL.search(given):
        raise Unreadable(CONTROL_SIGNS)
    return given


def _whole(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise Unreadable(NOT_WHOLE, given=str(given))
    return given


def _number(given: object) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise Unreadable(NOT_A_NUMBER, given=str(given))
    number = Decimal(given)
    if abs(number.adjusted()) > MOST_DIGITS:
        raise Unreadable(NOT_A_NUMBER, given=str(given))
    return number


def _yes_or_no(given: object) -> bool:
    if not isinstance(given, bool):
        raise Unreadable(NOT_YES_OR_NO, given=str(given))
    return given


def _day(given: object) -> date:
    try:
        if isinstance(given, str) and DAY.fullmatch(given) and given[:4] in YEARS:
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise Unreadable(NOT_A_DAY, given=str(given))


def _moment(given: object) -> datetime:
    try:
        if isinstance(given, str) and MOMENT.fullmatch(given) and given[:4] in YEARS:
            return datetime.fromisoformat(given).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Unreadable(NOT_A_MOMENT, given=str(given))


def _listed(given: object, kind: type[enum.StrEnum]) -> enum.StrEnum:
    words = [str(word) for word in kind]
    if not isinstance(given, str) or given not in words:
        raise Unreadable(NOT_LISTED, words=", ".join(words), given=str(given))
    return kind(given)


READERS: dict[Any, Callable[[object], Any]] = {
    str: _text,
    int: _whole,
    Decimal: _number,
    bool: _yes_or_no,
    date: _day,
    datetime: _moment,
}


def _filled(value: str, _mark: Filled) -> None:
    if not value.strip():
        raise Unreadable(EMPTY)


def _short_enough(value: str, mark: Length) -> None:
    if len(value) > mark.most:
        raise Unreadable(TOO_LONG, length=len(value), most=mark.most)


def _between(value: Decimal | int, mark: Between) -> None:
    if not mark.least <= value <= mark.most:
        raise Unreadable(OUTSIDE, least=mark.least, most=mark.most, given=value)
    if mark.decimals is not None and round(Decimal(value), mark.decimals) != value:
        raise Unreadable(TOO_FINE, decimals=mark.decimals, given=str(value))


def _shaped(value: str, mark: Shape) -> None:
    if value and not mark.pattern.fullmatch(value):
        raise Unreadable(MISSHAPEN, like=mark.like, given=value)


def _one_of(value: str, mark: OneOf) -> None:
    if value not in mark.words:
        raise Unreadable(NOT_LISTED, words=", ".join(mark.words), given=value)


CHECKS: dict[type, Callable[[Any, Any], None]] = {
    Filled: _filled,
    Length: _short_enough,
    Between: _between,
    Shape: _shaped,
    OneOf: _one_of,
}
