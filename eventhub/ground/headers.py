"""Security headers on every answer: a Content-Security-Policy without exceptions and the rest of the usual set."""

from flask import Flask, Response, current_app

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
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Permissions-Policy", NOTHING_NEEDED)
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains")
    return response
