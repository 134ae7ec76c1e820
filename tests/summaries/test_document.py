"""The outcome document: asked for, made in the background, kept once, served as a file."""

import io
from datetime import timedelta

import pypdf
import pytest
import sqlalchemy as sa

from eventhub.events.models import EventState
from eventhub.ground import working
from eventhub.ground.db import db
from eventhub.ground.files import StoredFile
from eventhub.ground.texts import Texts
from eventhub.ground.work import Work, WorkState
from eventhub.summaries import actions, jobs
from eventhub.summaries.models import PublishedDocument
from tests.factories import DAY, make_event, make_focus_group, make_guide_question
from tests.summaries.making import (
    HOSTILE,
    MARKS,
    make_factor,
    make_meeting,
    make_quotation,
    make_recommendation,
    make_record,
    make_resolution,
    make_road_map,
    make_thesis,
)

AFTER = DAY + timedelta(days=60)


@pytest.fixture(autouse=True)
def after_the_day(monkeypatch):
    monkeypatch.setattr("eventhub.ground.clock.now", lambda: AFTER)


def published(**given):
    return make_event(state=EventState.FINISHED, outcomes_published_at=DAY + timedelta(days=7), **given)


def make_document(event, *langs):
    works = actions.publish_documents(event, langs, now=AFTER)
    db.session.commit()
    working.run_all()
    return [db.session.scalars(sa.select(Work).where(Work.uid == work.uid)).one() for work in works]


def pdf_of(answer) -> pypdf.PdfReader:
    assert answer.mimetype == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.data))


def text_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_before_it_is_made_the_reader_is_told_to_come_back(client):
    event = published()
    slug = event.slug

    answer = client.get(f"/e/{slug}/outcomes.pdf", headers={"Accept-Language": "en"})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "The document is being made" in answer.text.replace("\u00a0", " ")
    assert f"/e/{slug}/outcomes" in answer.text


def test_it_is_made_once_and_served_as_a_file(client):
    event = published(title="Площадка «День»")
    slug = event.slug
    make_thesis(make_record(make_meeting(event, number=1)), "Тезис в документе")
    (work,) = make_document(event, "ru")
    assert (work.state, work.result) == (WorkState.DONE, {"is_new": True})

    answer = client.get(f"/e/{slug}/outcomes.pdf?lang=ru")

    assert answer.status_code == 200
    assert "inline" in answer.headers["Content-Disposition"]
    assert f"{slug}-outcomes-ru.pdf" in answer.headers["Content-Disposition"]
    again = client.get(f"/e/{slug}/outcomes.pdf?lang=ru", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.head(f"/e/{slug}/outcomes.pdf?lang=ru").status_code == 200
    assert "Тезис в документе" in text_of(pdf_of(answer))


def test_the_same_content_makes_no_new_file(client):
    event = published()
    make_document(event, "ru")

    (work,) = make_document(event, "ru")

    assert work.result == {"is_new": False}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PublishedDocument)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 1


def test_another_content_makes_another_file_and_the_newest_is_served(client):
    event = published()
    slug = event.slug
    record = make_record(make_focus_group(event, number=1))
    make_document(event, "ru")
    make_thesis(record, "Позднее добавлено")

    (work,) = make_document(event, "ru")

    assert work.result == {"is_new": True}
    assert "Позднее добавлено" in text_of(pdf_of(client.get(f"/e/{slug}/outcomes.pdf")))


def test_a_file_comes_in_the_language_asked_for_or_in_the_main_one(client):
    event = published(main_language="en", title=Texts(en="Lab Day", ru="День"))
    slug = event.slug
    make_document(event, "en", "ru")

    for asked, lang in (("?lang=en", "en"), ("?lang=ru", "ru"), ("", "en"), ("?lang=xx", "en")):
        answer = client.get(f"/e/{slug}/outcomes.pdf{asked}", headers={"Accept-Language": "ru"})
        assert pdf_of(answer).trailer["/Root"]["/Lang"] == lang


def test_nothing_is_made_of_outcomes_that_are_not_published(client):
    event = make_event(state=EventState.FINISHED)

    (work,) = make_document(event, "ru")

    assert (work.state, work.result) == (WorkState.DONE, None)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PublishedDocument)) == 0


def test_it_is_tagged_and_brings_its_fonts(client):
    event = published()
    slug = event.slug
    make_road_map(event, milestones=2)
    make_document(event, "ru")

    pdf = pdf_of(client.get(f"/e/{slug}/outcomes.pdf"))

    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode() or "pdfuaid" in root["/Metadata"].get_data().decode()
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(name.startswith(("PT-Serif", "PTSerif", "PT", "Golos")) for name in fonts)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_hostile_strings_stay_text(client, lang):
    event = published(title=HOSTILE, goal=HOSTILE, venue=HOSTILE, organiser=HOSTILE)
    slug = event.slug
    group = make_meeting(event, title=HOSTILE, short_title=HOSTILE, number=1)
    make_guide_question(group, text=HOSTILE)
    record = make_record(group)
    make_factor(record, HOSTILE, MARKS)
    make_thesis(record, HOSTILE)
    make_quotation(record, HOSTILE)
    make_resolution(event, make_recommendation(record, HOSTILE, (3, 0, 0)))
    (work,) = make_document(event, lang)
    assert work.state is WorkState.DONE

    pdf = pdf_of(client.get(f"/e/{slug}/outcomes.pdf?lang={lang}"))

    words = "".join(text_of(pdf).split())
    assert "<script>alert(1)</script>{{7*7}}" in words
    assert "49" not in words.replace("2049", "")
    assert "/JavaScript" not in pdf.trailer["/Root"].get("/Names", {})


def test_the_same_records_give_the_same_bytes(client):
    event = published()
    make_factor(make_record(make_meeting(event, number=1)), marks=MARKS)
    db.session.commit()

    first, second = (jobs.write(event, "ru", AFTER) for _time in range(2))

    assert first == second
    assert jobs.set_in_type(first) == jobs.set_in_type(second)
