"""What the pages of the outcome must not show: what is not published, not signed, not consented to."""

from datetime import timedelta

import pytest

from eventhub.events.models import Event, EventState
from eventhub.outcomes.models import RecordState, ResolutionState
from tests.factories import (
    DAY,
    NOW,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_person,
    make_registration,
)
from tests.summaries.making import (
    MARKS,
    make_factor,
    make_quotation,
    make_recommendation,
    make_record,
    make_resolution,
    make_thesis,
)


def published(**given) -> Event:
    return make_event(state=EventState.FINISHED, outcomes_published_at=NOW + timedelta(days=30), **given)


@pytest.fixture(autouse=True)
def after_the_day(monkeypatch):
    monkeypatch.setattr("eventhub.ground.clock.now", lambda: DAY + timedelta(days=60))


@pytest.mark.parametrize("state", [EventState.PUBLISHED, EventState.FINISHED])
def test_outcomes_that_are_not_published_do_not_leak(client, state):
    event = make_event(state=state)
    record = make_record(make_focus_group(event, number=1))
    make_thesis(record, "Тайна группы")

    page = client.get(f"/e/{event.slug}/outcomes?lang=en")

    assert page.status_code == 200
    assert "The outcomes are not published yet" in page.text
    assert "Тайна группы" not in page.text
    for path in ("outcomes/groups/1", "outcomes.pdf"):
        assert client.get(f"/e/{event.slug}/{path}").status_code == 404


def test_the_outcome_of_a_draft_does_not_exist(client):
    event = make_event(state=EventState.DRAFT, outcomes_published_at=NOW)

    for path in ("outcomes", "outcomes/groups/1", "outcomes.pdf"):
        assert client.get(f"/e/{event.slug}/{path}").status_code == 404


def test_a_record_that_is_not_signed_is_nobody_elses_business(client):
    event = published()
    record = make_record(make_focus_group(event, number=1), RecordState.DRAFT)
    make_thesis(record, "Ещё не подписано")
    make_recommendation(record, "Не подписано тоже")

    for path in ("outcomes", "outcomes/groups/1"):
        page = client.get(f"/e/{event.slug}/{path}?lang=en").text
        assert "подписано" not in page
        assert "sign" in page


def test_withdrawn_entries_are_gone(client):
    event = published()
    record = make_record(make_focus_group(event, number=1))
    make_thesis(record, "Отозванный тезис", withdrawn_at=NOW)

    assert "Отозванный" not in client.get(f"/e/{event.slug}/outcomes/groups/1").text


def test_a_draft_resolution_is_not_shown(client):
    event = published()
    record = make_record(make_focus_group(event, number=1))
    make_resolution(event, make_recommendation(record, "Решить"), state=ResolutionState.DRAFT)

    page = client.get(f"/e/{event.slug}/outcomes?lang=en").text

    assert "The resolution is adopted" not in page
    assert "Отмечено" not in page


@pytest.mark.parametrize(("may_be_named", "attributed", "named"), [
    (True, True, True),
    (False, True, False),
    (True, False, False),
])  # fmt: skip
def test_a_quotation_is_attributed_only_with_both_consents(client, may_be_named, attributed, named):
    event = published()
    record = make_record(make_focus_group(event, number=1))
    speaker = make_person("Говорящая", "Анна")
    make_quotation(record, "Слова", author_id=make_registration(event, speaker).id, attribution_consent=attributed)
    if may_be_named:
        make_consent(speaker, make_consent_document(event))

    for path in ("outcomes", "outcomes/groups/1"):
        page = client.get(f"/e/{event.slug}/{path}").text
        assert "«Слова»" in page
        assert ("Говорящая" in page) is named


def test_authors_of_theses_and_unnamed_facilitators_and_owners_never_show(client):
    event = published()
    leader, thinker = make_person("Ведущая", "Анна"), make_person("Думающая", "Анна")
    record = make_record(make_focus_group(event, number=1, facilitator_id=leader.id))
    make_thesis(record, author_id=make_registration(event, thinker).id)
    make_consent(thinker, make_consent_document(event))

    for path in ("outcomes", "outcomes/groups/1"):
        page = client.get(f"/e/{event.slug}/{path}").text
        assert "Ведущая" not in page
        assert "Думающая" not in page


def test_two_ratings_show_no_figures(client):
    event = published()
    make_factor(make_record(make_focus_group(event, number=1)), "Редкий фактор", MARKS[:2])

    page = client.get(f"/e/{event.slug}/outcomes/groups/1?lang=en").text

    assert "Редкий фактор" in page
    assert "fewer than 3" in page
    assert "4.5" not in page
