"""What is written to people when they get a group, or another one."""

from collections.abc import Sequence
from datetime import datetime

from eventhub.allocation.models import Allocation
from eventhub.events.models import AgendaItem, Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import formats, out_tray
from eventhub.ground.i18n import speaking
from eventhub.registration.letters import language_for, values_for
from eventhub.registration.models import Registration


def group_published(
    event: Event,
    allocation: Allocation,
    registration: Registration,
    group: FocusGroup,
    meetings: Sequence[AgendaItem],
    *,
    now: datetime,
) -> None:
    """Tell somebody their group: its question, room and times; once for each allocation that is published."""
    if not registration.email:
        return
    lang = language_for(event, registration)
    with speaking(lang):
        values = {
            **values_for(event, registration, lang),
            "group_number": group.number,
            "group": group.title.words(lang, event.main_language),
            "room": group.room.name.words(lang, event.main_language) if group.room else "",
            "meetings": [_when(event, item) for item in meetings],
        }
    out_tray.put(
        "group_published",
        registration.email,
        lang=lang,
        values=values,
        cause=f"{registration.uid} allocation {allocation.uid}",
        now=now,
        event_uid=event.uid,
    )


def _when(event: Event, item: AgendaItem) -> str:
    day, times = formats.short_day(item.starts_at, event.zone), formats.times(item.starts_at, item.ends_at, event.zone)
    return f"{day}, {times}"
