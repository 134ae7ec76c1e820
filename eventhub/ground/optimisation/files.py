"""Read a problem from participants.csv, groups.csv and options.json, and note everything that is wrong with them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventhub.ground.optimisation.answers import Flaw
from eventhub.ground.optimisation.options import Options, read_options
from eventhub.ground.optimisation.problem import Group, Person, Problem
from eventhub.ground.optimisation.sentences import Sentence
from eventhub.ground.optimisation.validation import GROUPS, OPTIONS, PEOPLE, flaws_of

OWN_COLUMNS = ("person_id", "preferences", "previous_group")
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")


@dataclass(frozen=True)
class Fault:
    """Something wrong in a file: which file, which line (from 1; None: the file as a whole), and why."""

    file: str
    line: int | None
    reason: Sentence

    def told(self) -> Sentence:
        """Say where and why, in both languages."""
        if self.line is None:
            return Sentence(f"{self.file}: {self.reason.ru}", f"{self.file}: {self.reason.en}")
        return Sentence(
            f"{self.file}, строка {self.line}: {self.reason.ru}", f"{self.file}, line {self.line}: {self.reason.en}"
        )


@dataclass
class Table:
    """A read table: its header, its rows with their first lines, and its faults. `rows` None: it could not be read."""

    name: str
    header: tuple[str, ...] = ()
    rows: list[tuple[int, dict[str, str]]] | None = None
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """What the files say: the problem, what was ignored, and all faults (the problem counts only without any)."""

    problem: Problem
    faults: tuple[Fault, ...]
    warnings: tuple[Sentence, ...] = ()


def read_problem(participants: Path, groups: Path, options: Path) -> Reading:
    """Read and check the three files; never raises for what is in them."""
    people_table = read_table(participants, required=("person_id",))
    groups_table = read_table(groups, required=("group_id",))
    found_groups = _groups(groups_table)
    choices = read_options(*_text(options))
    faults = [*people_table.faults, *groups_table.faults]
    faults += [Fault(options.name, line, reason) for line, reason in choices.faults]
    faults += _unknown_attributes(choices, people_table, options.name)
    problem = choices.problem(_people(people_table), found_groups)
    readable = {part for part, is_read in _readable(people_table, groups_table, choices).items() if is_read}
    lines = {
        PEOPLE: [line for line, _ in people_table.rows or []],
        GROUPS: [line for line, _ in groups_table.rows or []],
        OPTIONS: choices.rule_lines,
    }
    names = {PEOPLE: participants.name, GROUPS: groups.name, OPTIONS: options.name}
    faults += [_fault(flaw, names, lines) for flaw in flaws_of(problem, readable)]
    order = {name: number for number, name in enumerate(names.values())}
    faults.sort(key=lambda fault: (order[fault.file], fault.line or 0))
    return Reading(problem, tuple(dict.fromkeys(faults)), tuple(choices.warnings))


def read_table(path: Path, required: tuple[str, ...]) -> Table:
    """Read a CSV file: UTF-8 with or without a byte order mark, parted by commas or by semicolons."""
    table = Table(path.name)
    text, fault = _text(path)
    if text is None:
        table.faults.append(Fault(path.name, *fault))
        return table
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ",", strict=True
    )
    try:
        _fill(table, reader, required)
    except csv.Error as error:
        table.rows = None
        reason = Sentence(f"таблицу не удалось прочитать ({error}).", f"the table cannot be read ({error}).")
        table.faults.append(Fault(path.name, reader.line_num, reason))
    return table


def _fill(table: Table, reader: Any, required: tuple[str, ...]) -> None:
    table.header = tuple(cell.strip() for cell in next(reader, []))
    for name, times in Counter(table.header).items():
        if times > 1 and name:
            reason = Sentence(f"столбец «{name}» встречается дважды.", f"the column “{name}” occurs twice.")
            table.faults.append(Fault(table.name, 1, reason))
    missing = [name for name in required if name not in table.header]
    for name in missing:
        table.faults.append(
            Fault(table.name, 1, Sentence(f"нет столбца «{name}».", f"the column “{name}” is missing."))
        )
    rows = []
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append((line, dict(zip(table.header, (cell.strip() for cell in cells), strict=False))))
            if len(cells) != len(table.header):
                table.faults.append(Fault(table.name, line, _ragged(len(cells), len(table.header))))
        line = reader.line_num + 1
    table.rows = None if missing else rows


def _ragged(found: int, expected: int) -> Sentence:
    return Sentence(
        f"ячеек в строке: {found}, столбцов в таблице: {expected}.", f"{found} cells in a table of {expected} columns."
    )


def _text(path: Path) -> tuple[str | None, tuple[int | None, Sentence]]:
    """Read a file as text; without one, say why."""
    nothing = Sentence("", "")
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, (None, Sentence(f"файл не читается ({error.strerror}).", f"cannot be read ({error.strerror})."))
    try:
        return content.decode("utf-8-sig"), (None, nothing)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, (line, Sentence("файл не в кодировке UTF-8.", "the file is not encoded in UTF-8."))


def _people(table: Table) -> tuple[Person, ...]:
    columns = [name for name in table.header if name and name not in OWN_COLUMNS]
    return tuple(
        Person(
            id=row.get("person_id", ""),
            attributes={name: row[name] for name in columns if row.get(name)},
            preferences=tuple(wish for part in row.get("preferences", "").split("|") if (wish := part.strip())),
            previous=row.get("previous_group") or None,
            name=_called(row, "person_id"),
        )
        for _, row in table.rows or []
    )


def _groups(table: Table) -> tuple[Group, ...]:
    return tuple(
        Group(
            id=row.get("group_id", ""),
            topic=row.get("topic", ""),
            minimum=_whole(row, "min", line, table) or 0,
            maximum=_whole(row, "max", line, table),
            name=_called(row, "group_id"),
        )
        for line, row in table.rows or []
    )


def _called(row: Mapping[str, str], key: str) -> str:
    """Say the name with the id behind it: names may repeat."""
    name, own = row.get("name", ""), row.get(key, "")
    return f"{name} ({own})" if name and name != own else own


def _whole(row: Mapping[str, str], column: str, line: int, table: Table) -> int | None:
    """Read a whole number; blank is None, anything else is noted as a fault."""
    text = row.get(column, "")
    if not text or WHOLE_NUMBER.fullmatch(text):
        return int(text) if text else None
    reason = Sentence(
        f"в столбце «{column}» стоит «{text}», а нужно целое число.",
        f"the column “{column}” holds “{text}” where a whole number is needed.",
    )
    table.faults.append(Fault(table.name, line, reason))
    return None


def _unknown_attributes(choices: Options, people: Table, file: str) -> list[Fault]:
    if people.rows is None:
        return []
    return [
        Fault(
            file,
            choices.line_of(attribute.name),
            Sentence(
                f"признака «{attribute.name}» нет среди столбцов {people.name}.",
                f"the attribute “{attribute.name}” is not a column of {people.name}.",
            ),
        )
        for attribute in choices.attributes
        if attribute.name not in people.header
    ]


def _readable(people: Table, groups: Table, choices: Options) -> dict[str, bool]:
    return {PEOPLE: people.rows is not None, GROUPS: groups.rows is not None, OPTIONS: choices.is_read}


def _fault(flaw: Flaw, names: Mapping[str, str], lines: Mapping[str, list[int]]) -> Fault:
    line = lines[flaw.part][flaw.entry] if flaw.entry is not None else None
    return Fault(names[flaw.part], line, flaw.reason)
