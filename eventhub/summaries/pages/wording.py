"""Texts, numbers and votes as page and document write them."""

from datetime import date
from fractions import Fraction

from babel import dates
from markupsafe import Markup, escape

from eventhub.ground import formats
from eventhub.ground.drawings.lettering import plain
from eventhub.ground.i18n import Lazy, _, language, lazy, npgettext
from eventhub.ground.i18n.speech import locale
from eventhub.ground.statistics import Quartiles
from eventhub.ground.texts import Spoken, Texts
from eventhub.ground.typography import typography
from eventhub.outcomes.models import FollowUp, ThesisKind
from eventhub.outcomes.rules import CONSENSUS_WORDS, Votes, consensus

QUOTED = {"ru": ("«", "»", "„", "“"), "en": ("“", "”", "‘", "’")}
KIND_WORDS: dict[ThesisKind, Lazy] = {
    ThesisKind.THESIS: lazy("Theses"),
    ThesisKind.IDEA: lazy("Ideas"),
    ThesisKind.RISK: lazy("Risks"),
    ThesisKind.DISAGREEMENT: lazy("Left open"),
}
FOLLOW_UP_WORDS: dict[FollowUp, Lazy] = {
    FollowUp.OPEN: lazy("not begun"),
    FollowUp.IN_PROGRESS: lazy("being worked on"),
    FollowUp.DONE: lazy("carried out"),
    FollowUp.DROPPED: lazy("dropped"),
}


def shown(spoken: Spoken) -> Markup:
    """Show a text of a known language, glued and marked when it is not the language now spoken."""
    glued = typography(escape("\n".join(plain(line) for line in spoken.words.splitlines())))
    if spoken.lang == language() or not spoken.words:
        return Markup("{}").format(glued)
    return Markup('<span lang="{}">{}</span>').format(spoken.lang, glued)


def plain_words(spoken: Spoken) -> str:
    """Glue a text for a place that marks its language itself."""
    return typography(plain(spoken.words))


def said(texts: Texts, main: str) -> Markup:
    """Show an institute's text to the reader, in their language or in the one there is."""
    return shown(texts.spoken(language(), main))


def quoted(spoken: Spoken) -> Spoken:
    """Put what somebody said into the quotation marks of its language; marks inside become inner ones."""
    outer_left, outer_right, inner_left, inner_right = QUOTED.get(spoken.lang, QUOTED["en"])
    inside = spoken.words.strip().replace(outer_left, inner_left).replace(outer_right, inner_right)
    return Spoken(f"{outer_left}{inside}{outer_right}", spoken.lang)


def mark(value: Fraction | None, digits: int = 1) -> str:
    """Write a mark or a mean of marks; a dash where there is none."""
    return "–" if value is None else formats.number(float(value), digits)


def plain_mark(value: Fraction) -> str:
    """Write a median or a quartile as short as it is: 4, 4.5, 4.25."""
    return formats.number(float(value))


def stretch(quartiles: Quartiles) -> str:
    """Write the middle half of marks."""
    return f"{plain_mark(quartiles.lower)}–{plain_mark(quartiles.upper)}"


def votes_in_words(votes: Votes | None) -> str:
    """Write how a group voted, with the level of its agreement."""
    if votes is None:
        return _("no vote recorded")
    return _(
        "%(level)s: %(in_favour)s in favour, %(against)s against, %(abstained)s abstained",
        level=CONSENSUS_WORDS[consensus(votes)],
        in_favour=formats.number(votes.in_favour),
        against=formats.number(votes.against),
        abstained=formats.number(votes.abstained),
    )


def bare_votes(votes: Votes) -> str:
    """Write votes without a level, for a drawing that shows them."""
    return _(
        "%(in_favour)s in favour, %(against)s against, %(abstained)s abstained",
        in_favour=formats.number(votes.in_favour),
        against=formats.number(votes.against),
        abstained=formats.number(votes.abstained),
    )


def people(count: int) -> str:
    """Write how many people."""
    return npgettext("people in a room", "%(number)s person", "%(number)s people", count, number=formats.number(count))


def group_numbers(numbers: tuple[int, ...]) -> str:
    """Name groups by their numbers."""
    return formats.listing(numbers)


def short_day(day: date | None) -> str:
    """Write a day in figures, for a narrow column."""
    return dates.format_skeleton("yMMdd", day, locale=locale()) if day else "–"


def month(first: date, *, with_year: bool) -> str:
    """Write a month for a narrow scale."""
    return dates.format_date(first, "LLL y" if with_year else "LLL", locale()).replace(".", "")
