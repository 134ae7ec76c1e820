"""How tests make a mistake in a folder, and what is told of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eventhub.demo.checking.whole import check
from eventhub.demo.folder.contents import read_folder
from eventhub.demo.folder.faults import Faults
from eventhub.ground.i18n import speaking
from tests.demo.folders import Contents

Change = Callable[[Contents], object]


def faults_of(path: Path) -> list[str]:
    faults = Faults()
    with speaking("en"):
        folder = read_folder(path, faults)
        if folder is not None:
            check(folder, faults)
        return [str(fault) for fault in faults]


def table(mistakes: dict[str, tuple[Change, str]]) -> list[Any]:
    """Make one test of each mistake."""
    return [pytest.param(change, sentence, id=name) for name, (change, sentence) in mistakes.items()]


def cell(file: str, row: int, name: str, value: Any) -> Change:
    """Change one cell of a table or one key of a document, counted from 0."""
    return lambda contents: contents[file][row].update({name: value})


def inside(file: str, *path: Any, **values: Any) -> Change:
    """Change keys of an object deeper inside a document."""

    def change(contents: Contents) -> None:
        thing = contents[file]
        for step in path:
            thing = thing[step]
        thing.update(values)

    return change


def also(*changes: Change) -> Change:
    return lambda contents: [change(contents) for change in changes]


def drop(file: str, row: int) -> Change:
    return lambda contents: contents[file].pop(row)


def add(file: str, row: dict[str, Any]) -> Change:
    return lambda contents: contents[file].append(row)
