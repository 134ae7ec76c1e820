"""What a printed document may read: shipped files, addressed as `shipped:documents/document.css`."""

from pathlib import Path
from typing import Final

from eventhub.ground import shipped

SCHEME: Final = "shipped:"
MEDIA_TYPES: Final = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml"}


def locate(address: str) -> Path:
    """Return the file under `static/` behind an address.

    Raises ValueError for another scheme, another kind of file, or a way out of the folder.
    """
    root = shipped.folder("static").resolve()
    path = (root / address.removeprefix(SCHEME)).resolve()
    if not address.startswith(SCHEME) or not path.is_relative_to(root) or path.suffix not in MEDIA_TYPES:
        raise ValueError(f"not among the shipped files: {address[:80]}")
    return path
