"""Tables that people bring as files: CSV, XLSX, XLS and ODS are read, their columns matched to what is asked for."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from eventhub.ground.errors import Refusal
from eventhub.ground.folding import fold
from eventhub.ground.i18n import Lazy, lazy, speaking
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.plain_text import one_line

MOST_ROWS = 1000
MOST_COLUMNS = 40
MOST_CELL = 1000
MOST_SIGNS = 200_000
MOST_BYTES = 4_000_000
MOST_UNPACKED_BYTES = 60_000_000
SEPARATORS = ";,\t"


class UnreadableFile(Refusal):
    """Neither a table of an office program nor text."""

    words = lazy("This file cannot be read as a table. Save it as XLSX or CSV and choose it again.")


class NoFile(Refusal):
    """The button was pressed without a file."""

    words = lazy("Choose a file first.")


class EmptyFile(Refusal):
    """A table without rows."""

    words = lazy("There are no rows below the headings. Fill the table in and choose the file again.")


class FileTooLong(Refusal):
    """More than one page can show."""

    words = lazy("This table is too large: at most %(rows)s rows at once. Part it and bring the parts one by one.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headings, and rows of as many cells, all as text."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is asked for: its key, what the page calls it, and other headings people use for it."""

    key: str
    words: Lazy
    is_required: bool = False
    also: tuple[str, ...] = ()


def read_sheet(content: bytes) -> Sheet:
    """Read the first sheet of a file. Raises UnreadableFile, EmptyFile or FileTooLong."""
    if len(content) > MOST_BYTES:
        raise FileTooLong(rows=MOST_ROWS)
    is_office = content[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}
    return _sheet(_office_rows(content) if is_office else _text_rows(content))


def to_text(sheet: Sheet) -> str:
    """Write a sheet as a text that a form can carry from one step to the next."""
    return json.dumps([sheet.heads, *sheet.rows], ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Sheet:
    """Read back what `to_text` wrote; it has been in other people's hands. Raises UnreadableFile and its relatives."""
    try:
        rows = json.loads(text)
    except ValueError:
        raise UnreadableFile from None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise UnreadableFile
    return _sheet(rows)


def guess(heads: Sequence[str], columns: Iterable[Column]) -> dict[str, int]:
    """Find by their headings which column is which: key to number; what is not found is left out."""
    known = {fold(head): number for number, head in reversed(list(enumerate(heads)))}
    found: dict[str, int] = {}
    for column in columns:
        names = (column.key, *_in_all_languages(column.words), *column.also)
        number = next((known[fold(name)] for name in names if fold(name) in known), None)
        if number is not None:
            found[column.key] = number
    return found


def template(columns: Sequence[Column], example: Sequence[str]) -> bytes:
    """Write a table to fill in: the headings and one example, as CSV that every office program opens."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(column.words) for column in columns])
    writer.writerow(example)
    return file.getvalue().encode("utf-8-sig")


def _in_all_languages(words: Lazy) -> list[str]:
    said = []
    for lang in languages():
        with speaking(lang):
            said.append(str(words))
    return said


def _office_rows(content: bytes) -> list[list[object]]:
    try:
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED_BYTES:
                    raise FileTooLong(rows=MOST_ROWS)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [list(row) for row in workbook.get_sheet_by_index(0).to_python(nrows=MOST_ROWS + 2)]
    except (CalamineError, zipfile.BadZipFile, IndexError, OSError, ValueError):
        raise UnreadableFile from None


def _text_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1251")  # what Excel in Russia calls CSV
        except UnicodeDecodeError:
            raise UnreadableFile from None
    if "\x00" in text:
        raise UnreadableFile
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        raise UnreadableFile from None


def _sheet(found: Sequence[Sequence[object]]) -> Sheet:
    rows = [tuple(_cell(cell) for cell in row[:MOST_COLUMNS]) for row in found]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        raise EmptyFile
    if len(rows) > MOST_ROWS + 1 or sum(len(cell) for row in rows for cell in row) > MOST_SIGNS:
        raise FileTooLong(rows=MOST_ROWS)
    width = max(len(row) for row in rows)
    heads, *others = [row + ("",) * (width - len(row)) for row in rows]
    return Sheet(heads, tuple(others))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return one_line("" if value is None else str(value)[: MOST_CELL + 1])
