"""Texts and names as a page shows them: glued, and marked when they are in another language than the page."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from eventhub.ground import formats
from eventhub.ground.drawings.lettering import plain
from eventhub.ground.i18n import _, language
from eventhub.ground.markdown import markdown
from eventhub.ground.texts import Texts
from eventhub.ground.typography import typography
from eventhub.people.models import Person

LAST_MINUTE = (23, 59)


def said(texts: Texts, main: str) -> Markup:
    """Show an institute's text to the reader, in their language or in the one there is."""
    spoken = texts.spoken(language(), main)
    return written(spoken.words, spoken.lang)


def written(text: str, lang: str) -> Markup:
    """Show a text of a known language; participants' words stay in theirs."""
    glued = typography(escape(_without_turns(text)))
    if lang == language() or not text:
        return Markup("{}").format(glued)
    return Markup('<span lang="{}">{}</span>').format(lang, glued)


def described(texts: Texts, main: str) -> Markup:
    """Show an institute's Markdown, marked when it is in another language than the page."""
    spoken = texts.spoken(language(), main)
    html = markdown(_without_turns(spoken.words))
    return html if spoken.lang == language() else Markup('<div lang="{}">{}</div>').format(spoken.lang, html)


def names(people: Iterable[Person], lang: str) -> Markup:
    """Write full names, family name first, as the event's own language writes them."""
    return Markup(", ").join(written(person.full_name, lang) for person in people if person.full_name)


def joined(parts: Iterable[str]) -> Markup:
    """Join what there is by commas."""
    return Markup(", ").join(part for part in parts if part)


def deadline(moment: datetime, zone: ZoneInfo) -> str:
    """Write until when: "20 August, end of day", "9 August, 18:00"."""
    seen = moment.astimezone(zone)
    day = formats.short_day(moment, zone)
    if (seen.hour, seen.minute) == LAST_MINUTE:
        return _("%(day)s, end of day", day=day)
    return f"{day}, {formats.time(moment, zone)}"


def _without_turns(text: str) -> str:
    return "\n".join(plain(line) for line in text.splitlines())
