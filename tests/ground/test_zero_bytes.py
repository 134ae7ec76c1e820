"""The zero character is refused before a database sees it."""

import pytest

from tests.factories import make_event


@pytest.mark.parametrize("address", ["/e/%00/", "/e/{slug}/?lang=%00", "/e/{slug}/models?q=%00"])
def test_a_zero_in_an_address_is_a_bad_request(client, address):
    event = make_event()

    assert client.get(address.format(slug=event.slug)).status_code == 400


def test_a_zero_in_a_form_is_a_bad_request(client):
    assert client.submit("/login", email="a\x00b@example.org", password="\x00").status_code == 400
