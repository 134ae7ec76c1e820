"""Words inside drawings: what may stand there, how long they are, how they are shortened and broken into lines."""

import unicodedata

NARROW = set("ijlftrI1.,:;!|'()[]/ -–·")
WIDE = set("mwMWшщжюфыШЩЖЮФМЫДЪ@%—№…")
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Replace by spaces what XML forbids and what would turn the direction of the words that follow."""
    return "".join(sign if _may_stand(sign) else " " for sign in text)


def shorten(text: str, most: int) -> str:
    """Cut words to at most so many signs, with an ellipsis where something is left out."""
    clean = " ".join(plain(text).split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip(" ,.;:–—-") + "…"


def width_of(text: str, size: float) -> float:
    """Estimate how wide words are in Golos Text; a little too wide rather than too narrow."""
    return sum(_share(sign) for sign in text) * size


def in_lines(text: str, most: int, lines: int) -> list[str]:
    """Break words into lines of at most so many signs; the last line is shortened when there is more."""
    broken: list[str] = []
    rest = shorten(text, most * lines + lines).split(" ")
    while rest and len(broken) < lines - 1:
        line = rest.pop(0)
        while rest and len(line) + 1 + len(rest[0]) <= most:
            line += " " + rest.pop(0)
        broken.append(shorten(line, most))
    if rest:
        broken.append(shorten(" ".join(rest), most))
    return broken


def _may_stand(sign: str) -> bool:
    return sign not in TURNING and unicodedata.category(sign) not in {"Cc", "Cs"} and ord(sign) & 0xFFFE != 0xFFFE


def _share(sign: str) -> float:
    if sign in NARROW:
        return 0.34
    if sign in WIDE or unicodedata.east_asian_width(sign) in {"W", "F"}:
        return 0.9 if sign in WIDE else 1.05
    return 0.7 if sign.isupper() else 0.6
