"""What may be uploaded is told by content; many files are sent as one archive without being collected."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from eventhub.ground import archive, uploads
from eventhub.ground.archive import Packed

MOST = 1_000_000


def packed(*names: str, size: int = 1) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b"x" * size)
    return content.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("a.PNG", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0...", "image/jpeg"),
        ("a.docx", WORD, f"{uploads.OFFICE}.wordprocessingml.document"),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), f"{uploads.OFFICE}.spreadsheetml.sheet"),
        (
            "a.pptx",
            packed("[Content_Types].xml", "ppt/presentation.xml"),
            f"{uploads.OFFICE}.presentationml.presentation",
        ),
        ("a.zip", packed("photo.jpg"), "application/zip"),
    ],
)
def test_a_file_is_what_its_content_says(name, content, kind):
    assert uploads.media_type_of(name, content, MOST) == kind


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("", b"%PDF-", uploads.NoUpload),
        ("a.pdf", b"", uploads.NoUpload),
        ("a.pdf", b"%PDF-" + b"x" * MOST, uploads.UploadTooLarge),
        ("a.html", b"<script>", uploads.KindNotTaken),
        ("a.svg", b"<svg onload='alert(1)'>", uploads.KindNotTaken),
        ("a.pdf", b"<script>", uploads.NameDiffers),
        ("a.html", b"%PDF-1.7", uploads.NameDiffers),
        ("a.png", b"%PDF-1.7", uploads.NameDiffers),
        ("a.zip", WORD, uploads.NameDiffers),
        ("a.docx", packed("photo.jpg"), uploads.NameDiffers),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), uploads.NameDiffers),
        ("a.zip", b"PK\x03\x04 damaged", uploads.NameDiffers),
    ],
)
def test_anything_else_is_refused(name, content, refusal):
    with pytest.raises(refusal):
        uploads.media_type_of(name, content, MOST)


def test_what_swells_beyond_all_bounds_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNPACKED_BYTES", 1000)

    with pytest.raises(uploads.NameDiffers):
        uploads.media_type_of("a.zip", packed("a", "b", size=501), MOST)


def test_an_archive_is_sent_in_pieces_and_opens(tmp_path):
    content = b"0123456789" * 100_000
    (tmp_path / "one").write_bytes(content)
    (tmp_path / "two").write_bytes(b"two")
    moment = datetime(2019, 8, 22, 9, 30, tzinfo=UTC)

    pieces = list(
        archive.packed(
            [Packed("01 Программа.pdf", tmp_path / "one", moment), Packed("02.png", tmp_path / "two", moment)]
        )
    )

    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as opened:
        assert opened.testzip() is None
        assert {each.filename: each.file_size for each in opened.infolist()} == {
            "01 Программа.pdf": len(content),
            "02.png": 3,
        }
    assert max(len(piece) for piece in pieces) < len(content)
