"""Where the folders beside the package are: in a checkout beside it, in an installed wheel inside it."""

from pathlib import Path

import eventhub

PACKAGE = Path(eventhub.__file__).parent


def folder(name: str) -> Path:
    """Return the folder `templates`, `static` or `migrations`."""
    installed = PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
