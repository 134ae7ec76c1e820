"""The catalogue: what can be chosen, what was chosen, cards, and the pages of any list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.i18n import _, language
from eventhub.overview.forms import CatalogueForm
from eventhub.overview.pages.wording import joined, names, said
from eventhub.people.models import Municipality, Person
from eventhub.scaling_models.models import ScalingModel

NEIGHBOURS = 2
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Card:
    """A model in a list."""

    over: Markup
    title: Markup
    address: str
    text: Markup
    authors: Markup


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a list: (number or nothing for a gap, address, is the one shown)."""

    numbers: Sequence[tuple[int | None, str, bool]]
    previous: str
    next: str


def offer(
    form: CatalogueForm, event: Event, municipalities: Sequence[Municipality], groups: Sequence[FocusGroup]
) -> None:
    """Fill the lists of the form; what is not in them counts as no choice."""
    lang, main = language(), event.main_language
    form.municipality.choices = [
        ("", _("all")),
        *((str(place.uid), place.name.words(lang, main)) for place in municipalities),
    ]
    form.group.choices = [
        ("", _("all")),
        *((str(group.number), f"{group.number}. {group.short_title.words(lang, main)}") for group in groups),
    ]
    for field in (form.municipality, form.group):
        if field.data not in dict(field.choices):
            field.data = ""


def chosen(form: CatalogueForm, slug: str) -> list[tuple[str, str]]:
    """List the conditions that are set: their words, and the address of the list without each."""
    conditions = {
        "q": form.q.data or "",
        "municipality": _choice(form, "municipality"),
        "group": _choice(form, "group"),
    }
    return [(words, address(form, slug, without=name)) for name, words in conditions.items() if words]


def is_chosen(form: CatalogueForm) -> bool:
    """Tell whether any condition is set."""
    return any(field.data for field in form)


def address(form: CatalogueForm, slug: str, *, page: int = 1, without: str = "") -> str:
    """Return the address of the list as it is, on a page, or without one of its conditions."""
    kept = {field.name: field.data for field in form if field.data and field.name != without}
    return url_for("overview.catalogue", slug=slug, page=page if page > 1 else None, **kept)


def cards(event: Event, models: Sequence[ScalingModel], authors: Mapping[int, Sequence[Person]]) -> list[Card]:
    """Write the cards of models; authors are those who may be named, by model."""
    return [_card(event, model, authors.get(model.id, ())) for model in models]


def pages(total: int, shown: int, size: int, address_of: Callable[[int], str]) -> Pages:
    """Number the pages of a list; in a long one only the ends and the neighbours of the one shown."""
    last = max((total + size - 1) // size, 1)
    near = [page for page in range(1, last + 1) if page in {1, last} or abs(page - shown) <= NEIGHBOURS]
    numbers: list[tuple[int | None, str, bool]] = []
    for before, page in zip([0, *near], near, strict=False):
        if page > before + 1:
            numbers.append((None, "", False))
        numbers.append((page, address_of(page), page == shown))
    return Pages(numbers, address_of(shown - 1) if shown > 1 else "", address_of(shown + 1) if shown < last else "")


def page_number(given: str | None) -> int:
    """Read the number of a page; anything that is none is the first."""
    digits = given or ""
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < len(str(LAST_PAGE)) else 1
    return max(number, 1)


def _card(event: Event, model: ScalingModel, authors: Sequence[Person]) -> Card:
    main, group = event.main_language, model.focus_group
    municipality = said(model.municipality.name, main) if model.municipality else Markup()
    return Card(
        over=joined([municipality, Markup("{}").format(_("group %(number)s", number=group.number)) if group else ""]),
        title=said(model.title, main),
        address=url_for("overview.model", slug=event.slug, key=model.uid),
        text=said(model.abstract, main),
        authors=names(authors, model.lang),
    )


def _choice(form: CatalogueForm, name: str) -> str:
    field = form[name]
    return next((str(words) for value, words in field.choices if value and value == field.data), "")
