"""Languages: whole sentences in British English in the code, their translations in one catalogue per feature.

`_` translates, `ngettext` chooses the plural, `pgettext` tells two meanings of a word apart; `lazy` waits until the
words are shown. `language()` is the language now spoken: the request's, or that of `with speaking("ru"):`.
"""

from eventhub.ground.i18n.speech import (
    Lazy,
    _,
    gettext,
    language,
    lazy,
    lazy_plural,
    ngettext,
    npgettext,
    pgettext,
    speaking,
)

__all__ = [
    "Lazy",
    "_",
    "gettext",
    "language",
    "lazy",
    "lazy_plural",
    "ngettext",
    "npgettext",
    "pgettext",
    "speaking",
]
