"""A name appears only while the consent to publish it is in force."""

import pytest

from eventhub.consents.models import Purpose
from eventhub.consents.queries import consents_of, may_be_named, named_speakers
from eventhub.consents.rules import agrees_to
from tests.factories import (
    NOW,
    make_agenda_item,
    make_consent,
    make_consent_document,
    make_event,
    make_person,
    make_speaker,
)


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def document(event):
    return make_consent_document(event, Purpose.PUBLISH_NAME)


def test_silence_is_no(event, document):
    person = make_person()

    assert may_be_named(event.id) == set()
    assert agrees_to(Purpose.PUBLISH_NAME, consents_of(event.id, person.id)) is False


def test_a_consent_in_force_is_yes_for_this_event_only(event, document):
    person, other_event = make_person(), make_event()
    make_consent(person, document)

    assert may_be_named(event.id) == {person.id}
    assert may_be_named(other_event.id) == set()


def test_another_purpose_is_no(event):
    person = make_person()
    make_consent(person, make_consent_document(event, Purpose.PUBLISH_PHOTO))

    assert may_be_named(event.id) == set()


def test_a_withdrawal_takes_the_name_away_and_a_new_consent_brings_it_back(event, document):
    person = make_person()
    make_consent(person, document, withdrawn_at=NOW)
    withdrawn = may_be_named(event.id)

    make_consent(person, document, given_at=NOW.replace(hour=15))

    assert withdrawn == set()
    assert may_be_named(event.id) == {person.id}


def test_only_those_asked_about_are_answered(event, document):
    asked, not_asked = make_person(), make_person()
    for person in (asked, not_asked):
        make_consent(person, document)

    assert may_be_named(event.id, [asked.id]) == {asked.id}
    assert may_be_named(event.id, []) == set()


def test_speakers_without_consent_are_left_out_of_the_programme(event, document):
    item = make_agenda_item(event)
    silent, named = make_person("Молчанова"), make_person("Ясная")
    for position, person in enumerate((silent, named)):
        make_speaker(item, person, position=position)
    make_consent(named, document)

    assert named_speakers(event.id) == {item.id: [named]}
