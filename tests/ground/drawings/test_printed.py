"""Drawings for paper, and the colours they share with the screen."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from eventhub.ground.drawings.lettering import in_lines, plain, shorten
from eventhub.ground.drawings.palette import COLOURS
from eventhub.ground.drawings.printed import FILLED, printed
from tests.ground.drawings.samples import classes, draw_all, read

CSS = Path(__file__).parents[3] / "static" / "css"
LAYOUT_ONLY = {
    "chart",
    "hall",
    "days",
    "region",
    "factor-map",
    "timeline",
    "seats-line",
    "bar-line",
    "quality__track",
    "spread",
}
BLACK_ON_PAPER = {"halo-land"}


def test_paper_has_the_colours_of_the_light_scheme():
    light = (CSS / "tokens.css").read_text().split('[data-bs-theme="dark"]')[0]

    tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", light))

    assert {name: tokens[name] for name in COLOURS} == COLOURS


@pytest.mark.parametrize("kind", sorted(draw_all()))
def test_every_class_of_a_drawing_is_known_to_screen_and_paper(kind):
    style = "".join(path.read_text() for path in CSS.rglob("*.css"))
    used = classes(draw_all()[kind])

    assert {name for name in used if f".{name}" not in style} <= {"days", "timeline"}
    assert {name for name in used if f".{name}" not in FILLED} <= LAYOUT_ONLY | BLACK_ON_PAPER


@pytest.mark.parametrize("kind", sorted(draw_all()))
def test_a_printed_drawing_has_its_size_and_its_colours_inside(kind):
    picture = read(printed(draw_all()[kind], "98mm", "40mm"))

    assert (picture.get("width"), picture.get("height")) == ("98mm", "40mm")
    assert picture[0].tag == "style"


def test_nothing_is_printed_of_nothing():
    assert printed(Markup(""), "98mm") == ""


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("школа, класс", 8, "школа…"), ("a\nb\t c", 9, "a b c"), ("", 3, "")],
)
def test_words_are_shortened_with_an_ellipsis(text, most, short):
    assert shorten(text, most) == short


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("Старт", ["Старт"]),
        ("Черноморская сеть школ", ["Черноморская", "сеть школ"]),
        ("Многофункциональноепредприятие", ["Многофункциона…"]),
        ("один два три четыре пять шесть семь", ["один два три", "четыре пять ше…"]),
    ],
)
def test_names_break_into_lines_at_spaces(text, lines):
    assert in_lines(text, 15, 2) == lines


def test_direction_signs_become_spaces():
    assert plain("a\u202eb\x00c") == "a b c"
