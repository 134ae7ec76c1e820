"""Security headers stand on every answer and follow the base address."""

import pytest
from flask import request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("address", ["/login", "/healthz", "/no/such/page", "/account"])
def test_every_answer_carries_the_strict_policy(client, address):
    headers = client.get(address).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_files_carry_what_pages_carry(app, client):
    file = client.get(app.jinja_env.globals["asset"]("css/index.css")).headers
    page = client.get("/login").headers

    for name in (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
        "X-Frame-Options",
    ):
        assert file[name] == page[name]


def test_on_ones_own_machine_cookies_work_over_plain_http(client):
    answer = client.get("/login?lang=en")
    cookies = answer.headers.getlist("Set-Cookie")

    assert [cookie.split("=")[0] for cookie in cookies] == ["language", "eventhub"]
    assert not any("Secure" in cookie for cookie in cookies)
    assert "Strict-Transport-Security" not in answer.headers


def test_in_public_cookies_are_bound_to_the_host_and_to_https(make_app):
    app = make_app(base_url="https://events.example.org", trusted_hosts=("events.example.org",))

    answer = app.test_client().get("/login?lang=en", base_url="https://events.example.org")
    cookies = answer.headers.getlist("Set-Cookie")

    assert [cookie.split("=")[0] for cookie in cookies] == ["__Host-language", "__Host-eventhub"]
    assert all({"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; ")) for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(("proxies", "seen"), [(0, "203.0.113.9"), (1, "198.51.100.2"), (2, "198.51.100.1")])
def test_proxies_are_believed_as_far_as_they_are_ours(make_app, proxies, seen):
    app = make_app(proxies=proxies)
    addresses = []
    app.before_request(lambda: addresses.append(request.remote_addr))

    app.test_client().get(
        "/login",
        headers={"X-Forwarded-For": "198.51.100.1, 198.51.100.2"},
        environ_overrides={"REMOTE_ADDR": "203.0.113.9"},
    )

    assert addresses == [seen]
