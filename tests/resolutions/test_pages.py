"""From what groups recommend to what the hall decided: merged by a person, adopted, reopened."""

from datetime import date

import pytest

from eventhub.events.models import TeamRole
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    FactorCategory,
    Recommendation,
    RecordState,
    Resolution,
    ResolutionState,
    ThesisKind,
)
from tests.factories import make_event, make_focus_group, make_member
from tests.resolutions.making import merge, page_of, press, recommended, rows, text_of
from tests.summaries.making import (
    make_factor,
    make_meeting,
    make_recommendation,
    make_record,
    make_resolution,
    make_thesis,
)


def test_recommendations_of_signed_records_stand_with_support_and_objections(organiser, event):
    record = make_record(make_meeting(event, number=1))
    category = FactorCategory(event_id=event.id, code="staff", position=0, title=Texts(en="Staffing"))
    db.session.add(category)
    factor = make_factor(record)
    db.session.flush()
    factor.category_id = category.id
    make_recommendation(record, "Выделить часы", votes=(2, 1, 0), factor_id=factor.id)
    make_recommendation(make_record(make_focus_group(event), RecordState.DRAFT), "Ещё не подписано")
    make_recommendation(record, "Без вида", votes=None)

    page = text_of(organiser.get(page_of(event)))

    assert "Staffing" in page
    assert "Without a kind of factor" in page
    assert "67% in favour (2 of 3)" in page
    assert "1 against" in page
    assert "not voted on" in page
    assert "Ещё не подписано" not in page


def test_merged_recommendations_stay_the_sources_of_a_decision_that_a_person_writes(organiser, event):
    first = recommended(event, "Закрепить день", addressee="ТМС", due_on=date(2019, 11, 1))
    second = recommended(event, "Ввести день", addressee="ИРО", due_on=date(2019, 10, 1))

    made = merge(organiser, event, first, second)

    [decision] = rows(Decision)
    assert (decision.text, decision.addressee, decision.due_on) == ("Закрепить день", "ТМС, ИРО", date(2019, 10, 1))
    assert [source.recommendation_id for source in rows(DecisionSource)] == [first.id, second.id]
    own = made.location.partition("?")[0]
    assert organiser.submit(own, text="Ввести единый день", addressee="ТМС", due_on="2019-12-01").status_code == 303
    [decision] = rows(Decision)
    assert (decision.text, decision.due_on) == ("Ввести единый день", date(2019, 12, 1))
    assert len(rows(DecisionSource)) == 2


def test_a_recommendation_is_added_to_a_decision_once(organiser, event):
    first, second = recommended(event, "Раз"), recommended(event, "Два")
    merge(organiser, event, first)
    uid = str(rows(Decision)[0].uid)

    merge(organiser, event, first, second, into=uid)
    merge(organiser, event, second, into=uid)

    assert [source.recommendation_id for source in rows(DecisionSource)] == [first.id, second.id]
    assert len(rows(Decision)) == 1


def test_sent_twice_one_decision_is_made(organiser, event):
    only = recommended(event)
    key = "11111111-1111-4111-8111-111111111111"

    merge(organiser, event, only, submission_key=key)
    merge(organiser, event, only, submission_key=key)

    assert (len(rows(Decision)), len(rows(DecisionSource))) == (1, 1)


def test_recommendations_of_another_event_cannot_be_chosen(organiser, event):
    foreign = recommended(make_event())
    recommended(event)

    answer = merge(organiser, event, foreign)

    assert (answer.status_code, "Choose at least one recommendation." in text_of(answer)) == (422, True)
    assert rows(Decision) == []


def test_decisions_are_ordered_by_buttons(organiser, event):
    resolution = make_resolution(event, recommended(event, "Раз"), recommended(event, "Два"), recommended(event, "Три"))
    resolution.state = ResolutionState.DRAFT
    db.session.commit()
    third = rows(Decision)[2]

    press(organiser, page_of(event), f"{page_of(event)}/decisions/{third.uid}/place", step="up")
    press(organiser, page_of(event), f"{page_of(event)}/decisions/{third.uid}/place", step="up")

    assert [row.text for row in sorted(rows(Decision), key=lambda row: row.position)] == ["Три", "Раз", "Два"]


def test_a_decision_and_its_sources_can_be_taken_away(organiser, event):
    source = recommended(event)
    merge(organiser, event, source)
    own = f"{page_of(event)}/decisions/{rows(Decision)[0].uid}"

    assert press(organiser, own, f"{own}/sources/{source.uid}/removal").status_code == 303
    assert rows(DecisionSource) == []
    assert press(organiser, own, f"{own}/removal").status_code == 303
    assert rows(Decision) == []
    assert len(rows(Recommendation)) == 1


def test_the_hall_itself_may_decide(organiser, event):
    answer = organiser.submit(
        f"{page_of(event)}/decisions/new", text="Собраться вновь", addressee="ИРО", due_on="", submission_key="x"
    )

    assert answer.status_code == 303
    assert [row.text for row in rows(Decision)] == ["Собраться вновь"]


def test_texts_are_drafted_from_the_figures_until_somebody_writes_them(organiser, event):
    record = make_record(make_meeting(event))
    make_recommendation(record, votes=(2, 1, 0))
    make_thesis(record, "О рейтинге не договорились", ThesisKind.DISAGREEMENT)
    page = text_of(organiser.get(page_of(event)))
    assert "В работе площадки участвовали 3 человека." in page
    assert "О рейтинге не договорились" in page

    sent = {"preamble": "Мы собрались.", "noted": "- Раз\n\n– Два", "disagreements": ""}
    assert press(organiser, page_of(event), f"{page_of(event)}/wording", seen="0", **sent).status_code == 303

    [resolution] = rows(Resolution)
    assert (resolution.preamble, resolution.noted, resolution.disagreements) == ("Мы собрались.", ["Раз", "Два"], [])
    answer = press(organiser, page_of(event), f"{page_of(event)}/wording", seen="0", **{**sent, "noted": "Моё"})
    assert (answer.status_code, "Somebody else changed this" in text_of(answer), "Моё" in answer.text) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Say what is decided."),
        ({"text": "  "}, "Say what is decided."),
        ({"text": "ж" * 2001}, "At most 2000 characters fit here."),
        ({"addressee": "ж" * 301}, "At most 300 characters fit here."),
        ({"due_on": "скоро"}, "Not a valid date value"),
    ],
)
def test_a_decision_that_says_nothing_or_too_much_is_refused_and_kept(organiser, event, typed, sentence):
    sent = {"text": "Собраться", "addressee": "ИРО", "due_on": "2019-12-01", **typed}
    answer = organiser.submit(f"{page_of(event)}/decisions/new", **sent)

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert "ИРО" in answer.text or "addressee" in typed
    assert rows(Decision) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"preamble": "ж" * 5001}, "At most 5000 characters fit here."),
        ({"noted": "раз\n" * 51}, "At most 50 lines fit here; there are 51."),
        ({"disagreements": "ж" * 1001}, "At most 1000 characters fit in a line."),
    ],
)
def test_texts_that_are_too_long_are_refused_and_kept(organiser, event, typed, sentence):
    sent = {"preamble": "Начало", "noted": "", "disagreements": "", "seen": "0", **typed}
    answer = press(organiser, page_of(event), f"{page_of(event)}/wording", **sent)

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert rows(Resolution) == []


@pytest.mark.parametrize("role", [TeamRole.VIEWER, TeamRole.REGISTRAR])
def test_only_organisers_resolve(client, event, role):
    recommended(event)
    client.sign_in(make_member(event, role).user)

    page = client.get(page_of(event))

    assert page.status_code == (200 if role is TeamRole.VIEWER else 404)
    assert "/adoption" not in page.text
    assert client.get(f"{page_of(event)}/decisions/new").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(organiser, event, count, count_statements):
    resolution = make_resolution(event, *(recommended(event, f"Предложение{number}") for number in range(count)))
    resolution.state = ResolutionState.DRAFT
    address = page_of(event)
    with count_statements() as statements:
        page = organiser.get(address)

    assert page.text.count('name="chosen"') == count
    assert len(statements) == 9
