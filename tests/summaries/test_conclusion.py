"""Concluding: who has not handed in, a text that is edited and keeps its edits, publication with documents and letters."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.events.models import EventState, TeamRole
from eventhub.ground import clock
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.delivery import write
from eventhub.ground.out_tray import Letter
from eventhub.ground.work import Work
from eventhub.outcomes.models import RecordState
from eventhub.registration.models import RegistrationState
from eventhub.summaries.models import OutcomeSection
from tests.conftest import Reader
from tests.factories import make_attendance, make_event, make_focus_group, make_member, make_registration
from tests.summaries.making import make_meeting, make_record

MINE = "Было людно.\n– и весело"


@pytest.fixture
def event(app):
    event = make_event(title="Движение вверх", goal="Договориться")
    make_attendance(make_registration(event))
    return event


@pytest.fixture
def organiser(client, event):
    client.sign_in(make_member(event).user)
    client.get("/?lang=en")
    return client


def page_of(event) -> str:
    return f"/manage/{event.slug}/outcomes"


def text_of(answer) -> str:
    return answer.text.replace("\xa0", " ")


def press(reader: Reader, page: str, address: str, **fields):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', reader.get(page).text)[1]
    return reader.post(address, data={"csrf_token": token, **fields})


def edit(reader: Reader, event, text=MINE, key="participants", **fields):
    page = f"{page_of(event)}/ru/{key}"
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', reader.get(page).text)[1]
    return reader.submit(page, **{"text": text, "seen": seen, **fields})


def rows(table):
    db.session.rollback()
    return db.session.scalars(sa.select(table).order_by(table.id)).all()


def test_whoever_has_not_handed_in_comes_first(organiser, event):
    make_record(make_focus_group(event, number=1, title="Первая"), RecordState.FINAL)
    make_record(make_focus_group(event, number=2, title="Вторая"), RecordState.DRAFT)
    make_focus_group(event, number=3, title="Третья")

    page = text_of(organiser.get(page_of(event)))

    assert "2 groups have not handed in" in page
    before_the_text = page.partition('id="text"')[0]
    assert [title for title in ("Первая", "Вторая", "Третья") if title in before_the_text] == ["Вторая", "Третья"]


def test_an_edit_survives_and_a_changed_figure_marks_it(organiser, event):
    assert edit(organiser, event).status_code == 303
    event.outcomes_published_at = clock.now() - timedelta(minutes=1)
    public = f"/e/{event.slug}/outcomes?lang=ru"
    assert "Было людно." in organiser.get(public).text

    make_attendance(make_registration(event))

    assert "Было людно." in organiser.get(public).text
    assert "edited; a figure has changed since" in text_of(organiser.get(f"{page_of(event)}?text=ru&lang=en"))
    page = text_of(organiser.get(f"{page_of(event)}/ru/participants"))
    assert "1 участник" in page
    assert "2 участника" in page


def test_the_mark_goes_when_the_text_is_kept_or_the_draft_is_taken(organiser, event):
    edit(organiser, event)
    make_attendance(make_registration(event))
    section = f"{page_of(event)}/ru/participants"

    press(organiser, section, f"{section}/confirmation")

    assert "a figure has changed" not in text_of(organiser.get(f"{page_of(event)}?text=ru"))
    assert [row.edited for row in rows(OutcomeSection)] == [MINE]
    press(organiser, section, f"{section}/draft")
    assert rows(OutcomeSection) == []


def test_an_edited_section_stays_when_nothing_is_left_to_draft(organiser, event):
    edit(organiser, event, "О решениях скажем позже.", key="decided")
    event.outcomes_published_at = clock.now() - timedelta(minutes=1)

    assert "О решениях скажем позже." in organiser.get(f"/e/{event.slug}/outcomes?lang=ru").text.replace("\xa0", " ")


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_text_is_no_edit(organiser, event, text):
    edit(organiser, event)
    assert edit(organiser, event, text).status_code == 303

    assert rows(OutcomeSection) == []


def test_too_long_a_text_is_refused_and_kept(organiser, event):
    long = "ж" * 20_001
    answer = edit(organiser, event, long)

    assert (answer.status_code, "At most 20000 characters fit here" in text_of(answer), long in answer.text) == (
        422,
        True,
        True,
    )


def test_two_who_edit_at_once_do_not_overwrite_each_other(organiser, event):
    edit(organiser, event)
    answer = edit(organiser, event, "Моё", seen="0")

    assert (answer.status_code, "Somebody else changed this" in text_of(answer), "Моё" in answer.text) == (
        422,
        True,
        True,
    )
    assert [row.edited for row in rows(OutcomeSection)] == [MINE]


def test_publishing_shows_the_page_asks_for_documents_and_tells_everybody_with_a_place_once(organiser, event):
    make_registration(event, state=RegistrationState.CANCELLED)
    assert organiser.get(f"/e/{event.slug}/outcomes").text.count("Движение вверх")

    assert press(organiser, page_of(event), f"{page_of(event)}/publication").status_code == 303
    assert press(organiser, page_of(event), f"{page_of(event)}/publication").status_code == 303

    letters = rows(Letter)
    assert [letter.template for letter in letters] == ["outcomes_published"]
    rendered = write(letters[0], "office@example.org", clock.now())
    assert f"/e/{event.slug}/outcomes" in rendered.get_body(("plain",)).get_content()
    assert sorted(work.arguments["lang"] for work in rows(Work)) == ["en", "en", "ru", "ru"]
    assert [entry.verb for entry in rows(AuditEntry)] == ["tell outcomes", "publish outcomes", "publish outcomes"]
    page = text_of(organiser.get(page_of(event)))
    assert "Make the documents anew" in page
    assert "waits for its turn" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"state": EventState.CANCELLED}, "Strangers do not see this event."),
        ({"starts_at": clock.now() + timedelta(days=1), "ends_at": clock.now() + timedelta(days=2)}, "not begun yet"),
    ],
)
def test_nothing_is_published_too_early_or_of_a_cancelled_event(organiser, event, given, sentence):
    for name, value in given.items():
        setattr(event, name, value)
    answer = press(organiser, page_of(event), f"{page_of(event)}/publication")

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert rows(Letter) == []


@pytest.mark.parametrize("role", [TeamRole.VIEWER, TeamRole.FACILITATOR])
def test_only_organisers_conclude(client, event, role):
    client.sign_in(make_member(event, role).user)

    page = client.get(page_of(event))

    assert page.status_code == (200 if role is TeamRole.VIEWER else 404)
    assert "/publication" not in page.text
    assert client.get(f"{page_of(event)}/ru/aim").status_code == 404


def test_unknown_sections_and_languages_are_not_there(organiser, event):
    assert organiser.get(f"{page_of(event)}/ru/nothing").status_code == 404
    assert organiser.get(f"{page_of(event)}/de/aim").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_group_and_for_three(organiser, event, count, count_statements):
    for _number in range(count):
        make_meeting(event)
    address = page_of(event)
    with count_statements() as statements:
        page = organiser.get(address)

    assert f"{count} group" in text_of(page)
    assert len(statements) == 16
