"""The desk: who is looked for, who has come, how full the hall is."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import _, ngettext
from eventhub.registration.models import Attendance, Registration
from eventhub.registration.pages.wording import said, state_mark
from eventhub.registration.queries import Limit
from eventhub.registration.rules import LIVE


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One person at the desk. Addresses are empty where there is nothing to press."""

    name: str
    number: int
    note: Markup
    state: tuple[str, str, str]
    arrive: str
    undo: str
    leave: str


def desk_rows(event: Event, found: list[tuple[Registration, Attendance | None]]) -> list[DeskRow]:
    """Write who was found."""
    return [_row(event, registration, there) for registration, there in found]


def counter_words(arrived: int, places: Limit | None) -> str:
    """Say how many have come of how many who hold a place."""
    held = places.taken if places else arrived
    return ngettext("has come, of %(held)s with a place", "have come, of %(held)s with a place", arrived, held=held)


def _row(event: Event, one: Registration, there: Attendance | None) -> DeskRow:
    here = there is not None
    is_gone = there is not None and there.left_at is not None
    parts = [
        said(one.municipality.name, event.main_language) if one.municipality else Markup(),
        said(one.role.title, event.main_language) if one.role else Markup(),
        Markup("{}").format(one.organisation_name),
    ]
    values: dict[str, Any] = {"slug": event.slug, "uid": one.uid}
    return DeskRow(
        name=one.full_name or _("erased"),
        number=one.number,
        note=Markup(" · ").join(part for part in parts if part),
        state=_state(event, one, there),
        arrive=url_for("registration.arrive", **values) if one.state in LIVE and (not here or is_gone) else "",
        undo=url_for("registration.undo_arrival", **values) if here else "",
        leave=url_for("registration.leave", **values) if here and not is_gone else "",
    )


def _state(event: Event, one: Registration, there: Attendance | None) -> tuple[str, str, str]:
    if there is None:
        return state_mark(one.state)
    if there.left_at is not None:
        return "neutral", "clock", _("left at %(time)s", time=formats.time(there.left_at, event.zone))
    if there.arrived_at is None:
        return "good", "check", _("has come")
    return "good", "check", _("came at %(time)s", time=formats.time(there.arrived_at, event.zone))
