"""Every page in a real browser: nothing for axe to find in any width and scheme, and a console without a word."""

import pytest

from tests.walking import LANGUAGES, READERS, accounts, walk

pytestmark = pytest.mark.browser

LOOKS = [(320, "light"), (768, "light"), (1280, "light"), (1280, "dark")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_no_page_has_a_barrier(served, context, page, axe, reader, lang):
    known = accounts(served).get(reader, {})
    if "password" in known:
        sign_in(page, known)
    context.add_cookies([{"name": "language", "value": lang, "url": address_of(served)}])

    found = {address: barriers(page, axe) for address, _text in walk(served, reader, opener(page))}

    assert found
    assert {address: faults for address, faults in found.items() if faults} == {}


def address_of(app):
    return app.extensions["settings"].base_url


def sign_in(page, account):
    page.goto("/login")
    page.fill("input[name=email]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.click("form button[type=submit]")
    page.wait_for_url("**/manage/**")


def opener(page):
    """Return what opens a page in the browser; files are not opened, and being led elsewhere is not a page of this reader."""

    def text_of(address):
        answer = page.request.head(address, max_redirects=0)
        if answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
            return None
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        return page.content()

    return text_of


def barriers(page, axe):
    """Look over the page in each width and scheme, without loading it again."""
    found = set()
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found.update(f"{width} {scheme}: {fault}" for fault in axe())
    page.emulate_media(color_scheme="light")
    return sorted(found)
