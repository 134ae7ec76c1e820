"""Markdown lets nothing through but words, lists and links."""

import html5lib
import pytest

from eventhub.ground.markdown import markdown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](data:text/html,<script>alert(1)</script>)",
        "![picture](https://example.org/spy.png)",
        '[a](https://example.org "x\\" onmouseover=alert(1)")',
        '<https://example.org/" onload=alert(1)>',
    ],
)
def test_hostile_text_stays_text(hostile):
    elements = list(html5lib.parseFragment(markdown(hostile), namespaceHTMLElements=False).iter())

    assert {element.tag for element in elements} <= {"DOCUMENT_FRAGMENT", "p", "a"}
    assert {name for element in elements for name in element.attrib} <= {"href", "rel", "title"}
    assert all(element.get("href", "https:").startswith("https:") for element in elements)


def test_headings_stand_below_those_of_the_page():
    assert markdown("# One\n\n##### Five", top=3) == "<h3>One</h3>\n<h6>Five</h6>\n"


def test_links_go_to_the_web_and_to_mailboxes_without_telling_where_from():
    rendered = markdown("[a](https://example.org) [b](mailto:a@example.org)")

    assert rendered == (
        '<p><a href="https://example.org" rel="nofollow noopener noreferrer">a</a> '
        '<a href="mailto:a@example.org" rel="nofollow noopener noreferrer">b</a></p>\n'
    )


def test_deep_nesting_is_cut_off():
    assert markdown(">" * 5000 + "x").count("<blockquote>") <= 20


def test_nothing_is_rendered_as_nothing():
    assert markdown(None) == ""
