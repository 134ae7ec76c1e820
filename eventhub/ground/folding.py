"""Forms of a text for searching and sorting, the same on every database.

The databases' own case and order rules are never relied on: they know ASCII only, or differ.
"""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'`´ʹʼ‘’‛′"), "'")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def fold(text: str) -> str:
    """Reduce a text to the form by which it is found: «Ёлкина » and «елкина» give the same.

    NFKC, casefold, ё to е, spaces trimmed and folded, apostrophes and hyphens unified, invisible marks dropped.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    plain = plain.casefold().replace("ё", "е").translate(_APOSTROPHES).translate(_HYPHENS)
    return " ".join(plain.split())


def fold_email(address: str) -> str:
    """Reduce an address to the form by which two are the same mailbox."""
    return fold(address).replace(" ", "")


def sort_key(text: str) -> str:
    """Return a form whose plain code-point order is the alphabetical one: ё follows е, punctuation does not count."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е\uffff")
    return " ".join(re.sub(r"[^\w\uffff]+", " ", plain).split())
