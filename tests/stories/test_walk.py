"""Everybody follows every link: each page answers, is valid HTML and speaks the language that was asked for."""

import html5lib
import pytest

from tests.walking import LANGUAGES, READERS, accounts, walk


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_every_page_that_a_reader_can_reach_is_whole(demo, demo_client, reader, lang):
    known = accounts(demo).get(reader, {})
    if "password" in known:
        demo_client.submit("/login", **known)
    demo_client.set_cookie("language", lang, domain="127.0.0.1")

    pages = dict(walk(demo, reader, opener(demo_client)))

    assert pages
    assert {address: faults for address, text in pages.items() if (faults := faults_of(text, lang))} == {}


def opener(client):
    """Return what opens a page; an address that leads on to the sign-in page is none of this reader's pages."""

    def text_of(address):
        answer = client.get(address)
        if answer.mimetype != "text/html" or answer.status_code in {302, 303, 404}:
            return None
        return answer.text if answer.status_code == 200 else f"{answer.status_code}"

    return text_of


def faults_of(text: str, lang: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(text)
    faults = [f"{position}: {code} {values}" for position, code, values in parser.errors]
    if page.get("lang") != lang:
        faults.append(f"speaks {page.get('lang')}")
    if len(page.findall(".//h1")) != 1:
        faults.append(f"{len(page.findall('.//h1'))} headings of the first level")
    if not page.findtext(".//title"):
        faults.append("no title")
    return faults
