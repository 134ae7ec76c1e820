"""Non-breaking spaces where no line may end: after short words and «№», before dashes, inside "132 participants"."""

import re
from functools import lru_cache

from markupsafe import Markup

NBSP = "\u00a0"
SHORT_WORD = re.compile(r"(?<![\w\u00a0-])([А-Яа-яЁёA-Za-z]{1,2}|для|при|без|над|под|или)[ \n]+(?=[\w«“№\d%(])")
DASH = re.compile(r" ([–—]) ")
NUMERO = re.compile(r"№ ")
COUNTED = re.compile(r"(\d|%\((?:count|number|\w+_count)\)s) (?=[а-яёa-z])")
NUMBERED = re.compile(r"(групп\w*|аудитори\w+|Аудитория|Шаг|Предложение|Лист|Группа|Group|Room) (?=\d|%\(number\)s)")
TEXT_NODE = re.compile(r"(?:^|(?<=>))[^<>]+")


def typography(text: str | None) -> str:
    """Glue a text; in markup only what stands between the tags. Nothing becomes an empty text."""
    if isinstance(text, Markup):
        return Markup(TEXT_NODE.sub(lambda node: glue(node.group(0)), str(text)))  # noqa: S704 – was markup, only spaces change
    return glue(str(text)) if text else ""


@lru_cache(maxsize=4096)
def glue(text: str) -> str:
    """Glue a plain text, or a sentence whose placeholders are still empty."""
    glued = SHORT_WORD.sub(rf"\1{NBSP}", text)
    glued = DASH.sub(rf"{NBSP}\1 ", glued)
    glued = NUMERO.sub(f"№{NBSP}", glued)
    glued = NUMBERED.sub(rf"\1{NBSP}", glued)
    return COUNTED.sub(rf"\1{NBSP}", glued)
