"""Reviewers: who may be asked, what each sees, what an answer needs, until when it can be changed."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from eventhub.ground import clock
from eventhub.ground.audit import AuditEntry
from eventhub.ground.db import db
from eventhub.ground.out_tray import Letter
from eventhub.scaling_models.models import ModelState, Review, ReviewScore
from tests.factories import make_author, make_event, make_municipality
from tests.scaling_models.conftest import make_review, make_reviewer, words_of, written


def model_address(event, model):
    return f"/manage/{event.slug}/models/{model.uid}"


def review_address(event, model):
    return f"/manage/{event.slug}/reviews/{model.code}?lang=en"


def assign(client, event, model, reviewer):
    return client.post(
        f"{model_address(event, model)}/reviews?lang=en",
        data={"reviewer": reviewer.uid.hex, "csrf_token": token(client, event, model)},
    )


def token(client, event, model):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(model_address(event, model)).text)[1]


def test_a_reviewer_is_asked_once_by_letter_and_the_model_is_in_review(client, event, model, organiser):
    reviewer = make_reviewer(event)
    client.sign_in(organiser)

    for _time in range(2):
        assert assign(client, event, model, reviewer).status_code == 303

    db.session.expire_all()
    assert model.state is ModelState.IN_REVIEW
    assert db.session.query(Review).count() == 1
    assert [(one.template, one.recipient) for one in db.session.query(Letter)] == [
        ("review_asked", reviewer.user.email)
    ]
    assert [entry.verb for entry in db.session.query(AuditEntry)] == ["assign"]


@pytest.mark.parametrize("why", ["organisation", "author", "municipality"])
def test_an_assignment_under_conflict_is_refused_and_says_why(client, event, model, organiser, why):
    place = make_municipality("Ейский район")
    model.municipality_id = place.id
    given = {
        "organisation": {"organisation": "мбу  «центр»"},
        "author": {},
        "municipality": {"is_municipal": True, "municipality_id": place.id},
    }[why]
    reviewer = make_reviewer(event, **given)
    if why == "author":
        make_author(model, reviewer.person)
    client.sign_in(organiser)

    answer = assign(client, event, model, reviewer)

    words = {
        "organisation": "works where the model comes from",
        "author": "is one of the authors",
        "municipality": "municipal expert of the municipality",
    }[why]
    assert (answer.status_code, words in words_of(answer)) == (422, True)
    assert db.session.query(Review).count() == 0


def test_nobody_is_asked_about_a_draft_a_decided_model_or_as_nobody(client, event, model, organiser):
    reviewer = make_reviewer(event)
    client.sign_in(organiser)
    empty = client.post(
        f"{model_address(event, model)}/reviews?lang=en", data={"csrf_token": token(client, event, model)}
    )
    foreign = make_reviewer(make_event())
    strange = assign(client, event, model, foreign)
    model.state = ModelState.DECLINED
    late = client.post(
        f"{model_address(event, model)}/reviews?lang=en",
        data={"reviewer": reviewer.uid.hex, "csrf_token": token_of_call(client, event)},
    )

    assert (empty.status_code, strange.status_code, late.status_code) == (422, 422, 422)
    assert "Choose a reviewer" in words_of(empty)
    assert "Not accepted" in words_of(late)
    assert db.session.query(Review).count() == 0


def token_of_call(client, event):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(f"/manage/{event.slug}/call").text)[1]


def test_an_unanswered_review_can_be_taken_back_and_an_answered_one_not(client, event, model, organiser):
    model.state = ModelState.IN_REVIEW
    unanswered, answered = (make_review(model, make_reviewer(event, name)) for name in ("Гончаренко", "Авакян"))
    answered.submitted_at = clock.now()
    client.sign_in(organiser)
    key = token(client, event, model)

    for review in (unanswered, answered):
        client.post(f"{model_address(event, model)}/reviews/{review.uid}/removal", data={"csrf_token": key})

    assert [one.uid for one in db.session.query(Review)] == [answered.uid]


def filled(criteria, mark=4, **more):
    scores = {f"score-{one.uid}": str(mark) for one in criteria}
    return {**scores, "confidence": "5", "advice": "accept", "comment": "Ясно", "comment_to_organiser": "Тихо", **more}


@pytest.fixture
def review(event, model):
    model.state = ModelState.IN_REVIEW
    return make_review(model, make_reviewer(event))


def anew(review):
    db.session.expire_all()
    return db.session.get(Review, review.id)


def test_an_unfinished_review_is_kept_and_does_not_count(client, event, model, criteria, review):
    client.sign_in(review.reviewer.user)

    answer = client.submit(
        review_address(event, model), deed="keep", **{f"score-{criteria[0].uid}": "3", "comment": "Пока"}
    )

    kept = anew(review)
    assert answer.status_code == 303
    assert (kept.submitted_at, kept.comment, kept.advice) == (None, "Пока", None)
    assert [row.score for row in db.session.query(ReviewScore)] == [3]


def test_an_incomplete_review_is_not_handed_in_and_every_place_is_named(client, event, model, criteria, review):
    client.sign_in(review.reviewer.user)

    answer = client.submit(review_address(event, model), deed="hand-in", comment="Мои слова")
    wrong = client.submit(review_address(event, model), deed="hand-in", **filled(criteria, mark=9, advice="praise"))
    long = client.submit(review_address(event, model), deed="hand-in", **filled(criteria, comment="x" * 8001))

    assert answer.text.count("Choose a mark.") == 4  # at each criterion and in the summary
    assert "Мои слова" in answer.text
    assert (answer.status_code, wrong.status_code, long.status_code) == (422, 422, 422)
    assert "At most 8000 characters" in words_of(long)
    assert anew(review).submitted_at is None


def test_a_review_is_handed_in_once_and_changed_until_reviews_close(client, event, call, model, criteria, review):
    client.sign_in(review.reviewer.user)

    client.submit(review_address(event, model), deed="hand-in", **filled(criteria))
    handed_in = anew(review).submitted_at
    client.submit(review_address(event, model), deed="hand-in", **filled(criteria, mark=2))
    changed = anew(review)

    assert (changed.submitted_at, changed.confidence) == (handed_in, 5)
    assert {row.score for row in db.session.query(ReviewScore)} == {2}
    assert [entry.verb for entry in db.session.query(AuditEntry)] == ["hand in", "change"]
    call.review_closes_at = clock.now() - timedelta(seconds=1)
    late = client.post(
        review_address(event, model),
        data=filled(criteria, mark=5, comment="Поздние слова") | {"csrf_token": own_token(client, event, model)},
    )
    assert (late.status_code, "Reviews of this model are closed" in words_of(late)) == (422, True)
    assert "Поздние слова" in late.text
    assert {row.score for row in db.session.query(ReviewScore)} == {2}


def own_token(client, event, model):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(review_address(event, model)).text)[1]


def test_the_others_are_seen_only_after_answering_and_never_by_name(client, event, model, criteria, review):
    other = make_review(
        model,
        make_reviewer(event, "Секретная"),
        submitted_at=clock.now(),
        comment="Мнение второго",
        comment_to_organiser="Тайна",
    )
    for criterion in criteria:
        db.session.add(ReviewScore(review_id=other.id, criterion_id=criterion.id, score=2))
    client.sign_in(review.reviewer.user)

    before = client.get(review_address(event, model)).text
    client.submit(review_address(event, model), deed="hand-in", **filled(criteria))
    after = client.get(review_address(event, model)).text

    assert ("Мнение второго" in before, "Мнение второго" in after) == (False, True)
    assert "Секретная" not in before + after
    assert "Тайна" not in before + after


def test_a_reviewer_of_another_event_or_model_finds_nothing(client, event, model, review):
    other_event = make_event()
    for reviewer in (make_reviewer(other_event), make_reviewer(event, "Другой")):
        client.sign_in(reviewer.user)
        assert client.get(review_address(event, model)).status_code == 404
        assert client.post(review_address(event, model)).status_code in {400, 404}
        assert client.get(model_address(event, model)).status_code == 404
    client.sign_in(review.reviewer.user)
    assert client.get(review_address(event, model)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_reviewers_list_costs_the_same_whatever_its_length(client, event, call, count_statements, count):
    reviewer = make_reviewer(event)
    for _number in range(count):
        make_review(written(event, state=ModelState.IN_REVIEW), reviewer)
    client.sign_in(reviewer.user)

    page = f"/manage/{event.slug}/reviews/"
    with count_statements() as statements:
        assert client.get(page).status_code == 200

    assert len(statements) == 5


def test_scores_are_weighed_exactly(client, event, model, criteria, review, organiser):
    client.sign_in(review.reviewer.user)
    client.submit(
        review_address(event, model),
        deed="hand-in",
        **filled(criteria) | {f"score-{criteria[0].uid}": "5", f"score-{criteria[1].uid}": "2"},
    )

    assert "3.80" in client.get(review_address(event, model)).text
    assert Decimal("0.6") * 5 + Decimal("0.4") * 2 == Decimal("3.80")
