"""What every template may use: gettext, formats, typography, Markdown, signs and hashed addresses of static files."""

from collections.abc import Callable

from flask import Flask, has_request_context, request
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from eventhub.ground import formats
from eventhub.ground.i18n import language
from eventhub.ground.i18n.choice import other_languages
from eventhub.ground.i18n.speech import grouped, plural_form, translated
from eventhub.ground.icons import icon
from eventhub.ground.markdown import markdown
from eventhub.ground.typography import glue, typography


@pass_eval_context
def _gettext(context: EvalContext, message: str, /, **values: object) -> str:
    return _filled(context, translated(message), values)


@pass_eval_context
def _pgettext(context: EvalContext, meaning: str, message: str, /, **values: object) -> str:
    return _filled(context, translated(message, meaning), values)


@pass_eval_context
def _ngettext(context: EvalContext, one: str, many: str, count: int, /, **values: object) -> str:
    return _filled(context, plural_form(one, many, count), {"count": grouped(count), **values})


@pass_eval_context
def _npgettext(context: EvalContext, meaning: str, one: str, many: str, count: int, /, **values: object) -> str:
    return _filled(context, plural_form(one, many, count, meaning), {"count": grouped(count), **values})


def _filled(context: EvalContext, text: str, values: dict[str, object]) -> str:
    """Glue a sentence, then fill it: translations may hold markup, values are escaped. Plain text stays as it is."""
    sentence = Markup(glue(text)) if context.autoescape else text  # noqa: S704 – our own catalogues
    return sentence % values if values else sentence


FILTERS: dict[str, Callable[..., str]] = {
    "day": formats.day,
    "short_day": formats.short_day,
    "full_day": formats.full_day,
    "time": formats.time,
    "moment": formats.moment,
    "number": formats.number,
    "percent": formats.percent,
    "size": formats.size,
    "listing": formats.listing,
    "typography": typography,
    "markdown": markdown,
}
GLOBALS: dict[str, object] = {
    "_": _gettext,
    "gettext": _gettext,
    "ngettext": _ngettext,
    "pgettext": _pgettext,
    "npgettext": _npgettext,
    "icon": icon,
    "days": formats.days,
    "times": formats.times,
    "zone_name": formats.zone_name,
    "other_languages": other_languages,
}
SCHEMES = {"light", "dark"}


def init_app(app: Flask) -> None:
    """Teach the application's templates."""
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(FILTERS)
    environment.globals.update(GLOBALS)
    app.context_processor(_page)


def _page() -> dict[str, object]:
    scheme = request.cookies.get("scheme") if has_request_context() else None
    return {"language": language(), "scheme": scheme if scheme in SCHEMES else ""}
