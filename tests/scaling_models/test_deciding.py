"""The organiser's pages: the call, the list with its ranking, decisions by letter, places in groups, the copy."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from eventhub.accounts.models import User
from eventhub.events.models import TeamRole
from eventhub.ground import clock, delivery
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.scaling_models import actions
from eventhub.scaling_models.models import Call, Criterion, ModelPresentation, ModelState, ReviewScore
from eventhub.scaling_models.queries import criteria_of, find_call
from eventhub.scaling_models.rules import STEPS
from eventhub.scaling_models.rules.steps import StepNotPossible, may_step
from tests.factories import make_agenda_item, make_event, make_focus_group, make_member, make_slot
from tests.scaling_models.conftest import make_review, make_reviewer, words_of, written

SLUG = "dvizhenie-vverh-2019"


def address(event, model):
    return f"/manage/{event.slug}/models/{model.uid}"


def token(client, event):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(f"/manage/{event.slug}/call").text)[1]


def post(client, event, model, deed, **fields):
    return client.post(f"{address(event, model)}/{deed}?lang=en", data=fields | {"csrf_token": token(client, event)})


def answered(model, reviewer, criteria, *marks):
    review = make_review(model, reviewer, submitted_at=clock.now(), comment="Замечание")
    for criterion, mark in zip(criteria, marks, strict=True):
        db.session.add(ReviewScore(review_id=review.id, criterion_id=criterion.id, score=mark))
    return review


def call_form(client, event, **more):
    page = client.get(f"/manage/{event.slug}/call?lang=en").text
    fields = dict(re.findall(r'<input[^>]*name="((?:criterion|words)-[^"]+)"[^>]*value="([^"]*)"', page))
    ticked = re.findall(r'name="((?:section|required)-[a-z_]+)" value="yes" checked', page)
    moments = {"opens_at": "2027-01-10T09:00", "closes_at": "2027-02-10T23:59", "review_closes_at": "2027-03-01T12:00"}
    return {**fields, **dict.fromkeys(ticked, "yes"), **moments, "accept_from": "3,7", "revise_from": "3", **more}


def test_a_new_call_begins_with_usual_sections_and_criteria(client, event, organiser):
    client.sign_in(organiser)

    answer = client.submit(f"/manage/{event.slug}/call?lang=en", **call_form(client, event))

    call, criteria = find_call(event.id), criteria_of(event.id)
    assert answer.status_code == 303
    assert (len(call.sections), call.sections[0]) == (12, {"key": "problem", "words": 200, "required": True})
    assert sum(Decimal(one.weight) for one in criteria) == 1
    assert {"ru", "en"} == set(criteria[0].title)
    assert (call.accept_from, call.opens_at.isoformat()) == (Decimal("3.7"), "2027-01-10T06:00:00+00:00")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opens_at": ""}, "Say from when models are accepted"),
        ({"opens_at": "morgen"}, "Write day and time like"),
        ({"closes_at": "2027-01-01T00:00"}, "The end comes after the beginning"),
        ({"review_closes_at": "2027-01-11T00:00"}, "The end comes after the beginning"),
        ({"criterion-0-weight": "0.5"}, "The weights sum to 1.35; they must sum to 1"),
        ({"criterion-0-weight": "много"}, "A weight is a number"),
        ({"criterion-0-title-ru": "", "criterion-0-title-en": ""}, "Give the criterion a name"),
        ({"criterion-0-title-ru": "x" * 301}, "at most 300 characters"),
        ({"criterion-0-lowest": "5"}, "The highest mark of a scale must be above the lowest"),
        ({"criterion-0-highest": "99"}, "A scale runs between whole numbers"),
        ({"words-problem": "-1"}, "Write a whole number up to 5000"),
        ({"accept_from": "2"}, "must not be lower"),
        ({"revise_from": "drei"}, "Write a number like 3.7"),
    ],
)
def test_a_wrong_call_is_refused_with_a_sentence_and_kept_as_typed(client, event, organiser, fields, words):
    client.sign_in(organiser)

    answer = client.submit(f"/manage/{event.slug}/call?lang=en", **call_form(client, event, **fields))

    assert (answer.status_code, words in words_of(answer)) == (422, True)
    assert f'value="{next(iter(fields.values()))}"' in answer.text
    assert db.session.query(Call).count() == 0


def test_an_empty_call_is_refused(client, event, organiser):
    client.sign_in(organiser)

    answer = client.submit(f"/manage/{event.slug}/call?lang=en")

    assert (answer.status_code, "Choose at least one section" in words_of(answer)) == (422, True)


def test_weights_stay_once_somebody_has_scored_and_titles_can_be_corrected(client, event, model, criteria, organiser):
    answered(model, make_reviewer(event), criteria, 4, 4)
    client.sign_in(organiser)
    form = call_form(client, event)

    changed = client.submit(
        f"/manage/{event.slug}/call?lang=en", **form | {"criterion-0-weight": "0.5", "criterion-1-weight": "0.5"}
    )
    renamed = client.submit(f"/manage/{event.slug}/call?lang=en", **form | {"criterion-0-title-ru": "Перенос"})

    assert (changed.status_code, "Reviewers have begun to score" in words_of(changed)) == (422, True)
    assert renamed.status_code == 303
    assert [one.title["ru"] for one in criteria_of(event.id)] == ["Перенос", "evidence"]


def test_a_call_is_copied_with_sections_and_criteria_and_its_days_moved(event, call, criteria):
    target = make_event()

    copied = actions.copy_call(event, target, days=365)

    assert copied.closes_at - call.closes_at == timedelta(days=365)
    assert copied.sections == call.sections
    assert [(one.code, one.weight) for one in criteria_of(target.id)] == [(one.code, one.weight) for one in criteria]
    assert db.session.query(Criterion).count() == 4
    assert actions.copy_call(make_event(), target, days=1) is None


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
