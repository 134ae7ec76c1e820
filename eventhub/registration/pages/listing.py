"""The organiser's list: its head, rows, conditions and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import _, ngettext
from eventhub.registration.forms import ListForm
from eventhub.registration.models import Registration
from eventhub.registration.pages.wording import said, state_mark
from eventhub.registration.queries import Figures, Offer

PER_PAGE = 50
LAST_PAGE = 1_000_000
NEIGHBOURS = 1
CONDITIONS = ("q", "role", "municipality", "group", "state")


@dataclass(frozen=True, slots=True)
class Row:
    """One registration in the list."""

    name: str
    address: str
    position: str
    place: Markup
    organisation: str
    wishes: list[int]
    state: tuple[str, str, str]
    moment: str
    moment_iso: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column that sorts: its words, where pressing it leads, and its present order."""

    words: str
    address: str
    order: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the list: (number or nothing for a gap, address, is current), and the neighbours."""

    words: str
    numbers: list[tuple[int | None, str, bool]]
    previous: str
    next: str


def rows(offer: Offer, registrations: Sequence[Registration], wishes: Mapping[int, Sequence[int]]) -> list[Row]:
    """Write the rows of one page."""
    numbers = {group.id: group.number for group in offer.groups}
    return [
        _row(offer.event, one, [numbers[group] for group in wishes.get(one.id, ()) if group in numbers])
        for one in registrations
    ]


def summary(offer: Offer, figures: Figures) -> str:
    """Say in a line how registration stands."""
    places = offer.places
    held = places.taken if places else 0
    here = ngettext("%(count)s with a place", "%(count)s with a place", held)
    waiting = ngettext("%(count)s waiting", "%(count)s waiting", figures.waiting)
    cancelled = ngettext("%(count)s cancelled", "%(count)s cancelled", figures.cancelled)
    if places is None or places.capacity is None:
        return _("%(here)s, %(waiting)s, %(cancelled)s.", here=here, waiting=waiting, cancelled=cancelled)
    free = ngettext(
        "%(count)s place of %(capacity)s free", "%(count)s places of %(capacity)s free", places.free or 0,
        capacity=places.capacity,
    )  # fmt: skip
    return _(
        "%(here)s, %(waiting)s, %(cancelled)s. %(free)s.", here=here, waiting=waiting, cancelled=cancelled, free=free
    )


def address(slug: str, form: ListForm, **more: Any) -> str:
    """Return where the list is with the conditions chosen; nothing takes a condition away."""
    given = {name: form[name].data or None for name in CONDITIONS}
    return url_for("registration.registrations", slug=slug, **{**given, **more})


def export_address(slug: str, form: ListForm) -> str:
    """Return where the file with the conditions chosen is."""
    return url_for("registration.export", slug=slug, **{name: form[name].data or None for name in CONDITIONS})


def heads(slug: str, form: ListForm, order: str) -> dict[str, Head]:
    """Write the columns that sort."""
    words = {"name": _("Name"), "registered": _("Registered"), "number": _("No.")}
    return {name: _head(slug, form, name, words[name], order) for name in words}


def chosen(slug: str, form: ListForm, order: str) -> list[tuple[str, str]]:
    """List the conditions, each with the address of the list without it."""
    found = []
    for name in CONDITIONS:
        field = form[name]
        if not field.data:
            continue
        labels = dict((getattr(field, "choices", None) and [(one.value, one.label) for one in field.choices]) or [])
        said_as = labels.get(field.data, field.data)
        words = _("%(what)s: %(value)s", what=field.label.text, value=said_as)
        found.append((words, address(slug, form, **{name: None}, order=order)))
    return found


def found_words(figures: Figures) -> str:
    """Say how many match."""
    return _("%(matching)s of %(all)s", matching=formats.number(figures.matching), all=formats.number(figures.all))


def page_number(given: str | None) -> int:
    """Read the number of a page; anything that is none is the first."""
    digits = given or ""
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < len(str(LAST_PAGE)) else 1
    return max(number, 1)


def pages(slug: str, form: ListForm, figures: Figures, page: int, order: str) -> Pages:
    """Number the pages; in a long list only the ends and the neighbours of the one shown."""
    last = max((figures.matching + PER_PAGE - 1) // PER_PAGE, 1)
    near = [number for number in range(1, last + 1) if number in {1, last} or abs(number - page) <= NEIGHBOURS]
    numbers: list[tuple[int | None, str, bool]] = []
    for before, number in zip([0, *near], near, strict=False):
        if number > before + 1:
            numbers.append((None, "", False))
        numbers.append((number, address(slug, form, order=order, page=number), number == page))
    first, end = (page - 1) * PER_PAGE + 1, min(page * PER_PAGE, figures.matching)
    return Pages(
        words=_("%(first)s–%(last)s of %(all)s", first=min(first, end), last=end, all=formats.number(figures.matching)),
        numbers=numbers,
        previous=address(slug, form, order=order, page=page - 1) if page > 1 else "",
        next=address(slug, form, order=order, page=page + 1) if page < last else "",
    )


def short_moment(moment: datetime, event: Event) -> str:
    """Write when something was within a year that is known."""
    return f"{formats.short_day(moment, event.zone)}, {formats.time(moment, event.zone)}"


def _row(event: Event, one: Registration, wishes: list[int]) -> Row:
    return Row(
        name=one.full_name or _("erased"),
        address=url_for("registration.show", slug=event.slug, uid=one.uid),
        position=one.position,
        place=said(one.municipality.name, event.main_language) if one.municipality else Markup(),
        organisation=one.organisation_name,
        wishes=wishes,
        state=state_mark(one.state),
        moment=short_moment(one.registered_at, event),
        moment_iso=one.registered_at.isoformat(),
    )


def _head(slug: str, form: ListForm, name: str, words: str, order: str) -> Head:
    is_here = order.removeprefix("-") == name
    is_down = order.startswith("-")
    turned = name if not is_here or is_down else f"-{name}"
    return Head(
        words, address(slug, form, order=turned), "" if not is_here else "descending" if is_down else "ascending"
    )
