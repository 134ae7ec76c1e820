"""What a resolution drafts of itself from the figures, in the language now spoken, as documents of the field say it."""

from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, lazy_plural
from eventhub.resolutions.queries import Figures

PEOPLE = lazy_plural(
    "%(number)s participant took part in the work of the platform.",
    "%(number)s participants took part in the work of the platform.",
)
PLACES = lazy_plural("They represented %(number)s municipality.", "They represented %(number)s municipalities.")
GROUPS = lazy_plural("%(number)s focus group worked.", "%(number)s focus groups worked.")
MODELS = lazy_plural(
    "The groups considered %(number)s model for scaling innovative practice.",
    "The groups considered %(number)s models for scaling innovative practice.",
)
RECOMMENDED = lazy_plural(
    "The groups prepared %(number)s recommendation; %(adopted)s found the support of more than half of those present.",
    "The groups prepared %(number)s recommendations; %(adopted)s found the support of more than half of those present.",
)


def preamble(figures: Figures) -> str:
    """Draft the preamble: who and from where, how many groups, what they considered."""
    counted: tuple[tuple[Lazy, int], ...] = (
        (PEOPLE, figures.people),
        (PLACES, figures.municipalities),
        (GROUPS, figures.groups),
        (MODELS, figures.models),
    )
    return " ".join(words.spoken(count=count, number=formats.number(count)) for words, count in counted if count)


def noted(figures: Figures) -> list[str]:
    """Draft what was noted: what the groups prepared."""
    if not figures.recommendations:
        return []
    number, adopted = formats.number(figures.recommendations), formats.number(figures.adopted)
    return [RECOMMENDED.spoken(count=figures.recommendations, number=number, adopted=adopted)]
