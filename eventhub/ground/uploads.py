"""What may be uploaded: a few kinds of file, told by their content and not by their name, of bounded size."""

import io
import zipfile
from collections.abc import Mapping

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy

MOST_UNPACKED_BYTES = 500_000_000
MOST_PACKED_FILES = 5_000
OFFICE = "application/vnd.openxmlformats-officedocument"
ZIP = "application/zip"
BEGINNINGS: Mapping[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
PARTS: Mapping[str, str] = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}.presentationml.presentation",
}
"""By what a packed file holds, the kind of office file it is."""
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    f"{OFFICE}.wordprocessingml.document": ("docx",),
    f"{OFFICE}.spreadsheetml.sheet": ("xlsx",),
    f"{OFFICE}.presentationml.presentation": ("pptx",),
    ZIP: ("zip",),
}


class NoUpload(Refusal):
    """The form came without a file."""

    words = lazy("Choose a file first.")


class KindNotTaken(Refusal):
    """Only what opens everywhere and does no harm."""

    words = lazy("Such a file is not taken. Send PDF, DOCX, PPTX, XLSX, JPEG, PNG or ZIP.")


class NameDiffers(Refusal):
    """The name promises something else than the content is."""

    words = lazy("The file is not what its name says, or it is damaged. Save it anew and send it again.")


class UploadTooLarge(Refusal):
    """More than readers on a phone would fetch."""

    words = lazy("The file is too large: at most %(most)s MB are taken. Make its pictures smaller or part it.")


def media_type_of(name: str, content: bytes, most_bytes: int) -> str:
    """Return the kind of an uploaded file, by its content. Raises a refusal for anything that is not taken."""
    if not name or not content:
        raise NoUpload
    if len(content) > most_bytes:
        raise UploadTooLarge(most=most_bytes // 1_000_000)
    found = next((kind for start, kind in BEGINNINGS.items() if content.startswith(start)), None) or _packed(content)
    ending = name.rpartition(".")[2].casefold()
    if found is None:
        is_known = any(ending in endings for endings in ENDINGS.values())
        raise NameDiffers if is_known else KindNotTaken
    if ending not in ENDINGS[found]:
        raise NameDiffers
    return found


def _packed(content: bytes) -> str | None:
    """Tell what a packed file is; nothing when it is damaged, swells beyond all bounds or carries macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    names = {file.filename for file in files}
    if len(files) > MOST_PACKED_FILES or sum(file.file_size for file in files) > MOST_UNPACKED_BYTES:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in PARTS.items() if part in names), None)
    return ZIP
