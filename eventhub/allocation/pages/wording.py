"""How people, groups, wishes and states are called on the pages of allocation."""

from eventhub.allocation.models import Allocation, AllocationState
from eventhub.allocation.rules.binding import Binding, Why
from eventhub.allocation.rules.facts import Facts
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import formats
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.optimisation.problem import Kind
from eventhub.registration.models import Registration

STATE_WORDS: dict[AllocationState, Lazy] = {
    AllocationState.DRAFT: lazy("Draft %(number)s, calculated %(moment)s"),
    AllocationState.PUBLISHED: lazy("Allocation %(number)s, published %(moment)s"),
    AllocationState.SUPERSEDED: lazy("Allocation %(number)s, superseded, published %(moment)s"),
    AllocationState.DISCARDED: lazy("Allocation %(number)s, discarded"),
}
RANK_WORDS: dict[int | None, Lazy] = {
    1: lazy("1st wish"),
    2: lazy("2nd wish"),
    3: lazy("3rd wish"),
    0: lazy("not among the wishes"),
    None: lazy("no wishes stated"),
}
WHY_WORDS: dict[Why, Lazy] = {
    Why.FACILITATOR: lazy("facilitator of the group"),
    Why.SECRETARY: lazy("secretary of the group"),
    Why.AUTHOR: lazy("presents a model there"),
    Why.STEP_FREE: lazy("needs a room without steps"),
    Why.ORGANISER: lazy("a rule of the organiser"),
    Why.LOCK: lazy("locked in the group"),
}


def name_of(registration: Registration) -> str:
    """Call a person by family name and initials; by number after erasure."""
    initials = [f"{part[0]}." for part in (registration.given_name, registration.patronymic) if part]
    return "\u00a0".join([registration.family_name or "", *initials]).strip() or _(
        "Registration %(number)s", number=registration.number
    )


def full_name_of(registration: Registration) -> str:
    """Call a person by the full name; by number after erasure."""
    return registration.full_name or _("Registration %(number)s", number=registration.number)


def place_of(event: Event, registration: Registration) -> str:
    """Say which municipality somebody comes from."""
    place = registration.municipality
    return place.name.words(language(), event.main_language) if place else ""


def short_title(event: Event, group: FocusGroup) -> str:
    """Call a group by its short title."""
    return group.short_title.words(language(), event.main_language) or group.title.words(
        language(), event.main_language
    )


def room_of(event: Event, group: FocusGroup) -> str:
    """Say where a group meets."""
    return group.room.name.words(language(), event.main_language) if group.room else _("no room yet")


def rank_words(rank: int | None) -> str:
    """Say which wish is met."""
    return str(RANK_WORDS[rank]) if rank in RANK_WORDS else _("wish number %(rank)s", rank=rank)


def heading_of(event: Event, allocation: Allocation) -> str:
    """Say which allocation this is and since when it stands."""
    moment = formats.moment(allocation.published_at or allocation.made_at, event.zone)
    return STATE_WORDS[allocation.state].spoken(number=allocation.number, moment=moment)


def name_of_draft(allocation: Allocation) -> str:
    """Call an allocation in a list."""
    if allocation.state is AllocationState.DRAFT:
        return _("Draft %(number)s", number=allocation.number)
    if allocation.state is AllocationState.PUBLISHED:
        return _("Allocation %(number)s, published", number=allocation.number)
    return _("Allocation %(number)s, superseded", number=allocation.number)


def rule_words(event: Event, facts: Facts, binding: Binding) -> str:
    """Say a rule in words, with the people and the groups it is about."""
    people = formats.listing(name_of(seat.registration) for seat in facts.seats if seat.id in binding.people)
    groups = formats.listing(group.number for group in facts.groups if group.id in binding.groups)
    said = {
        Kind.FIXED: lazy("%(people)s: in group %(groups)s"),
        Kind.ALLOWED: lazy("%(people)s: only in one of the groups %(groups)s"),
        Kind.FORBIDDEN: lazy("%(people)s: not in group %(groups)s"),
        Kind.TOGETHER: lazy("%(people)s: together in one group"),
        Kind.APART: lazy("%(people)s: all in different groups"),
    }[binding.kind].spoken(people=people, groups=groups)
    return f"{said} ({WHY_WORDS[binding.why]})"


def free_words(names: str) -> str:
    """Say that duties do not bind people."""
    return _("%(people)s: anywhere, whatever they present or lead", people=names)
