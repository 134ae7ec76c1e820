"""The organiser's pages: the list with its ranking, decisions by letter, places in groups."""

import re

import pytest

from eventhub.accounts.models import User
from eventhub.events.models import TeamRole
from eventhub.ground import clock, delivery
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.scaling_models.models import ModelPresentation, ModelState
from eventhub.scaling_models.rules import STEPS
from eventhub.scaling_models.rules.steps import StepNotPossible, may_step
from tests.factories import make_agenda_item, make_event, make_focus_group, make_member, make_slot
from tests.scaling_models.conftest import answered, make_review, make_reviewer, words_of, written

SLUG = "dvizhenie-vverh-2019"


def address(event, model):
    return f"/manage/{event.slug}/models/{model.uid}"


def token(client, event):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(f"/manage/{event.slug}/call").text)[1]


def post(client, event, model, deed, **fields):
    return client.post(f"{address(event, model)}/{deed}?lang=en", data=fields | {"csrf_token": token(client, event)})


def test_the_list_ranks_by_the_mean_and_names_who_has_not_answered(client, event, call, criteria, organiser):
    good, poor, silent = (
        written(event, title=title, state=ModelState.IN_REVIEW) for title in ("Хорошая", "Слабая", "Тихая")
    )
    answered(good, make_reviewer(event), criteria, 5, 4)
    answered(good, make_reviewer(event), criteria, 3, 4)
    answered(poor, make_reviewer(event), criteria, 2, 2)
    make_review(silent, make_reviewer(event, "Молчанов"))
    client.sign_in(organiser)

    text = words_of(client.get(f"/manage/{event.slug}/models?lang=en"))

    assert text.index("Хорошая") < text.index("Слабая") < text.index("Тихая")
    assert "2 of 2" in text
    assert "4.00" in text  # the mean of 4.6 and 3.4
    assert "1.20" in text  # and how far they lie apart
    assert "waiting for: Молчанов А." in text
    assert "Proposed: Accepted as a poster" in text
    assert "3 models, 1 review is not answered" in text


def test_words_and_states_narrow_the_list_and_strange_choices_do_not(client, event, call, organiser):
    written(event, title="Ёлка знаний", search="елка знаний", state=ModelState.DRAFT)
    written(event, title="Паспорт", search="паспорт", state=ModelState.ACCEPTED)
    client.sign_in(organiser)

    def titles(query):
        text = words_of(client.get(f"/manage/{event.slug}/models?lang=en&{query}"))
        return [title for title in ("Ёлка знаний", "Паспорт") if title in text]

    assert titles("q=ЕЛКА") == ["Ёлка знаний"]
    assert titles("q=ёлкина") == ["Ёлка знаний", "Паспорт"]  # by author; the team may know them all
    assert titles("state=accepted") == ["Паспорт"]
    assert titles("state=nonsense&page=-1&order=x") == ["Ёлка знаний", "Паспорт"]
    assert titles("q=nothing") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(client, event, call, criteria, organiser, count_statements, count):
    for _number in range(count):
        answered(written(event, state=ModelState.IN_REVIEW), make_reviewer(event), criteria, 4, 4)
    client.sign_in(organiser)

    page = f"/manage/{event.slug}/models"
    with count_statements() as statements:
        assert client.get(page).status_code == 200

    assert len(statements) == 8


@pytest.mark.parametrize("count", [1, 3])
def test_one_model_costs_the_same_whatever_the_number_of_reviews(
    client, event, call, model, criteria, organiser, count_statements, count
):
    for _number in range(count):
        answered(model, make_reviewer(event), criteria, 4, 4)
    client.sign_in(organiser)

    page = address(event, model)
    with count_statements() as statements:
        assert client.get(page).status_code == 200

    assert len(statements) <= 16


def test_a_long_list_is_shown_page_by_page(client, event, call, organiser):
    for number in range(26):
        written(event, title=f"Модель номер {number}", state=ModelState.DRAFT)
    client.sign_in(organiser)

    first, second = (client.get(f"/manage/{event.slug}/models?lang=en&order=call&page={page}") for page in (1, 2))

    assert ("Модель номер 25" in first.text, "Модель номер 25" in second.text) == (False, True)
    assert "26–26 of 26" in words_of(second)


@pytest.mark.parametrize(
    ("state", "words"), [("accepted", "Принята"), ("revise", "замечани"), ("declined", "Не принята")]
)
def test_a_decision_is_told_by_letter_with_its_reasons(client, event, model, criteria, organiser, state, words):
    model.state = ModelState.IN_REVIEW
    answered(model, make_reviewer(event), criteria, 4, 4)
    client.sign_in(organiser)

    assert post(client, event, model, "decision", state=state, note="Потому что").status_code == 303

    db.session.expire_all()
    assert (model.state, model.decision_note, model.decided_at is not None) == (ModelState(state), "Потому что", True)
    letter = db.session.query(Letter).one()
    text = delivery.write(letter, "hub@example.org", clock.now()).get_body(("plain",)).get_content()
    assert "Потому что" in text
    assert f"/e/{event.slug}/models/a/" in text
    assert [entry.verb for entry in db.session.query(AuditEntry)] == ["decide"]


def test_a_decision_needs_a_review_is_one_of_the_list_and_is_made_once(client, event, model, criteria, organiser):
    client.sign_in(organiser)
    early = post(client, event, model, "decision", state="accepted")
    model.state = ModelState.IN_REVIEW
    empty = post(client, event, model, "decision", note="Набранное")
    wrong = post(client, event, model, "decision", state="praised")
    skipped = post(client, event, model, "decision", state="withdrawn")
    long = post(client, event, model, "decision", state="accepted", note="x" * 8001)
    first = post(client, event, model, "decision", state="declined")
    second = post(client, event, model, "decision", state="accepted")

    statuses = [answer.status_code for answer in (early, empty, wrong, skipped, long, first, second)]
    assert statuses == [422, 422, 422, 422, 422, 303, 422]
    assert "Assign a reviewer first" in words_of(early)
    assert "Choose a decision" in words_of(empty)
    assert "Набранное" in empty.text
    assert "Not accepted" in words_of(second)
    db.session.expire_all()
    assert model.state is ModelState.DECLINED


@pytest.mark.parametrize("state", list(ModelState))
def test_only_the_steps_of_the_table_can_be_gone(event, state):
    model = written(event, state=state)

    allowed = {other for other in ModelState if goes(model, other)}

    assert allowed == STEPS[state]


def goes(model, state):
    try:
        may_step(model, state)
    except StepNotPossible:
        return False
    return True


def test_the_thresholds_propose_and_the_form_has_it_chosen(client, event, model, criteria, organiser):
    model.state = ModelState.IN_REVIEW
    answered(model, make_reviewer(event), criteria, 3, 3)
    client.sign_in(organiser)

    page = client.get(f"{address(event, model)}?lang=en")

    assert "By the thresholds of the call: To be revised" in words_of(page)
    assert re.search(r'checked[^>]*value="revise"', page.text)
    assert "Mean 3.00 of 1 review, spread 0.00" in words_of(page)


def test_a_placed_model_stands_in_catalogue_programme_and_group(client, event, model, organiser):
    group = make_focus_group(event, number=7, title="Наставники")
    slot = make_slot(group, make_agenda_item(event))
    model.state = ModelState.ACCEPTED
    client.sign_in(organiser)

    assert post(client, event, model, "place", group="7").status_code == 303

    db.session.expire_all()
    assert model.focus_group.number == 7
    assert [one.agenda_item_id for one in db.session.query(ModelPresentation)] == [slot.agenda_item_id]
    assert slot.agenda_item.revision == 1  # calendars take note
    assert "Наставники" in client.get(f"/e/{event.slug}/models/{model.uid}").text
    assert post(client, event, model, "place", group="").status_code == 303
    assert db.session.query(ModelPresentation).count() == 0


def test_only_an_accepted_model_is_placed_and_only_in_a_group_of_the_event(client, event, model, organiser):
    make_focus_group(make_event(), number=9)
    client.sign_in(organiser)
    early = post(client, event, model, "place", group="1")
    model.state = ModelState.ACCEPTED
    strange = post(client, event, model, "place", group="9")

    assert (early.status_code, strange.status_code) == (422, 422)
    assert "Only an accepted model" in words_of(early)
    assert "There is no such group" in words_of(strange)


def test_a_viewer_reads_and_changes_nothing(client, event, model, criteria):
    client.sign_in(make_member(event, TeamRole.VIEWER).user)

    page = client.get(f"{address(event, model)}?lang=en")

    assert page.status_code == 200
    assert "<form" not in page.text
    assert client.get(f"/manage/{event.slug}/models").status_code == 200
    assert client.get(f"/manage/{event.slug}/call").status_code == 404
    assert client.post(f"{address(event, model)}/decision").status_code in {400, 404}


def test_an_organiser_of_another_event_finds_nothing(client, event, model):
    other = make_event()
    client.sign_in(make_member(other).user)

    assert client.get(address(event, model)).status_code == 404
    assert client.get(address(other, model)).status_code == 404


def test_the_demo_shows_its_sixteen_models_ranked(demo_client, demo):
    administrator = db.session.query(User).filter(User.is_administrator).first()
    demo_client.sign_in(administrator)

    page = demo_client.get(f"/manage/{SLUG}/models?lang=en")

    assert page.text.count('<th scope="row">') == 16
    assert "16 models, 0 reviews are not answered" in words_of(page)
