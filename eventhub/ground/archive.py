"""Many files as one ZIP, sent while it is read: nothing is collected in memory or on the disk."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

PIECE = 256 * 1024
EARLIEST_YEAR = 1980  # ZIP knows no moment before


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in the archive: its name there, where it lies, and the moment it bears."""

    name: str
    path: Path
    moment: datetime


class _Pipe(io.RawIOBase):
    """Takes what the archive writes until it is sent."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        """Say that one can write here; seeking one cannot."""
        return True

    def write(self, data: Any) -> int:
        """Take a piece."""
        self.waiting += data
        return len(data)

    def taken(self) -> bytes:
        """Hand over what waits."""
        sent = bytes(self.waiting)
        self.waiting.clear()
        return sent


def packed(files: Iterable[Packed]) -> Iterator[bytes]:
    """Yield an archive piece by piece. Files are stored as they are: nearly all are compressed already."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            yield from _entry(archive, pipe, file)
    yield pipe.taken()


def _entry(archive: zipfile.ZipFile, pipe: _Pipe, file: Packed) -> Iterator[bytes]:
    moment = file.moment
    date_time = (max(moment.year, EARLIEST_YEAR), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    entry = zipfile.ZipInfo(file.name, date_time)
    entry.file_size = file.path.stat().st_size
    with file.path.open("rb") as content, archive.open(entry, "w") as target:
        while piece := content.read(PIECE):
            target.write(piece)
            yield pipe.taken()
    yield pipe.taken()
