"""What is true of every drawing."""

import pytest

from eventhub.ground.drawings.days import days
from eventhub.ground.drawings.hall import hall, vote_hall
from eventhub.ground.drawings.mirror import mirror
from eventhub.ground.drawings.region import Place, region
from eventhub.ground.drawings.seats import seats_line
from eventhub.ground.drawings.timeline import timeline
from tests.ground.drawings.samples import HOSTILE, draw_all, read

HIDDEN = {"bar", "spread", "track"}
KINDS = sorted(draw_all())
SAYS = {"key": "k", "title": "t", "desc": "d"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_named_or_hidden_but_never_mute(kind):
    picture = read(draw_all()[kind])

    if kind in HIDDEN:
        assert picture.get("aria-hidden") == "true"
    else:
        named = [child.get("id") for child in picture[:2]]
        assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", " ".join(named))
        assert [child.tag for child in picture[:2]] == ["title", "desc"]
        assert [child.text for child in picture[:2]] == ["Группа", "Группа"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_carries_classes_and_no_colour(kind):
    for shape in read(draw_all()[kind]).iter():
        assert set(shape.attrib) & {"style", "fill", "stroke", "onload"} == set()
        assert shape.tag not in {"style", "script", "image"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_input_gives_the_same_bytes(kind):
    assert draw_all()[kind] == draw_all()[kind]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_stay_words(kind, words):
    hostile, harmless = read(draw_all(words, words)[kind]), read(draw_all("a", "a")[kind])

    known = {shape.tag for shape in harmless.iter()} | {"text"}
    assert {shape.tag for shape in hostile.iter()} <= known
    assert not any("\u202e" in (shape.text or "") for shape in hostile.iter())


NOTHING = {
    "hall": hall(0, 0, **SAYS),
    "votes": vote_hall(0, 0, 0, **SAYS),
    "seats": seats_line(0, **SAYS),
    "mirror": mirror([0, 0], [0, 0], **SAYS),
    "days": days([], **SAYS),
    "no places": region([], **SAYS),
    "places without coordinates": region([Place("nowhere", None, None, 4)], **SAYS),
    "timeline": timeline([], [], **SAYS),
}


@pytest.mark.parametrize("kind", sorted(NOTHING))
def test_of_nothing_there_is_no_drawing(kind):
    assert NOTHING[kind] == ""


def test_a_key_that_is_no_word_is_a_mistake():
    with pytest.raises(ValueError, match="key"):
        hall(3, 2, key='x" onload="', title="t", desc="d")
