"""Texts for files that other programs read: what is written by people stays readable and commands nothing."""

import re
from typing import Final

# Python and several calendar readers end a line at each of these, not only at CR and LF.
LINE_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters; XML cannot even name most of them
    "\u202a-\u202e\u2066-\u2069"  # overrides of the reading direction, which would reach beyond the text
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"  # what is not a character
)


def plain(text: str) -> str:
    """Return the text with ordinary line ends and tabs, and without characters that nobody can see or write."""
    return UNWANTED.sub("", LINE_ENDS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """Return the plain text in one line, its spaces folded."""
    return " ".join(plain(text).split())
