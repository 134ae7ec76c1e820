"""The two kinds of files: tables (CSV) and documents (JSON), read into rows."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar, get_origin

from eventhub.demo.folder.faults import Faults, Place
from eventhub.demo.folder.reading import Reader, fields_of, taken_apart
from eventhub.demo.folder.rows import Row
from eventhub.demo.folder.values import from_cell
from eventhub.ground.i18n import lazy

R = TypeVar("R", bound=Row)

MISSING_FILE = lazy("The file is missing; a list without entries has its header or an empty list.")
NOT_OPENED = lazy("The file cannot be opened: %(why)s.")
NOT_UTF8 = lazy("The file is not in UTF-8.")
BYTE_ORDER_MARK = lazy("The file begins with a byte-order mark; save it as UTF-8 without one.")
CARRIAGE_RETURNS = lazy("Lines must end with LF alone, not with CR LF.")
NO_HEADER = lazy("The file has no header row.")
MISSING_COLUMN = lazy("The column is missing.")
EXTRA_COLUMN = lazy("The column is not in the format.")
WRONG_ORDER = lazy("The columns must stand in this order: %(columns)s")
CELLS = lazy("cells in this row: %(count)s; columns: %(wanted)s")
NOT_CSV = lazy("cannot be read as CSV: quotes must be doubled inside quotes and closed at the end")
NOT_JSON = lazy("cannot be read as JSON")
REPEATED_KEY = lazy("The key “%(key)s” occurs twice in one object.")
NOT_A_LIST = lazy("The file must hold a list in brackets.")
REPEATED = lazy("the same %(fields)s occur already in line %(line)s")


@dataclass
class Table(Generic[R]):
    """The sound rows of one file. A file that is not sound has other rows too, or could not be read at all."""

    file: str
    rows: list[R] = field(default_factory=list)
    is_sound: bool = True

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def by(self, name: str) -> dict[Any, R]:
        """Return the rows by one of their fields."""
        return {getattr(row, name): row for row in self.rows}


class Files:
    """The files of one folder as they are read, with all their faults."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self.path = path
        self.faults = faults
        self.reader = Reader(faults)
        self.unreadable: set[str] = set()
        self.asked_for: set[str] = set()

    def table(self, kind: type[R], file: str, keys: Sequence[str] = ()) -> Table[R]:
        """Read a CSV file. keys: those of a field that has one column for each of them."""
        text = self._text(file)
        lines = _records(text) if text is not None else iter(())
        columns = [column for name, wanted in fields_of(kind).items() for column in _columns(name, wanted, keys)]
        table = Table[R](file)
        try:
            if text is None or not self._header_is_right(next(lines, (1, []))[1], columns, file):
                return self._give_up(table)
            for line, cells in lines:
                self._add(table, self._row(kind, cells, columns, keys, Place(file, line)))
        except csv.Error:
            self.faults.add(Place(file, _last_line(text or "")), NOT_CSV)
            return self._give_up(table)
        self._refuse_repetitions(kind, table)
        return table

    def document(self, kind: type[R], file: str) -> Table[R]:
        """Read a JSON file that holds a list of objects."""
        table = Table[R](file)
        given = self.given(file)
        if not isinstance(given, list):
            if file not in self.unreadable:
                self.faults.add(Place(file), NOT_A_LIST)
            return self._give_up(table)
        for number, one in enumerate(given, start=1):
            self._add(table, self.reader.row(kind, one, Place(file, entry=_entry(one, number))))
        return table

    def single(self, kind: type[R], file: str) -> R | None:
        """Read a JSON file that holds one object."""
        given = self.given(file)
        return None if file in self.unreadable else self.reader.row(kind, given, Place(file))

    def given(self, file: str) -> object:
        """Read a JSON file as it is; nothing if it cannot be read, which is noted."""
        text = self._text(file)
        if text is None:
            return None
        try:
            return json.loads(
                text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_without_repeated_keys
            )
        except json.JSONDecodeError as fault:
            self.faults.add(Place(file, fault.lineno), NOT_JSON)
        except RepeatedKey as fault:
            self.faults.add(Place(file), REPEATED_KEY, key=str(fault))
        except (ValueError, RecursionError):
            self.faults.add(Place(file), NOT_JSON)
        self.unreadable.add(file)
        return None

    def _text(self, file: str) -> str | None:
        self.asked_for.add(file)
        try:
            text = (self.path / file).read_bytes().decode("utf-8")
        except FileNotFoundError:
            self.faults.add(Place(file), MISSING_FILE)
        except OSError as error:
            self.faults.add(Place(file), NOT_OPENED, why=error.strerror or "")
        except UnicodeDecodeError:
            self.faults.add(Place(file), NOT_UTF8)
        else:
            if text.startswith("\ufeff"):
                self.faults.add(Place(file), BYTE_ORDER_MARK)
            if "\r\n" in text:
                self.faults.add(Place(file), CARRIAGE_RETURNS)
            return text.removeprefix("\ufeff").replace("\r\n", "\n")
        self.unreadable.add(file)
        return None

    def _header_is_right(self, header: list[str], columns: list[str], file: str) -> bool:
        if header == columns:
            return True
        if not header:
            self.faults.add(Place(file, 1), NO_HEADER)
            return False
        missing = [name for name in columns if name not in header]
        extra = [name for place, name in enumerate(header) if name not in columns or name in header[:place]]
        for name in missing:
            self.faults.add(Place(file, 1, field=name), MISSING_COLUMN)
        for name in extra:
            self.faults.add(Place(file, 1, field=name), EXTRA_COLUMN)
        if not missing and not extra:
            self.faults.add(Place(file, 1), WRONG_ORDER, columns=", ".join(columns))
        return False

    def _row(self, kind: type[R], cells: list[str], columns: list[str], keys: Sequence[str], place: Place) -> R | None:
        if len(cells) != len(columns):
            self.faults.add(place, CELLS, count=len(cells), wanted=len(columns))
            return None
        by_column = dict(zip(columns, cells, strict=True))
        given = {name: _given(name, wanted, keys, by_column) for name, wanted in fields_of(kind).items()}
        return self.reader.row(kind, given, place)

    def _refuse_repetitions(self, kind: type[R], table: Table[R]) -> None:
        seen: dict[tuple[object, ...], int] = {}
        for row in table if kind.UNIQUE else ():
            key = tuple(getattr(row, name) for name in kind.UNIQUE)
            if key in seen:
                self.faults.add(row.place, REPEATED, fields=", ".join(kind.UNIQUE), line=seen[key])
            seen.setdefault(key, row.place.line)

    def _add(self, table: Table[R], row: R | None) -> None:
        if row is None:
            table.is_sound = False
        else:
            table.rows.append(row)

    def _give_up(self, table: Table[R]) -> Table[R]:
        self.unreadable.add(table.file)
        table.is_sound = False
        return table


class RepeatedKey(ValueError):
    """A JSON object says the same key twice."""


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins: cells may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _last_line(text: str) -> int:
    """Find the line on which the record begins that cannot be read."""
    line = 1
    try:
        for begun, _cells in _records(text):
            line = begun + 1
    except csv.Error:
        pass
    return line


def _columns(name: str, wanted: Any, keys: Sequence[str]) -> list[str]:
    is_spread = get_origin(taken_apart(wanted)[0]) is dict
    return [f"{name.removesuffix('s')}_{key}" for key in keys] if is_spread else [name]


def _given(name: str, wanted: Any, keys: Sequence[str], by_column: dict[str, str]) -> object:
    kind, optional, _marks = taken_apart(wanted)
    if get_origin(kind) is dict:
        return {
            key: from_cell(by_column[column], int)
            for key, column in zip(keys, _columns(name, wanted, keys), strict=True)
        }
    cell = by_column[name]
    if get_origin(kind) is list:
        return cell.split("|") if cell else []
    return None if optional and not cell else from_cell(cell, kind)


def _entry(one: object, number: int) -> str:
    for name in ("id", "group_id", "key"):
        own = one.get(name) if isinstance(one, dict) else None
        if isinstance(own, str) and own:
            return own
    return f"[{number}]"


def _without_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        raise RepeatedKey(next(key for key, _value in pairs if sum(key == other for other, _ in pairs) > 1))
    return whole


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
