"""Speaking one language: what `_()` and its relatives answer, in requests, work and commands alike."""

from collections import UserString
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import g, has_app_context

from eventhub.ground.i18n.catalogues import DEFAULT_LANGUAGE, translations

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
    return _filled(str(translations(language()).gettext(message)), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Translate a sentence that means something else elsewhere."""
    return _filled(str(translations(language()).pgettext(context, message)), values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a sentence in the plural that a number asks for. `%(count)s` is that number unless given otherwise."""
    return _filled(str(translations(language()).ngettext(one, many, count)), {"count": count, **values})


def npgettext(context: str, one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a sentence in its plural, in one of its meanings."""
    return _filled(str(translations(language()).npgettext(context, one, many, count)), {"count": count, **values})


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
        return ngettext(self.message, self.many, _whole(values["count"]), **values)

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
