"""Security headers on every answer: a Content-Security-Policy without exceptions and the rest of the usual set."""

from collections.abc import Iterator

from flask import Flask, Response

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{kind} {source}" for kind, source in SOURCES.items())
NOTHING_NEEDED = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
ONE_YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    """Put the headers on every answer; what a view has set itself stays."""
    hardening = dict(standing(is_https=bool(app.config["SESSION_COOKIE_SECURE"])))

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in hardening.items():
            response.headers.setdefault(name, value)
        return response


def standing(*, is_https: bool) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each header that stands on pages, feeds and files alike."""
    yield "Content-Security-Policy", CONTENT_SECURITY_POLICY
    yield "X-Content-Type-Options", "nosniff"
    yield "Referrer-Policy", "strict-origin-when-cross-origin"
    yield "Permissions-Policy", NOTHING_NEEDED
    yield "Cross-Origin-Opener-Policy", "same-origin"
    yield "X-Frame-Options", "DENY"
    if is_https:
        yield "Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains"
