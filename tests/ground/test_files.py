"""Files are kept once and served so that they do no harm."""

import uuid
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from flask import Blueprint

from eventhub.ground import files
from eventhub.ground.access import open_to_everyone
from eventhub.ground.db import Base, db
from eventhub.ground.files import clean_name, storage, store

NOW = datetime(2019, 8, 22, 6, 30, tzinfo=UTC)
CONTENT = b"%PDF-1.7 0123456789"


@pytest.fixture
def serving(make_app):
    """Return an application that serves one stored file, shown and to be saved."""
    app = make_app()
    with app.app_context():
        Base.metadata.create_all(db.engine)
        stored = {
            "pdf": store(CONTENT, "application/pdf", "Итоги дня.pdf", now=NOW),
            "html": store(b"<script>alert(1)</script>", "text/html", "a.html", now=NOW),
        }
        db.session.commit()
        uids = {name: file.id for name, file in stored.items()}
    blueprint = Blueprint("files", __name__)

    @blueprint.get("/files/<name>/<int:inline>")
    @open_to_everyone
    def file(name: str, inline: int):
        return files.answer(db.session.get_one(files.StoredFile, uids[name]), inline=bool(inline))

    app.register_blueprint(blueprint)
    return app


def test_the_same_content_lies_on_the_disk_once(serving):
    with serving.app_context():
        first = store(CONTENT, "application/pdf", "a.pdf", now=NOW)
        second = store(CONTENT, "application/pdf", "b.pdf", now=NOW)

        assert first.sha256 == second.sha256 == sha256(CONTENT).hexdigest()
        assert first.uid != second.uid
        assert storage().read(first.sha256) == CONTENT
        assert [path.name for path in storage().path_of(first.sha256).parent.iterdir()] == [first.sha256]


def test_a_file_is_handed_out_with_its_own_name_and_locked_in(serving):
    answer = fetch(serving, "/files/pdf/0")

    assert answer.data == CONTENT
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%D0%98" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"


def test_a_document_may_be_shown_and_a_web_page_never(serving):
    document = fetch(serving, "/files/pdf/1")
    web_page = fetch(serving, "/files/html/1")

    assert document.headers["Content-Disposition"].startswith("inline;")
    assert web_page.headers["Content-Disposition"].startswith("attachment;")


def test_a_known_file_is_not_sent_again(serving):
    tag = fetch(serving, "/files/pdf/0").headers["ETag"]

    again = fetch(serving, "/files/pdf/0", headers={"If-None-Match": tag})

    assert tag == f'"{sha256(CONTENT).hexdigest()}"'
    assert (again.status_code, again.data) == (304, b"")


def test_only_the_head_or_a_part_may_be_asked_for(serving):
    head = fetch(serving, "/files/pdf/0", method="HEAD")
    part = fetch(serving, "/files/pdf/0", headers={"Range": "bytes=9-12"})

    assert (head.status_code, head.data, head.content_length) == (200, b"", len(CONTENT))
    assert (part.status_code, part.data) == (206, b"0123")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\plan.docx", "plan.docx"),
        ("a\r\nX: y.pdf", "aX y.pdf"),
        ("gpj.\u202eexe", "gpj.exe"),  # written from right to left it would read exe.jpg
        ("...", "file"),
        ("", "file"),
    ],
)
def test_names_are_made_harmless(given, kept):
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_ending():
    assert clean_name("я" * 300 + ".pdf") == "я" * 251 + ".pdf"


def test_public_ids_cannot_be_counted(serving):
    with serving.app_context():
        assert isinstance(store(b"", "text/plain", "a", now=NOW).uid, uuid.UUID)


def fetch(app, address, **more):
    return app.test_client().open(address, buffered=True, **more)
