"""Which language a reader gets: that of `?lang=` (kept in a cookie), the cookie, Accept-Language, or the default."""

from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, request

from eventhub.ground.i18n.catalogues import DEFAULT_LANGUAGE, languages, name_of
from eventhub.ground.i18n.speech import language
from eventhub.ground.page_frame import Way

YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    """Choose the language at the beginning of each request and say in the answer what it depended on."""
    app.before_request(choose)
    app.after_request(remember)


def choose() -> None:
    """Set the language of the request."""
    asked = request.args.get("lang", "")
    kept = request.cookies.get(_cookie_name(), "")
    known = languages()
    g.language = next(
        (lang for lang in (asked, kept) if lang in known),
        request.accept_languages.best_match(known, default=DEFAULT_LANGUAGE),
    )


def remember(response: Response) -> Response:
    """Keep a language that was asked for, on pages only: feeds and files take `?lang=` without any cookie."""
    if response.mimetype != "text/html":
        return response
    response.vary.update(["Accept-Language", "Cookie"])
    response.headers.setdefault("Content-Language", language())
    asked = request.args.get("lang")
    if asked == language() and request.cookies.get(_cookie_name()) != asked:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(_cookie_name(), asked, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


def other_languages() -> tuple[Way, ...]:
    """Return the ways to this page in the other languages."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return tuple(
        Way(name_of(lang), f"{request.path}?{urlencode([*kept, ('lang', lang)])}", lang=lang)
        for lang in languages()
        if lang != language()
    )


def _cookie_name() -> str:
    return str(current_app.config["LANGUAGE_COOKIE_NAME"])
