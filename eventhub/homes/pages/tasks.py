"""How far the day is, and what there is to see to, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from eventhub.events.models import Event
from eventhub.events.views import address_of
from eventhub.ground.formats import short_day, time
from eventhub.ground.i18n import Lazy, _, lazy, lazy_plural, ngettext
from eventhub.homes.rules import Deadline, Figures, Task

Urgency = Literal["late", "soon", ""]
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to see to: what, a line about it, how urgent it is, and where it is done if there is a page for it."""

    words: str
    note: str
    urgency: Urgency
    address: str


@dataclass(frozen=True, slots=True)
class _Told:
    """How a task is told. figure: the figure that its words count; page: the endpoint where it is done."""

    words: Lazy
    note: Lazy
    urgency: Urgency
    page: str
    figure: str = ""


TOLD: dict[Task, _Told] = {
    Task.PUBLISH_EVENT: _Told(
        lazy("Publish the event"), lazy("Nobody outside the team sees it yet."), "soon", "preparation.prepare"
    ),
    Task.FIND_FACILITATORS: _Told(
        lazy_plural("Find a facilitator for %(count)s group", "Find facilitators for %(count)s groups"),
        lazy("Until then only organisers can record for them."),
        "soon",
        "focus_groups.groups",
        "groups_without_facilitator",
    ),
    Task.COLLECT_REVIEWS: _Told(
        lazy_plural("%(count)s review is not answered", "%(count)s reviews are not answered"),
        lazy("The list of models shows who has not answered."),
        "soon",
        "scaling_models.models",
        "reviews_open",
    ),
    Task.INVITE_MUNICIPALITIES: _Told(
        lazy("Invite the municipalities that are missing"),
        lazy("The map below shows where nobody comes from."),
        "",
        "registration.registrations",
    ),
    Task.COLLECT_RECORDS: _Told(
        lazy_plural(
            "%(count)s group has not handed in its record", "%(count)s groups have not handed in their records"
        ),
        lazy("Facilitators sign the record on their own page."),
        "late",
        "conclusion.concluding",
        "groups_unsigned",
    ),
    Task.PUBLISH_OUTCOMES: _Told(
        lazy("Publish the outcomes"), lazy("Participants are waiting for them."), "soon", "conclusion.concluding"
    ),
    Task.REMIND_OWNERS: _Told(
        lazy_plural(
            "%(count)s milestone of the road maps is overdue", "%(count)s milestones of the road maps are overdue"
        ),
        lazy("The road maps show which ones and who coordinates them."),
        "late",
        "networks.communities",
        "milestones_overdue",
    ),
    Task.UPLOAD_MATERIALS: _Told(
        lazy_plural("%(count)s material has no file yet", "%(count)s materials have no file yet"),
        lazy("Until then readers do not see them in the list."),
        "soon",
        "materials.manage",
        "materials_missing",
    ),
}


def task_rows(tasks: tuple[Task, ...], figures: Figures, event: Event) -> list[TaskRow]:
    """Say in words what there is to see to, and where it is done."""
    return [_row(TOLD[task], figures, event) for task in tasks]


def _row(told: _Told, figures: Figures, event: Event) -> TaskRow:
    words = told.words.spoken(count=getattr(figures, told.figure)) if told.figure else str(told.words)
    return TaskRow(words, str(told.note), told.urgency, address_of(told.page, slug=event.slug))


def heading(event: Event, now: datetime) -> str:
    """Say how far the day is, in days of the event's zone."""
    today = now.astimezone(event.zone).date()
    first, last = event.starts_at.astimezone(event.zone).date(), event.ends_at.astimezone(event.zone).date()
    if today < first:
        return ngettext("%(count)s day to the event", "%(count)s days to the event", (first - today).days)
    if today > last:
        return _("The event has taken place")
    return _("The event is today")


def summary(rows: list[TaskRow]) -> str:
    """Say in one line whether all is well."""
    if not rows:
        return _("Everything goes to plan.")
    return ngettext("%(count)s thing to see to.", "%(count)s things to see to.", len(rows))


DEADLINE_WORDS: dict[Deadline, Lazy] = {
    Deadline.CALL_CLOSES: lazy("The call for models closes"),
    Deadline.REVIEW_CLOSES: lazy("Reviews are due"),
    Deadline.REGISTRATION_OPENS: lazy("Registration opens"),
    Deadline.REGISTRATION_CLOSES: lazy("Registration closes"),
    Deadline.EVENT: lazy("The event begins"),
}


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A moment to be ready for: what, at what time, on which day, and whether it is only some days away."""

    words: str
    note: str
    day: str
    urgency: Urgency


def deadline_rows(event: Event, deadlines: list[tuple[datetime, Deadline]], now: datetime) -> list[DeadlineRow]:
    """Say in words what is still to come."""
    return [
        DeadlineRow(
            words=str(DEADLINE_WORDS[deadline]),
            note=time(moment, event.timezone),
            day=short_day(moment, event.timezone),
            urgency="soon" if (moment - now).days < SOON_DAYS else "",
        )
        for moment, deadline in deadlines
    ]
