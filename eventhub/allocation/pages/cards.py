"""The groups as lists of people, each with its composition as a mirror of the hall."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.wording import name_of, place_of, rank_words, room_of, short_title
from eventhub.allocation.rules.facts import Facts, Seat
from eventhub.allocation.rules.moving import Table
from eventhub.allocation.rules.options import Trait
from eventhub.allocation.rules.problem import rank_of
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import formats
from eventhub.ground.drawings.mirror import MOST_COLOURS, mirror
from eventhub.ground.i18n import _, language, ngettext
from eventhub.ground.optimisation.quotas import Quota, quotas


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list: which wish is met, who it is, whether the place is locked, and where more is said."""

    name: str
    place: str
    rank: int
    sign: str
    rank_words: str
    address: str
    is_locked: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One group: where, how many of how many, its mirror, and its people."""

    number: int
    title: str
    room: str
    size: int
    of: str
    mirror: Markup
    words: str
    people: list[PersonLine]
    people_words: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Hall:
    """The roles of everybody who has a group: their names and keys, the largest first, and the quotas of the groups."""

    names: dict[str, str]
    counts: Counter[str]
    quotas: Sequence[Quota]

    @property
    def legend(self) -> list[str]:
        """Name the colours: the last one stands for all further roles."""
        names = [self.names[key] for key, _count in self.counts.most_common()]
        if len(names) > MOST_COLOURS:
            names = [*names[: MOST_COLOURS - 1], _("others")]
        return names


def hall_of(event: Event, facts: Facts, table: Table) -> Hall:
    """Look at everybody who has a group."""
    roles = {str(seat.registration.role_id): seat.registration.role for seat in facts.placed}
    names = {key: role.title.words(language(), event.main_language) for key, role in roles.items() if role}
    counts = Counter(seat.traits[Trait.ROLE] for seat in facts.placed if Trait.ROLE in seat.traits)
    return Hall(names, counts, quotas(table.task.problem) if facts.placed else ())


def cards(event: Event, allocation: Allocation, facts: Facts, hall: Hall, chosen: Seat | None) -> list[GroupCard]:
    """Lay out the groups by number."""
    return [_card(event, allocation, facts, hall, group, chosen) for group in facts.groups]


def person_line(event: Event, allocation: Allocation, seat: Seat, chosen: Seat | None) -> PersonLine:
    """Lay out one person."""
    rank = rank_of(seat, seat.group_id) if seat.group_id else None
    board = url_for("allocation.board", slug=event.slug, number=allocation.number, person=seat.uid, _anchor="move")
    return PersonLine(
        name=name_of(seat.registration),
        place=place_of(event, seat.registration),
        rank=min(rank or 0, 3),
        sign=str(rank) if rank else "–" if rank == 0 else "·",
        rank_words=rank_words(rank) if seat.group_id else _("no group yet"),
        address=board,
        is_locked=seat.assignment is not None and seat.assignment.is_locked,
        is_chosen=chosen is not None and seat.id == chosen.id,
    )


def _card(
    event: Event, allocation: Allocation, facts: Facts, hall: Hall, group: FocusGroup, chosen: Seat | None
) -> GroupCard:
    here = [seat for seat in facts.placed if seat.group_id == group.id]
    counts = Counter(seat.traits[Trait.ROLE] for seat in here if Trait.ROLE in seat.traits)
    order = [key for key, _count in hall.counts.most_common()]
    words = _composition(hall, group, here)
    title = _("Composition of group %(number)s", number=group.number)
    stripe = [counts[key] for key in order], [hall.counts[key] for key in order]
    return GroupCard(
        number=group.number,
        title=short_title(event, group),
        room=room_of(event, group),
        size=len(here),
        of=_capacity(group),
        mirror=mirror(*stripe, key=f"mirror-{group.number}", title=title, desc=words),
        words=words,
        people=[person_line(event, allocation, seat, chosen) for seat in here],
        people_words=ngettext("%(count)s participant", "%(count)s participants", len(here)),
        is_open=chosen is not None and chosen.group_id == group.id,
    )


def _capacity(group: FocusGroup) -> str:
    if group.capacity is None:
        return _("from %(least)s", least=group.min_size) if group.min_size else ""
    if group.min_size:
        return _("of %(least)s–%(most)s", least=group.min_size, most=group.capacity)
    return _("of %(most)s", most=group.capacity)


def _composition(hall: Hall, group: FocusGroup, here: Sequence[Seat]) -> str:
    places = len({seat.registration.municipality_id for seat in here} - {None})
    municipalities = ngettext("%(count)s municipality", "%(count)s municipalities", places)
    counts = Counter(seat.traits[Trait.ROLE] for seat in here if Trait.ROLE in seat.traits)
    if not any(quota.attribute == Trait.ROLE for quota in hall.quotas):
        return municipalities
    off = list(_off(hall, group, counts))
    rest = formats.listing(off) if off else _("roles as in the hall")
    return _("%(municipalities)s; %(roles)s", municipalities=municipalities, roles=rest)


def _off(hall: Hall, group: FocusGroup, counts: Counter[str]) -> Iterable[str]:
    for quota in hall.quotas:
        if quota.group == str(group.id) and quota.attribute == Trait.ROLE and quota.value in hall.names:
            count = counts[quota.value]
            if count < quota.least or count > quota.most:
                by = count - (quota.least if count < quota.least else quota.most)
                yield f"{hall.names[quota.value]}\u00a0{signed(by)}"


def signed(change: int) -> str:
    """Write a change with its sign: +3, −2, 0."""
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0"
