"""Accepted models are found by any word, in any form of ё, and nobody unnamed can be found by name."""

import pytest

from eventhub.ground.folding import fold
from eventhub.scaling_models.models import ModelState
from eventhub.scaling_models.queries import Wanted, accepted, count_accepted, find_accepted, public_parts
from tests.factories import (
    make_agenda_item,
    make_author,
    make_call,
    make_consent,
    make_consent_document,
    make_event,
    make_focus_group,
    make_municipality,
    make_person,
    make_scaling_model,
)


@pytest.fixture
def event(app):
    return make_event()


def titles(event, **wanted):
    return [model.title["ru"] for model in accepted(event.id, Wanted(**wanted))]


def test_words_are_found_in_any_case_and_form(event):
    make_scaling_model(event, title="Сетевой час", search=fold("Сетевой час: ёлка, 100 % дела"))
    make_scaling_model(event, title="Паспорт", search=fold("Паспорт практики"))

    assert titles(event, words="ЕЛКА час") == ["Сетевой час"]
    assert titles(event, words="100 %") == ["Сетевой час"]
    assert titles(event, words="_") == []  # no wild cards
    assert titles(event) == ["Сетевой час", "Паспорт"]


def test_an_author_is_found_by_name_only_with_consent(event):
    named, silent = make_person("Елкина"), make_person("Ёжикова")
    make_consent(named, make_consent_document(event))
    for person in (named, silent):
        make_author(make_scaling_model(event, title=f"Модель {person.family_name}"), person)

    assert titles(event, words="ёлкина") == ["Модель Елкина"]
    assert titles(event, words="ежикова") == []


def test_place_and_group_narrow_the_list(event):
    place, group = make_municipality("Ейский район"), make_focus_group(event, number=3)
    make_scaling_model(event, title="Здесь", municipality_id=place.id, focus_group_id=group.id)
    make_scaling_model(event, title="Не здесь")

    assert titles(event, municipality=place.uid) == ["Здесь"]
    assert titles(event, group=3) == ["Здесь"]
    assert count_accepted(event.id, Wanted(group=4)) == 0


@pytest.mark.parametrize("state", [state for state in ModelState if state is not ModelState.ACCEPTED])
def test_what_is_not_accepted_does_not_exist(event, state):
    model = make_scaling_model(event, state=state)

    assert find_accepted(event.id, str(model.uid)) is None
    assert find_accepted(event.id, model.code) is None
    assert titles(event) == []


def test_a_model_of_another_event_does_not_exist_here(event):
    model = make_scaling_model(make_event())

    assert find_accepted(event.id, str(model.uid)) is None


def test_parts_are_there_as_soon_as_there_is_something_to_show(event):
    nothing = public_parts(event.id)
    make_agenda_item(event)
    make_focus_group(event)
    make_call(event)

    assert nothing == frozenset()
    assert public_parts(event.id) == {"programme", "groups", "models"}
