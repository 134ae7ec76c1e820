"""Texts, states and limits as pages of registration show them."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from eventhub.ground.i18n import _, language, ngettext
from eventhub.ground.texts import Texts
from eventhub.ground.typography import typography
from eventhub.registration.models import RegistrationState
from eventhub.registration.queries import Limit
from eventhub.registration.rules import STATE_WORDS

MARKS: Mapping[RegistrationState, tuple[str, str]] = {
    RegistrationState.CONFIRMED: ("good", "check"),
    RegistrationState.WAITING: ("warn", "clock"),
    RegistrationState.CANCELLED: ("bad", "close"),
    RegistrationState.DUPLICATE: ("info", "info"),
    RegistrationState.NO_SHOW: ("neutral", "info"),
}


def said(texts: Texts, main: str) -> Markup:
    """Show an institute's text to the reader, marked when it is in another language than the page."""
    spoken = texts.spoken(language(), main)
    glued = typography(escape(spoken.words))
    if spoken.lang == language() or not spoken.words:
        return Markup("{}").format(glued)
    return Markup('<span lang="{}">{}</span>').format(spoken.lang, glued)


def paragraphs(texts: Texts, main: str) -> Markup:
    """Show a longer text of an institute with its line breaks."""
    spoken = texts.spoken(language(), main)
    lines = Markup("<br>").join(typography(escape(line)) for line in spoken.words.splitlines() if line.strip())
    return lines if spoken.lang == language() else Markup('<span lang="{}">{}</span>').format(spoken.lang, lines)


def state_mark(state: RegistrationState) -> tuple[str, str, str]:
    """Return the mark of a state: kind, sign, words."""
    return (*MARKS[state], str(STATE_WORDS[state]))


def free_words(places: Limit | None) -> str:
    """Say how many places are left; nothing where there is no limit."""
    if places is None or places.capacity is None:
        return ""
    free = places.free or 0
    if not free:
        return _("All places are taken: whoever registers now waits, and moves up when somebody cancels.")
    return ngettext(
        "%(count)s place of %(capacity)s is free now.",
        "%(count)s places of %(capacity)s are free now.",
        free,
        capacity=places.capacity,
    )
