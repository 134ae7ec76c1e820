"""Spaces that hold words together."""

import pytest
from markupsafe import Markup

from eventhub.ground.typography import typography


@pytest.mark.parametrize(
    ("given", "glued"),
    [
        ("Регистрация в холле", "Регистрация в~холле"),
        ("и в холле, и на сцене", "и~в~холле, и~на~сцене"),
        ("группа № 7", "группа №~7"),
        ("132 участника", "132~участника"),
        ("%(count)s участника", "%(count)s~участника"),
        ("Группа 7", "Группа~7"),
        ("План — это срок", "План~— это срок"),
        ("to a hall", "to~a~hall"),
        ("по-русски", "по-русски"),
        ("", ""),
        (None, ""),
    ],
)
def test_short_words_numbers_and_dashes_are_glued(given, glued):
    assert typography(given) == glued.replace("~", "\u00a0")


def test_in_markup_only_the_text_is_touched():
    given = Markup('<a class="a b" href="/x">в зале</a> и на сцене')

    assert typography(given) == '<a class="a b" href="/x">в\u00a0зале</a> и\u00a0на\u00a0сцене'
    assert isinstance(typography(given), Markup)


def test_a_plain_text_stays_plain():
    assert not isinstance(typography("<b>в зале</b>"), Markup)
