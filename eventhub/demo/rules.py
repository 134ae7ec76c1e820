"""What follows for a folder of event data without asking anybody: the language of a text, from its script."""

import unicodedata
from collections.abc import Iterable

LANGUAGES_BY_SCRIPT = {"CYRILLIC": "ru", "LATIN": "en"}


def language_of(texts: Iterable[str], main: str) -> str:
    """Guess the language of texts without a twin: that of the script of most of their letters, else the main one."""
    counts = dict.fromkeys(LANGUAGES_BY_SCRIPT.values(), 0)
    for sign in "".join(texts):
        script = unicodedata.name(sign, "").partition(" ")[0] if sign.isalpha() else ""
        if script in LANGUAGES_BY_SCRIPT:
            counts[LANGUAGES_BY_SCRIPT[script]] += 1
    first, second = counts.values()
    return main if first == second else max(counts, key=lambda lang: counts[lang])
