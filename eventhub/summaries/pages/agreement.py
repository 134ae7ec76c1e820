"""How far a group agrees, in words and figures."""

from eventhub.ground import formats
from eventhub.ground.i18n import lazy, ngettext
from eventhub.ground.statistics import Agreement, Undefined
from eventhub.outcomes import rules as outcomes
from eventhub.outcomes.rules import Findings

CERTAIN = 0.001
CERTAINLY = lazy("Chi-square = %(chi)s with %(df)s degrees of freedom, p < %(p)s.")
POSSIBLY = lazy("Chi-square = %(chi)s with %(df)s degrees of freedom, p = %(p)s.")


def in_words(group: Findings) -> str:
    """Say how far a group agrees on what matters, or why that is not computed."""
    found = group.agreement
    if found is None:
        return ""
    words = outcomes.agreement_words(found)
    if isinstance(found.measure, Undefined):
        return words
    return ngettext(
        "%(words)s: Kendall's W = %(w)s, %(number)s complete rating.",
        "%(words)s: Kendall's W = %(w)s, %(number)s complete ratings.",
        found.complete_raters,
        words=words,
        w=formats.number(float(found.measure.w), 2),
        number=formats.number(found.complete_raters),
    )


def coefficient(group: Findings) -> str:
    """Write Kendall's W alone; a dash where there is none."""
    measure = _measure(group)
    return formats.number(float(measure.w), 2) if measure else "–"


def chi_square(group: Findings) -> str:
    """Write chi-square alone; a dash where there is none."""
    measure = _measure(group)
    return formats.number(float(measure.chi_square), 1) if measure else "–"


def probability(group: Findings) -> str:
    """Write how likely chance alone is, as a number; a dash where it is not computed."""
    measure = _measure(group)
    if measure is None:
        return "–"
    return f"< {formats.number(CERTAIN, 3)}" if measure.p < CERTAIN else formats.number(measure.p, 3)


def chance(group: Findings) -> str:
    """Say in words how likely chance alone is; nothing where it is not computed."""
    return outcomes.chance_words(group.agreement) if group.agreement else ""


def figures(group: Findings) -> str:
    """Write the test of the agreement with what it means; nothing where there is none."""
    measure = _measure(group)
    if measure is None:
        return ""
    words = CERTAINLY if measure.p < CERTAIN else POSSIBLY
    p = formats.number(max(measure.p, CERTAIN), 3)
    return f"{words.spoken(chi=chi_square(group), df=formats.number(measure.df), p=p)} {chance(group)}"


def raters(group: Findings) -> str:
    """Say how many people rated."""
    found = group.agreement
    if found is None or not found.raters:
        return ""
    return ngettext(
        "%(number)s person rated.",
        "%(number)s people rated.",
        found.raters,
        number=formats.number(found.raters),
    )


def _measure(group: Findings) -> Agreement | None:
    measure = group.agreement.measure if group.agreement else None
    return measure if isinstance(measure, Agreement) else None
