"""The list of events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.events.rules import Window, has_published_outcomes, is_cancelled, is_over, registration_window
from eventhub.ground import formats
from eventhub.ground.i18n import _
from eventhub.overview.pages.wording import said


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in the list, with the mark of its state: kind, sign and words."""

    title: Markup
    address: str
    date: str
    venue: Markup
    goal: Markup
    mark: tuple[str, str, str]


def event_rows(events: Iterable[Event], now: datetime) -> list[EventRow]:
    """Write the rows of the list."""
    return [
        EventRow(
            title=said(event.title, event.main_language),
            address=url_for("overview.event", slug=event.slug),
            date=formats.days(event.starts_at, event.ends_at, event.zone),
            venue=said(event.venue, event.main_language),
            goal=said(event.goal, event.main_language),
            mark=_mark(event, now),
        )
        for event in events
    ]


def _mark(event: Event, now: datetime) -> tuple[str, str, str]:
    if is_cancelled(event):
        return "bad", "close", _("cancelled")
    if has_published_outcomes(event, now):
        return "good", "check", _("outcomes published")
    if is_over(event, now):
        return "neutral", "check", _("over")
    if registration_window(event, now) is Window.OPEN:
        return "info", "people", _("registration open")
    return "neutral", "calendar", _("to come")
