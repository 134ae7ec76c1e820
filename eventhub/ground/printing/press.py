"""The press: documents are made in a child process that cannot run for ever, grow without end or reach out."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from eventhub.ground import shipped
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy
from eventhub.ground.printing import fonts
from eventhub.ground.printing.libraries import COMMAND, libraries_missing
from eventhub.ground.printing.order import DOCUMENT, Ending, Manuscript, Order

SECONDS: Final = 60
MEGABYTES: Final = 800  # of address space; a document of 20 pages needs 340, of which 120 are ever touched


class PrintingFailed(Refusal):
    """Nothing was printed. The text is for people; `details` are for logs and hold nothing of the document."""

    words = lazy("The document could not be printed. Tell the administrator, who finds the reason in the log.")

    def __init__(self, details: str = "", **values: object) -> None:
        super().__init__(**values)
        self.details = details


class TookTooLong(PrintingFailed):
    """The clock or the processor time ran out."""

    words = lazy("Printing took too long and was stopped. Shorten the longest texts and tables, then try again.")


class TooMuchMemory(PrintingFailed):
    """The address space ran out."""

    words = lazy("The document is too large to be printed at once. Leave out some of its annexes, then try again.")


class NestedTooDeep(PrintingFailed):
    """Elements within elements without end; our own templates never do that."""

    words = lazy("The document is built too deep to be printed. Tell the administrator which document it is.")


class LibrariesMissing(PrintingFailed):
    """The machine lacks what WeasyPrint stands on."""

    words = lazy("This machine cannot make PDF documents yet. The administrator installs what is missing: %(command)s")


def make_pdf(
    html: str,
    *,
    moment: datetime,
    title: str = "",
    styles: tuple[str, ...] = DOCUMENT,
    variant: str = "pdf/ua-1",
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> bytes:
    """Make one PDF. The same HTML, moment and program give the same bytes.

    html: a whole page with `lang` and `<title>`; title: another one than in the HTML.
    moment: the aware moment that the document bears as its creation and last change.
    styles: style sheets under `static/`. seconds: of the clock; megabytes: of address space.
    Raises PrintingFailed.
    """
    manuscript = Manuscript(html=html, moment=moment, title=title)
    return make_pdfs([manuscript], styles=styles, variant=variant, seconds=seconds, megabytes=megabytes)[0]


def make_pdfs(
    manuscripts: Sequence[Manuscript],
    *,
    styles: tuple[str, ...] = DOCUMENT,
    variant: str = "pdf/ua-1",
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> list[bytes]:
    """Make several PDFs in one child process, in this order; the limits hold for all of them together.

    Much quicker than one by one: the typesetter is loaded, and fonts and style sheets are read, only once.
    Raises PrintingFailed; then none is made.
    """
    if not manuscripts:
        return []
    if missing := libraries_missing():
        raise LibrariesMissing(", ".join(missing), command=COMMAND)
    order = Order(manuscripts=tuple(manuscripts), styles=styles, variant=variant, seconds=seconds, megabytes=megabytes)
    with tempfile.TemporaryDirectory(prefix="eventhub-press-") as folder:
        return _apart(_run(order, Path(folder)))


def _run(order: Order, folder: Path) -> bytes:
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-s", "-m", "eventhub.ground.printing.child"],
            input=order.to_bytes(),
            capture_output=True,
            timeout=order.seconds,
            cwd=folder,
            env=_surroundings(folder),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong(f"more than {order.seconds} s") from None
    if child.returncode != Ending.PRINTED:
        raise _failure(child.returncode, child.stderr)
    return child.stdout


def _surroundings(folder: Path) -> dict[str, str]:
    """Give the child what it needs of the environment and none of its secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "FONTCONFIG_FILE": str(fonts.write_configuration(folder)),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",  # the order of sets shows in the bytes
        "PYTHONPATH": str(shipped.PACKAGE.resolve().parent),
        "TMPDIR": str(folder),
    }


def _failure(code: int, complaints: bytes) -> PrintingFailed:
    if code == Ending.TOO_DEEP:
        return NestedTooDeep()
    if code == -signal.SIGXCPU:
        return TookTooLong("processor time")
    if code == Ending.OUT_OF_MEMORY or b"memory" in complaints:  # the C libraries say so before they give up
        return TooMuchMemory(f"exit {code}")
    last_line = complaints.decode(errors="replace").strip().rpartition("\n")[2]
    return PrintingFailed(f"exit {code}, {last_line.partition(':')[0][:80]}")  # the kind of error without its values


def _apart(documents: bytes) -> list[bytes]:
    head, _, rest = documents.partition(b"\n")
    apart = []
    for size in json.loads(head):
        apart.append(rest[:size])
        rest = rest[size:]
    return apart
