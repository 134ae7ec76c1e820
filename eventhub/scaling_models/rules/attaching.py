"""What may go with a model: co-authors, and files of allowed types (by content, not by name) and bounded size."""

import io
import zipfile
from collections.abc import Mapping

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy

MOST_AUTHORS = 10
MOST_FILES = 5
MOST_BYTES = 10_000_000
MOST_UNPACKED_BYTES = 200_000_000
MOST_PACKED_FILES = 5000

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
BEGINNINGS: Mapping[str, bytes] = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}
PARTS: Mapping[str, str] = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
"""What each kind of office file must hold."""


class NoFile(Refusal):
    """The form came without one."""

    words = lazy("Choose a file first.")


class TypeNotAllowed(Refusal):
    """Only what opens everywhere and does no harm."""

    words = lazy("Such a file is not taken. Send PDF, DOCX, XLSX, PPTX, PNG or JPEG.")


class ContentDiffers(Refusal):
    """The name promises something else."""

    words = lazy("The file is not what its name says, or it is damaged. Save it anew and send it again.")


class FileTooLarge(Refusal):
    """A letter could not carry it either."""

    words = lazy("The file is too large: at most %(most)s MB are taken. Make its pictures smaller, or send it as PDF.")


class TooManyFiles(Refusal):
    """Reviewers read in the evening."""

    words = lazy("There are %(most)s files already. Remove one first.")


class TooManyAuthors(Refusal):
    """A model is not a conference."""

    words = lazy("There are %(most)s authors already. Remove one first.")


def media_type_of(name: str, content: bytes) -> str:
    """Return the type of a file that may be attached. Raises a refusal for anything else."""
    if not name or not content:
        raise NoFile
    ending = name.rpartition(".")[2].casefold()
    if ending not in TYPES:
        raise TypeNotAllowed
    if len(content) > MOST_BYTES:
        raise FileTooLarge(most=MOST_BYTES // 1_000_000)
    kind = TYPES[ending]
    is_right = _is_office(content, PARTS[ending]) if ending in PARTS else content.startswith(BEGINNINGS[kind])
    if not is_right:
        raise ContentDiffers
    return kind


def may_attach(known: int) -> None:
    """Ask whether one more file may be attached. Raises TooManyFiles."""
    if known >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)


def may_add_author(known: int) -> None:
    """Ask whether one more author may be named. Raises TooManyAuthors."""
    if known >= MOST_AUTHORS:
        raise TooManyAuthors(most=MOST_AUTHORS)


def _is_office(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    names = {file.filename for file in files}
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    is_bounded = len(files) <= MOST_PACKED_FILES and sum(file.file_size for file in files) <= MOST_UNPACKED_BYTES
    return part in names and "[Content_Types].xml" in names and is_bounded and not has_macros
