"""An event with an open call, a model in writing, reviewers and an organiser."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from eventhub.consents.models import Purpose
from eventhub.events.models import TeamRole
from eventhub.ground import clock, rates
from eventhub.ground.access import link_token
from eventhub.ground.db import db
from eventhub.ground.folding import fold
from eventhub.ground.texts import Texts
from eventhub.scaling_models.models import Criterion, ModelState, Review, Reviewer, ReviewScore
from tests.factories import (
    list_municipality,
    make_author,
    make_call,
    make_consent_document,
    make_event,
    make_focus_group,
    make_member,
    make_municipality,
    make_person,
    make_scaling_model,
)

SECTIONS = [
    {"key": "problem", "words": 5, "required": True},
    {"key": "stages", "words": None, "required": False},
    {"key": "resources", "words": None, "required": False},
    {"key": "partners", "words": None, "required": False},
]


@pytest.fixture
def event(app):
    rates.forget(app)
    now = clock.now()
    event = make_event(
        starts_at=now + timedelta(days=20),
        ends_at=now + timedelta(days=20, hours=7),
        contact_email="help@example.org",
        title=Texts(ru="Площадка", en="Platform"),
    )
    list_municipality(event, make_municipality("Абинский район"))
    for number in (1, 2):
        make_focus_group(event, number=number)
    make_consent_document(event, Purpose.PROCESSING, is_required=True, title=Texts(ru="Обработка", en="Processing"))
    make_consent_document(event, Purpose.PUBLISH_NAME, title=Texts(ru="Имя", en="Name"))
    return event


@pytest.fixture
def call(event):
    now = clock.now()
    return make_call(
        event,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=5),
        review_closes_at=now + timedelta(days=10),
        sections=SECTIONS,
        accept_from=Decimal("3.70"),
        revise_from=Decimal("3.00"),
    )


@pytest.fixture
def criteria(event):
    made = [
        Criterion(
            event_id=event.id,
            code=code,
            position=place,
            title=Texts(ru=code),
            weight=Decimal(weight),
            lowest=1,
            highest=5,
        )
        for place, (code, weight) in enumerate([("transfer", "0.6"), ("evidence", "0.4")])
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


@pytest.fixture
def draft(event, call):
    return written(event, state=ModelState.DRAFT, submitted_at=None, decided_at=None, abstract=Texts())


@pytest.fixture
def model(event, call, criteria):
    return written(event, state=ModelState.SUBMITTED, decided_at=None, content={"problem": "Что мешает"})


@pytest.fixture
def organiser(event):
    return make_member(event).user


def written(event, **given):
    """Make a model with its corresponding author."""
    model = make_scaling_model(event, organisation_name="МБУ «Центр»", **given)
    make_author(model, make_person("Ёлкина", "Анна", email=f"{model.code}@example.org".lower()), is_corresponding=True)
    return model


def make_reviewer(event, family_name="Гончаренко", **given):
    """Make a member who reviews, described already."""
    user = make_member(event, TeamRole.REVIEWER).user
    person = given.pop("person", None) or make_person(family_name, user_id=user.id)
    organisation = given.pop("organisation", "Институт развития образования")
    reviewer = Reviewer(
        event_id=event.id, person=person, person_id=person.id, user=user, user_id=user.id, code=f"E{person.id}",
        organisation_name=organisation, organisation_key=fold(organisation), **given,
    )  # fmt: skip
    db.session.add(reviewer)
    db.session.flush()
    return reviewer


def make_review(model, reviewer, **given):
    """Ask a reviewer about a model."""
    review = Review(
        model=model, model_id=model.id, reviewer=reviewer, reviewer_id=reviewer.id, assigned_at=clock.now(), **given
    )
    db.session.add(review)
    db.session.flush()
    return review


def answered(model, reviewer, criteria, *marks):
    """Let a reviewer have answered with a mark for each criterion."""
    review = make_review(model, reviewer, submitted_at=clock.now(), comment="Замечание")
    for criterion, mark in zip(criteria, marks, strict=True):
        db.session.add(ReviewScore(review_id=review.id, criterion_id=criterion.id, score=mark))
    return review


def edit_address(event, model):
    return f"/e/{event.slug}/models/a/{link_token('author', model.uid, model.link_revision)}/edit?lang=en"


def fields_of(page):
    """Return what a browser would send from the form of the parts, as it stands."""
    form = re.search(r"<form[^>]*data-writing.*?</form>", page, re.DOTALL)[0]
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    fields |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ")
