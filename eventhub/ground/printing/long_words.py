"""Places to break in words that no language has: one of two thousand letters keeps the typesetter busy for minutes."""

import re
from typing import Final

LONGEST: Final = 40
BREAK: Final = "\u200b"  # shows nothing, and a line may end there
PIECE: Final = re.compile(rf"(?:&[#\w]+;|[^\s<&{BREAK}]){{{LONGEST}}}(?=[^\s<{BREAK}])")
OUTSIDE: Final = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)


def breakable(html: str) -> str:
    """Let lines end inside overlong words. Only text between tags is touched, and no character reference is parted."""
    parts, end = [], 0
    for tag in OUTSIDE.finditer(html):
        parts += [_broken(html[end : tag.start()]), tag.group()]
        end = tag.end()
    return "".join([*parts, _broken(html[end:])])


def _broken(text: str) -> str:
    return PIECE.sub(rf"\g<0>{BREAK}", text) if len(text) > LONGEST else text
