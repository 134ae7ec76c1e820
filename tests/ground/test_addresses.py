"""Addresses that lead back to this site, and nowhere else."""

import pytest

from eventhub.ground.addresses import absolute, absolute_for, own_path


@pytest.mark.parametrize("path", ["/", "/account", "/manage/x?page=2&q=%20", "/e/движение/"])
def test_a_path_of_ours_is_kept(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "account",
        "", None, "/a\r\nSet-Cookie: x", "/\t/evil.example", " /account",
    ],
)  # fmt: skip
def test_everything_else_is_dropped(path):
    assert own_path(path) is None


def test_whole_addresses_are_made_of_the_base_address_whatever_host_was_asked(app):
    with app.test_request_context("/", headers={"Host": "localhost:1"}):
        assert absolute("/login") == "http://127.0.0.1:8000/login"
        assert absolute_for("accounts.sign_in") == "http://127.0.0.1:8000/login"
