"""The focus groups: cards of the list, and the facts of one group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event, Room
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.i18n import _, ngettext
from eventhub.overview.pages.wording import joined, names, said
from eventhub.people.models import Person
from eventhub.scaling_models.models import ScalingModel


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group in the list."""

    number: int
    title: Markup
    address: str
    facts: Markup
    models: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """Where a group meets, how large it is, who leads it; whoever did not agree to be named is left out."""

    room: Markup
    room_facts: str
    size: str
    facilitator: Markup
    secretary: Markup


def group_cards(
    event: Event,
    groups: Iterable[FocusGroup],
    models: Mapping[int, Sequence[ScalingModel]],
    sizes: Mapping[int, int],
) -> list[GroupCard]:
    """Write the list of groups."""
    main = event.main_language
    return [
        GroupCard(
            number=group.number,
            title=said(group.title, main),
            address=url_for("overview.group", slug=event.slug, number=group.number),
            facts=joined([_room(group.room, main), _size(group, sizes)]),
            models=[said(model.title, main) for model in models.get(group.id, ())],
        )
        for group in groups
    ]


def group_facts(event: Event, group: FocusGroup, named: set[int], sizes: Mapping[int, int]) -> GroupFacts:
    """Write the facts of one group; `named` are the ids of those who may be named."""
    main = event.main_language
    return GroupFacts(
        room=_room(group.room, main),
        room_facts=_room_facts(group.room),
        size=_size(group, sizes),
        facilitator=_name(group.facilitator, named, main),
        secretary=_name(group.secretary, named, main),
    )


def _name(person: Person | None, named: set[int], main: str) -> Markup:
    return names([person], main) if person and person.id in named else Markup()


def _room(room: Room | None, main: str) -> Markup:
    return said(room.name, main) if room else Markup()


def _room_facts(room: Room | None) -> str:
    if room is None:
        return ""
    facts = [_("floor %(number)s", number=room.floor)] if room.floor is not None else []
    return ", ".join([*facts, _("reached without steps")] if room.step_free else facts)


def _size(group: FocusGroup, sizes: Mapping[int, int]) -> str:
    if group.id in sizes:
        return ngettext("%(count)s person", "%(count)s people", sizes[group.id])
    if group.capacity is None:
        return ""
    return ngettext("%(count)s place", "%(count)s places", group.capacity)
