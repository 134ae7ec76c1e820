"""The page that shows every component."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
ROUND_A_PAGE = {"mastheads.html"}
INSIDE_OTHERS = {
    "chart_table",
    "classes",
    "dot",
    "emblem",
    "error_line",
    "error_summary",
    "face",
    "person_mark",
    "seat",
    "sign",
    "swatch",
}
ALONE_ON_A_PAGE = {"dialog"}


@pytest.mark.one_database
@pytest.mark.parametrize(("lang", "title"), [("ru", "Из чего сделаны страницы"), ("en", "What pages are made of")])
def test_the_style_page_speaks_each_language(client, lang, title):
    page = client.get(f"/style?lang={lang}")

    assert page.status_code == 200
    assert f'<html lang="{lang}"' in page.text
    assert f"<title>{title}</title>" in page.text


def test_the_style_page_shows_every_component():
    made = {
        name
        for path in (TEMPLATES / "components").glob("*.html")
        if path.name not in ROUND_A_PAGE
        for name in re.findall(r"{% macro (\w+)", path.read_text(encoding="utf-8"))
        if not name.startswith("_")
    }
    shown = set(
        re.findall(
            r"\b(\w+)\(", "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "style").glob("*.html"))
        )
    )

    assert made - shown == INSIDE_OTHERS | ALONE_ON_A_PAGE
