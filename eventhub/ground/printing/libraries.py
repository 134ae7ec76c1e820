"""The system libraries that printing needs, and what to type when they are missing."""

import ctypes
import functools
from collections.abc import Iterable
from typing import Final

LIBRARIES: Final = (
    "libgobject-2.0.so.0",
    "libfontconfig.so.1",
    "libharfbuzz.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
)

COMMAND: Final = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0"  # they bring the others


def libraries_missing(wanted: Iterable[str] = LIBRARIES) -> tuple[str, ...]:
    """Return the shared libraries that cannot be loaded; empty when PDF documents can be made.

    Only successes are remembered, so an answer after an installation is fresh.
    """
    return tuple(name for name in wanted if not _loads(name))


def _loads(name: str) -> bool:
    try:
        _load(name)
    except OSError:
        return False
    return True


@functools.cache
def _load(name: str) -> ctypes.CDLL:
    return ctypes.CDLL(name)
