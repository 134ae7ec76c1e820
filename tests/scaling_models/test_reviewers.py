"""Who reviews: members described by an organiser, and why somebody may not review a model."""

import uuid

import pytest

from eventhub.events.models import TeamRole
from eventhub.ground.db import db
from eventhub.people.models import Person
from eventhub.scaling_models.models import Reviewer
from eventhub.scaling_models.rules.judging import Conflict, Expert, Origin, conflict, person_keys
from tests.factories import make_member
from tests.scaling_models.conftest import make_reviewer, words_of

HERE, THERE = 1, 2
ORIGIN = Origin(person_keys(7, "елкина анна", "anna@example.org"), frozenset({"школа"}), frozenset({HERE}))


def an_expert(
    person=9, name="гончаренко", mailbox="g@example.org", organisation="", municipality=None, municipal=False
):
    return Expert(person_keys(person, name, mailbox), organisation, municipality, municipal)


@pytest.mark.parametrize(
    ("expert", "why"),
    [
        (an_expert(), None),
        (an_expert(person=7), Conflict.AUTHOR),
        (an_expert(name="елкина анна"), Conflict.AUTHOR),  # the same person under another mailbox
        (an_expert(mailbox="anna@example.org"), Conflict.AUTHOR),
        (an_expert(organisation="школа"), Conflict.ORGANISATION),
        (an_expert(municipality=HERE), None),  # institutes and universities are not bound by place
        (an_expert(municipality=HERE, municipal=True), Conflict.MUNICIPALITY),
        (an_expert(municipality=THERE, municipal=True), None),
        (an_expert(municipality=None, municipal=True), None),
    ],
)
def test_nobody_reviews_under_a_conflict_of_interest(expert, why):
    assert conflict(expert, ORIGIN) is why


def reviewer_address(event, membership):
    return f"/manage/{event.slug}/reviewers/{membership.uid}?lang=en"


def test_a_member_becomes_a_reviewer_when_described(client, event, organiser):
    membership = make_member(event, TeamRole.REVIEWER)
    client.sign_in(organiser)

    empty = client.submit(reviewer_address(event, membership), is_municipal="y")
    client.submit(
        reviewer_address(event, membership), organisation="Школа № 201", municipality="Абинский район", is_municipal="y"
    )

    reviewer = db.session.query(Reviewer).one()
    assert "Type where the reviewer works" in words_of(empty)
    assert "say which it is" in words_of(empty)
    assert (reviewer.organisation_key, reviewer.is_municipal, reviewer.code) == ("школа no 201", True, "E01")
    assert reviewer.municipality_id is not None
    assert db.session.get(Person, reviewer.person_id).user_id == membership.user_id
    assert "Школа № 201" in words_of(client.get(f"/manage/{event.slug}/reviewers?lang=en"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_reviewers_costs_the_same_whatever_its_length(client, event, organiser, count_statements, count):
    for _number in range(count):
        make_reviewer(event)
    client.sign_in(organiser)

    page = f"/manage/{event.slug}/reviewers"
    with count_statements() as statements:
        assert client.get(page).status_code == 200

    assert len(statements) == 4


def test_an_unknown_reviewer_cannot_be_described(client, event, organiser):
    client.sign_in(organiser)

    assert client.get(f"/manage/{event.slug}/reviewers/{uuid.uuid4()}").status_code == 404
    assert client.get(reviewer_address(event, make_member(event, TeamRole.VIEWER))).status_code == 404
