"""Speaking one language: what `_()` and its relatives answer, in requests, work and commands alike."""

from collections import UserString
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from babel import Locale, numbers
from flask import g, has_app_context

from eventhub.ground.i18n.catalogues import DEFAULT_LANGUAGE, translations

LOCALES = {"en": "en_GB"}
"""Where the plain language code means another country's customs."""

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def language() -> str:
    """Return the language now spoken: of `speaking()`, else of the request, else the default."""
    return _spoken.get() or (g.get("language") if has_app_context() else None) or DEFAULT_LANGUAGE


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language for a while, whatever the request's is: for letters, documents, feeds and commands."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext(message: str, /, **values: object) -> str:
    """Translate a sentence; values fill its named placeholders."""
    return _filled(translated(message), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Translate a sentence that means something else elsewhere."""
    return _filled(translated(message, context), values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a sentence in the plural that a number asks for. `%(count)s` is that number unless given otherwise."""
    return _filled(plural_form(one, many, count), {"count": grouped(count), **values})


def npgettext(context: str, one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a sentence in its plural, in one of its meanings."""
    return _filled(plural_form(one, many, count, context), {"count": grouped(count), **values})


def grouped(count: int) -> str:
    """Write a whole number as the language groups its digits: «1 004», "1,004"."""
    return numbers.format_decimal(count, locale=locale())


def locale() -> Locale:
    """Return the customs of the language now spoken."""
    return Locale.parse(LOCALES.get(language(), language()))


def translated(message: str, context: str | None = None) -> str:
    """Return the translation with its placeholders still empty."""
    known = translations(language())
    return str(known.gettext(message) if context is None else known.pgettext(context, message))


def plural_form(one: str, many: str, count: int, context: str | None = None) -> str:
    """Return the plural that a number asks for with its placeholders still empty."""
    known = translations(language())
    if context is None:
        return str(known.ngettext(one, many, count))
    return str(known.npgettext(context, one, many, count))


def _filled(text: str, values: dict[str, object]) -> str:
    return text % values if values else text


_ = gettext


class Lazy(UserString):
    """A sentence that is translated each time it is shown; for words at the top of a module."""

    def __init__(self, message: str, many: str | None = None, /, **values: object) -> None:
        self.message = message
        self.many = many
        self.values = values

    @property
    def data(self) -> str:  # type: ignore[override]  # UserString keeps the text, here it is found anew each time
        """Return the words in the language now spoken."""
        return self.spoken()

    def spoken(self, **more: object) -> str:
        """Return the words with more values filled in; a plural is chosen by `count`."""
        values = {**self.values, **more}
        if self.many is None:
            return gettext(self.message, **values)
        count = _whole(values.pop("count"))
        return ngettext(self.message, self.many, count, **values)

    def __mod__(self, values: object) -> str:  # type: ignore[override]  # WTForms fills its messages so
        return str(self) % values


def lazy(message: str, /, **values: object) -> Lazy:
    """Mark a sentence for translation at the moment it is shown."""
    return Lazy(message, **values)


def lazy_plural(one: str, many: str, /, **values: object) -> Lazy:
    """Mark a sentence with a plural; `count` comes with the values."""
    return Lazy(one, many, **values)


def _whole(count: object) -> int:
    if not isinstance(count, int):
        raise TypeError("a plural is chosen by a whole number called count")
    return count
