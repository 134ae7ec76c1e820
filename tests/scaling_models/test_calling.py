"""The call as an organiser sets it up: what a new one begins with, what is refused, what another event takes over."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from eventhub.ground.db import db
from eventhub.scaling_models import actions
from eventhub.scaling_models.models import Call, Criterion
from eventhub.scaling_models.queries import criteria_of, find_call
from tests.factories import make_event
from tests.scaling_models.conftest import answered, make_reviewer, words_of


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
