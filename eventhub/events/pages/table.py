"""What a table that people bring means, row by row: what would be taken over, and what is wrong where."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventhub.events.pages.lists import MUNICIPALITIES, ListKind
from eventhub.ground.i18n import _
from eventhub.ground.sheets import Sheet, guess
from eventhub.ground.texts import Texts
from eventhub.people.actions import MunicipalityDetails, RoleDetails

YES = {"1", "true", "yes", "да", "+"}
NO = {"", "0", "false", "no", "нет", "-", "–"}
MOST_NAME = 200
WIDEST = {"lat": 90.0, "lon": 180.0}


class Fault(ValueError):
    """A row cannot be taken over; its words say why."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table: its number there, what it means, or what is wrong with it."""

    number: int
    words: str
    note: str
    fault: str
    details: MunicipalityDetails | RoleDetails | None


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A whole table as the page shows it before anything is taken over.

    columns: key, words and which column of the table it is taken from (nothing when from none).
    """

    heads: list[tuple[int, str]]
    columns: list[tuple[str, str, int | None]]
    rows: list[TableRow]

    @property
    def good(self) -> list[TableRow]:
        """The rows that can be taken over."""
        return [row for row in self.rows if row.details is not None]

    @property
    def faulty(self) -> list[TableRow]:
        """The rows that cannot."""
        return [row for row in self.rows if row.details is None]


def preview(kind: ListKind, sheet: Sheet, matched: Mapping[str, str], main: str) -> TablePreview:
    """Read a table. matched: the columns chosen on the page, by key; where none was chosen yet they are guessed."""
    keys = [column.key for column in kind.columns]
    columns = _chosen(matched, keys, len(sheet.heads)) if matched else guess(sheet.heads, kind.columns)
    rows = [_row(kind, number, _cells(cells, columns), main) for number, cells in enumerate(sheet.rows, start=2)]
    heads = [(number, head or _("Column %(number)s", number=number + 1)) for number, head in enumerate(sheet.heads)]
    asked = [(column.key, str(column.words), columns.get(column.key)) for column in kind.columns]
    return TablePreview(heads, asked, _without_repeated(rows))


def _chosen(matched: Mapping[str, str], keys: list[str], width: int) -> dict[str, int]:
    given = {key: matched.get(f"column-{key}", "") for key in keys}
    return {key: int(number) for key, number in given.items() if number.isdecimal() and int(number) < width}


def _cells(row: tuple[str, ...], columns: Mapping[str, int]) -> dict[str, str]:
    return {key: row[number] for key, number in columns.items()}


def _row(kind: ListKind, number: int, cells: Mapping[str, str], main: str) -> TableRow:
    try:
        details = (_municipality if kind is MUNICIPALITIES else _role)(cells, main)
    except Fault as fault:
        words = next((words for words in cells.values() if words), "")
        return TableRow(number, words[:MOST_NAME], "", str(fault), None)
    if isinstance(details, MunicipalityDetails):
        return TableRow(number, details.name.words(main, main), details.code, "", details)
    return TableRow(number, details.title.words(main, main), "", "", details)


def _without_repeated(rows: list[TableRow]) -> list[TableRow]:
    seen: dict[object, int] = {}
    kept = []
    for row in rows:
        first = seen.setdefault(row.details, row.number) if row.details else row.number
        if first != row.number:
            said = _("The same as in row %(number)s.", number=first)
            row = TableRow(row.number, row.words, row.note, said, None)  # noqa: PLW2901 – the row with its fault
        kept.append(row)
    return kept


def _municipality(cells: Mapping[str, str], main: str) -> MunicipalityDetails:
    code = cells.get("code", "")
    if len(code) > 40:
        raise Fault(_("The code is longer than 40 characters."))
    return MunicipalityDetails(
        name=_texts(cells, "name", _("The name is missing.")),
        main=main,
        official_name=Texts(ru=cells.get("official_name_ru", "")[:400]),
        kind_name=Texts(ru=cells.get("kind_ru", "")[:MOST_NAME]),
        code=code,
        code_system=(cells.get("code_system") or "OKTMO")[:40] if code else "",
        centre=cells.get("admin_centre_ru", "")[:MOST_NAME],
        latitude=_degrees(cells, "lat", _("The latitude is a number between −90 and 90, for instance 45.04.")),
        longitude=_degrees(cells, "lon", _("The longitude is a number between −180 and 180, for instance 38.98.")),
    )


def _role(cells: Mapping[str, str], main: str) -> RoleDetails:
    said = cells.get("municipal", "").casefold()
    if said not in YES | NO:
        raise Fault(_("Write 1 or 0 for whether it is a municipal body or a school."))
    return RoleDetails(_texts(cells, "title", _("The title is missing.")), main, said in YES)


def _texts(cells: Mapping[str, str], key: str, missing: str) -> Texts:
    texts = Texts({lang: cells.get(f"{key}_{lang}", "") for lang in ("ru", "en")})
    if not texts:
        raise Fault(missing)
    if any(len(words) > MOST_NAME for words in texts.values()):
        raise Fault(_("More than %(most)s characters.", most=MOST_NAME))
    return texts


def _degrees(cells: Mapping[str, str], key: str, wrong: str) -> float | None:
    given = cells.get(key, "").replace(",", ".")
    if not given:
        return None
    try:
        degrees = float(given)
    except ValueError:
        raise Fault(wrong) from None
    if not -WIDEST[key] <= degrees <= WIDEST[key]:
        raise Fault(wrong)
    return degrees
