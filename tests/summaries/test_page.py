"""The published outcome as pages."""

import json
import re
from datetime import timedelta

import html5lib
import pytest

from eventhub.events.models import Event, EventState
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.outcomes.models import ThesisKind
from eventhub.scaling_models.models import ModelState
from eventhub.summaries.models import OutcomeSection
from tests.factories import (
    DAY,
    NOW,
    list_municipality,
    list_role,
    make_agenda_item,
    make_attendance,
    make_event,
    make_focus_group,
    make_guide_question,
    make_municipality,
    make_registration,
    make_role_category,
    make_scaling_model,
)
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
    present_model,
)


def published(**given) -> Event:
    return make_event(state=EventState.FINISHED, outcomes_published_at=NOW + timedelta(days=30), **given)


@pytest.fixture(autouse=True)
def after_the_day(monkeypatch):
    monkeypatch.setattr("eventhub.ground.clock.now", lambda: DAY + timedelta(days=60))


def fill(event: Event, things: int) -> None:
    """Put so many of everything into an event."""
    recommendations = []
    for number in range(1, things + 1):
        group = make_meeting(event, number=number)
        make_guide_question(group)
        record = make_record(group)
        for _thing in range(things):
            make_factor(record, marks=MARKS)
            make_thesis(record)
            make_quotation(record, author_id=make_registration(event).id, attribution_consent=True)
            recommendations.append(make_recommendation(record, votes=(3, 0, 0)))
        municipality = make_municipality(f"Район {number}", latitude=45.0 + number, longitude=39.0)
        list_municipality(event, municipality)
        role = make_role_category(f"Роль {number}")
        list_role(event, role)
        make_attendance(make_registration(event, role_id=role.id, municipality_id=municipality.id))
        present_model(record, make_scaling_model(event, municipality_id=municipality.id))
        make_road_map(event, milestones=things)
    make_resolution(event, *recommendations)


@pytest.mark.parametrize("things", [1, 3])
def test_the_page_costs_the_same_whatever_was_recorded(client, count_statements, things):
    event = published()
    fill(event, things)
    address = f"/e/{event.slug}/outcomes"

    with count_statements() as statements:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(statements) == 12


@pytest.mark.parametrize("things", [1, 3])
def test_a_group_costs_the_same_whatever_was_recorded(client, count_statements, things):
    event = published()
    fill(event, things)
    address = f"/e/{event.slug}/outcomes/groups/1"

    with count_statements() as statements:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len(statements) == 11


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_pages_are_valid_html(client, lang):
    event = published()
    fill(event, 3)

    for path in ("outcomes", "outcomes/groups/2"):
        page = client.get(f"/e/{event.slug}/{path}?lang={lang}").text
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(page)


def test_an_event_with_nothing_recorded_still_has_a_page(client):
    event = published(title=Texts(en="Lab Day"), main_language="en", timezone="America/New_York")
    make_attendance(make_registration(event))

    page = client.get(f"/e/{event.slug}/outcomes?lang=en").text

    assert "Lab Day took place on 22 August 2019." in page.replace("\u00a0", " ")
    assert "1 participant took part." in page.replace("\u00a0", " ")
    for absent in ("Resolution", "What the groups decided", "Models to take home", "Road maps"):
        assert absent not in page


def test_people_are_counted_by_presence_and_once(client):
    event = published()
    item = make_agenda_item(event)
    make_registration(event)  # registered, never came
    for registration in (make_registration(event), make_registration(event)):
        make_attendance(registration)
        make_attendance(registration, item)

    page = client.get(f"/e/{event.slug}/outcomes?lang=en").text

    assert "2 participants took part." in page.replace("\u00a0", " ")


def test_what_remained_open_stands_once(client):
    event = published()
    record = make_record(make_focus_group(event, number=1))
    make_thesis(record, "Спорное", ThesisKind.DISAGREEMENT)
    make_recommendation(record, "Поровну", (2, 2, 0))
    make_resolution(event).disagreements = ["Спорное", "Спорное в зале"]
    slug = event.slug

    page = client.get(f"/e/{slug}/outcomes?lang=ru").text.replace("\u00a0", " ")

    opened = page[page.index('id="resolution"') :]
    assert [opened.count(words) for words in ("<li>Спорное <", "<li>Поровну <", "<li>Спорное в зале<")] == [1, 1, 1]


def test_only_accepted_models_are_linked(client):
    event = published()
    record = make_record(make_focus_group(event, number=1))
    accepted = make_scaling_model(event, title="Принятая")
    declined = make_scaling_model(event, title="Непринятая", state=ModelState.DECLINED)
    draft = make_scaling_model(event, title="Черновик", state=ModelState.DRAFT)
    for model in (accepted, declined, draft):
        present_model(record, model)

    page = client.get(f"/e/{event.slug}/outcomes/groups/1").text

    assert f"/models/{accepted.uid}" in page
    assert "Непринятая" in page
    assert f"/models/{declined.uid}" not in page
    assert "Черновик" not in page


def test_each_kind_of_statement_stands_under_its_name(client):
    event = published()
    record = make_record(make_focus_group(event, number=1))
    for kind in ThesisKind:
        make_thesis(record, f"Запись {kind}", kind)

    page = client.get(f"/e/{event.slug}/outcomes/groups/1?lang=en").text

    for words in ("Theses", "Ideas", "Risks", "Left open"):
        assert f">{words}</h3>" in page


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_hostile_strings_stay_text(client, lang):
    event = published(title=HOSTILE, goal=HOSTILE, venue=HOSTILE, organiser=HOSTILE)
    group = make_meeting(event, title=HOSTILE, short_title=HOSTILE, number=1)
    make_guide_question(group, text=HOSTILE)
    record = make_record(group)
    make_factor(record, HOSTILE, MARKS)
    make_thesis(record, HOSTILE)
    make_quotation(record, HOSTILE)
    present_model(record, make_scaling_model(event, title=HOSTILE, abstract=HOSTILE, organisation_name=HOSTILE))
    make_resolution(event, make_recommendation(record, HOSTILE, (3, 0, 0), addressee=HOSTILE[:300]))

    for path in ("outcomes", "outcomes/groups/1"):
        page = client.get(f"/e/{event.slug}/{path}?lang={lang}").text
        assert "<script>alert" not in page
        assert "alert(1)" in page
        assert "{{ 7*7 }}" in page.replace("\u00a0", " ")
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(page)


def test_an_edited_section_stands_instead_of_its_draft(client):
    event = published()
    make_attendance(make_registration(event))
    edit = OutcomeSection(
        event_id=event.id,
        lang="ru",
        key="participants",
        edited="Приехал один, но какой!\n- Методист",
        drafted="",
        fingerprint="",
        edited_at=NOW,
    )
    db.session.add(edit)
    slug = event.slug

    page = client.get(f"/e/{slug}/outcomes?lang=ru").text.replace("\u00a0", " ")
    english = client.get(f"/e/{slug}/outcomes?lang=en").text.replace("\u00a0", " ")

    assert "<p>Приехал один, но какой!</p>" in page
    assert "<li>Методист</li>" in page
    assert "1 participant took part." in english


def test_programs_are_told_what_the_page_is(client):
    event = published(title="Площадка </script><b>")
    slug = event.slug

    page = client.get(f"/e/{slug}/outcomes?lang=en").text

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert data["@type"] == "Report"
    assert data["name"].startswith("Площадка </script><b>")
    assert data["encoding"]["contentUrl"].endswith(f"/e/{slug}/outcomes.pdf?lang=en")
    assert f'<link rel="canonical" href="{data["about"]["url"]}outcomes?lang=en">' in page
    assert '<meta property="og:type" content="article">' in page


def test_foreign_and_missing_groups_do_not_exist(client):
    event, other = published(), published()
    make_record(make_focus_group(other, number=5))

    assert client.get(f"/e/{event.slug}/outcomes/groups/5").status_code == 404
    assert client.get("/e/unknown/outcomes").status_code == 404
