"""What the organiser's home shows, ready for the template: words, addresses and drawings."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import Event
from eventhub.events.rules import STEP_WORDS, Step, StepState
from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.days import days
from eventhub.ground.drawings.region import Place, region
from eventhub.ground.formats import short_day
from eventhub.ground.i18n import Lazy, _, language, lazy, ngettext
from eventhub.ground.texts import Texts
from eventhub.homes.rules import Figures, Task
from eventhub.registration.queries import MunicipalityPresent, RolePresent

MOST_BARS = 5

STATE_WORDS: dict[StepState, Lazy] = {"done": lazy("done"), "now": lazy("under way"), "later": lazy("later")}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One of the six steps: where it leads, how it stands and what is counted there."""

    words: str
    address: str
    state: StepState
    state_words: str
    figure: str
    under: str
    is_current: bool


def step_rows(event: Event, states: dict[Step, StepState], figures: Figures) -> list[StepRow]:
    """Put the figures of the event under its six steps; the first one under way is the current one."""
    current = next((step for step, state in states.items() if state == "now"), None)
    counted = _counted(figures)
    return [
        StepRow(
            words=str(STEP_WORDS[step]),
            address=_address(event, step),
            state=state,
            state_words=str(STATE_WORDS[state]),
            figure=str(counted[step][0]),
            under=counted[step][1],
            is_current=step is current,
        )
        for step, state in states.items()
    ]


def _address(event: Event, step: Step) -> str:
    home = url_for("homes.home", slug=event.slug)
    if step is Step.PREPARE:
        return url_for("preparation.prepare", slug=event.slug)
    if not event.is_public:
        return f"{home}#{step}"
    outcomes = url_for("summaries.outcomes", slug=event.slug)
    return {
        Step.REGISTER: f"{home}#register",
        Step.ALLOCATE: url_for("overview.groups", slug=event.slug),
        Step.DISCUSS: f"{outcomes}#groups",
        Step.CONCLUDE: outcomes,
        Step.CONTINUE: f"{outcomes}#road-maps",
    }[step]


def _counted(figures: Figures) -> dict[Step, tuple[int, str]]:
    return {
        Step.PREPARE: (figures.agenda_items, _under_preparation(figures)),
        Step.REGISTER: _registered(figures),
        Step.ALLOCATE: (figures.groups, _under_allocation(figures)),
        Step.DISCUSS: (figures.models, _under_discussion(figures)),
        Step.CONCLUDE: (figures.decisions, _under_outcomes(figures)),
        Step.CONTINUE: (figures.road_maps, _under_continuation(figures)),
    }


def _under_preparation(figures: Figures) -> str:
    items = ngettext("item of the programme", "items of the programme", figures.agenda_items)
    rooms = ngettext("%(count)s room", "%(count)s rooms", figures.rooms)
    return _("%(items)s, %(rooms)s", items=items, rooms=rooms)


def _registered(figures: Figures) -> tuple[int, str]:
    if figures.attended:
        people = ngettext("participant came", "participants came", figures.attended)
        return figures.attended, _("%(people)s, %(municipalities)s", people=people, municipalities=_where_from(figures))
    if figures.places is None:
        people = ngettext("registration", "registrations", figures.places_taken)
        places = _("%(people)s, %(municipalities)s", people=people, municipalities=_where_from(figures))
        return figures.places_taken, places
    places = ngettext("of %(count)s place", "of %(count)s places", figures.places)
    return figures.places_taken, _("%(people)s, %(municipalities)s", people=places, municipalities=_where_from(figures))


def _where_from(figures: Figures) -> str:
    return ngettext(
        "%(present)s municipality of %(count)s",
        "%(present)s municipalities of %(count)s",
        figures.municipalities_expected,
        present=figures.municipalities_present,
    )


def _under_allocation(figures: Figures) -> str:
    groups = ngettext("focus group", "focus groups", figures.groups)
    people = ngettext("%(count)s person allocated", "%(count)s people allocated", figures.allocated)
    return _("%(groups)s, %(people)s", groups=groups, people=people)


def _under_discussion(figures: Figures) -> str:
    models = ngettext("scaling model", "scaling models", figures.models)
    signed = ngettext(
        "%(signed)s of %(count)s group has handed in",
        "%(signed)s of %(count)s groups have handed in",
        figures.groups,
        signed=figures.records_signed,
    )
    return _("%(models)s, %(signed)s", models=models, signed=signed)


def _under_outcomes(figures: Figures) -> str:
    decisions = ngettext("decision", "decisions", figures.decisions)
    materials = ngettext("%(count)s material", "%(count)s materials", figures.materials)
    return _("%(decisions)s, %(materials)s", decisions=decisions, materials=materials)


def _under_continuation(figures: Figures) -> str:
    maps = ngettext("road map", "road maps", figures.road_maps)
    done = ngettext(
        "%(done)s of %(count)s milestone done",
        "%(done)s of %(count)s milestones done",
        figures.milestones,
        done=figures.milestones_done,
    )
    return _("%(maps)s, %(done)s", maps=maps, done=done)


def heading(event: Event, now: datetime) -> str:
    """Say how far the day is, in days of the event's zone."""
    today = now.astimezone(event.zone).date()
    first, last = event.starts_at.astimezone(event.zone).date(), event.ends_at.astimezone(event.zone).date()
    if today < first:
        return ngettext("%(count)s day to the event", "%(count)s days to the event", (first - today).days)
    if today > last:
        return _("The event has taken place")
    return _("The event is today")


def summary(rows: list["TaskRow"]) -> str:
    """Say in one line whether all is well."""
    if not rows:
        return _("Everything goes to plan.")
    return ngettext("%(count)s thing to see to.", "%(count)s things to see to.", len(rows))


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to see to: what, a line about it, and how urgent it is."""

    words: str
    note: str
    urgency: str
    address: str = ""


TASK_PAGES = {
    Task.PUBLISH_EVENT: "preparation.prepare",
    Task.FIND_FACILITATORS: "preparation.prepare",
    Task.INVITE_MUNICIPALITIES: "preparation.prepare",
}
"""Where a task is done, by endpoint; a task without one is only told."""


def task_rows(tasks: tuple[Task, ...], figures: Figures, event: Event) -> list[TaskRow]:
    """Say in words what there is to see to."""
    words = {
        Task.PUBLISH_EVENT: (_("Publish the event"), _("Nobody outside the team sees it yet."), "soon"),
        Task.FIND_FACILITATORS: (
            ngettext(
                "Find a facilitator for %(count)s group",
                "Find facilitators for %(count)s groups",
                figures.groups_without_facilitator,
            ),
            _("Without one a group cannot hand in its record."),
            "soon",
        ),
        Task.COLLECT_REVIEWS: (
            ngettext("%(count)s review is not answered", "%(count)s reviews are not answered", figures.reviews_open),
            ngettext("of %(count)s asked for", "of %(count)s asked for", figures.reviews),
            "soon",
        ),
        Task.INVITE_MUNICIPALITIES: (
            _("Invite the municipalities that are missing"),
            _where_from(figures),
            "",
        ),
        Task.COLLECT_RECORDS: (
            ngettext(
                "%(count)s group has not handed in its record",
                "%(count)s groups have not handed in their records",
                figures.groups_unsigned,
            ),
            _("Facilitators sign the record on their own page."),
            "late",
        ),
        Task.PUBLISH_OUTCOMES: (_("Publish the outcomes"), _("Participants are waiting for them."), "soon"),
        Task.REMIND_OWNERS: (
            ngettext(
                "%(count)s milestone of the road maps is overdue",
                "%(count)s milestones of the road maps are overdue",
                figures.milestones_overdue,
            ),
            _("The outcomes page shows which ones and who coordinates them."),
            "late",
        ),
        Task.UPLOAD_MATERIALS: (
            ngettext(
                "%(count)s material has no file yet", "%(count)s materials have no file yet", figures.materials_missing
            ),
            _("Until then readers do not see them in the list."),
            "soon",
        ),
    }
    return [TaskRow(*words[task], address=_task_address(task, event)) for task in tasks]


def _task_address(task: Task, event: Event) -> str:
    return url_for(TASK_PAGES[task], slug=event.slug) if task in TASK_PAGES else ""


@dataclass(frozen=True, slots=True)
class DaysPicture:
    """Registrations by day: the drawing and the words under it."""

    drawing: Markup
    first: str
    peak: str
    last: str
    rows: list[tuple[str, int]]


def days_picture(counts: Counter[date]) -> DaysPicture | None:
    """Draw registrations by day of the event's zone, empty days included; nothing without registrations."""
    if not counts:
        return None
    first, last = min(counts), max(counts)
    stretch = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    most = max(stretch, key=lambda day: counts[day])
    peak = _("peak on %(day)s: %(count)s", day=short_day(most), count=counts[most])
    return DaysPicture(
        drawing=days([counts[day] for day in stretch], key="days", title=_("Registrations by day"), desc=peak),
        first=short_day(first),
        peak=peak,
        last=short_day(last),
        rows=[(short_day(day), counts[day]) for day in stretch if counts[day]],
    )


def bar_rows(counted: list[tuple[str, int]]) -> list[tuple[str, Markup, int]]:
    """Give each count its bar against the largest."""
    most = max((count for _name, count in counted), default=0)
    return [(name, bar(count, most), count) for name, count in counted]


@dataclass(frozen=True, slots=True)
class PeoplePicture:
    """Where people come from and what they are: bars, a map, and the same as tables."""

    title: str
    where_from: str
    roles: list[tuple[str, Markup, int]]
    map: Markup
    largest: list[tuple[str, Markup, int]]
    places: list[tuple[str, int]]
    missing: list[str]


def people_picture(
    event: Event, figures: Figures, roles: list[RolePresent], places: list[MunicipalityPresent]
) -> PeoplePicture:
    """Show who came or, before the day, who is coming."""
    named = [(place.name.words(language(), event.main_language), place) for place in places]
    largest = sorted(named, key=lambda pair: (-pair[1].count, pair[1].name_sort))[:MOST_BARS]
    title = _("Where people came from") if figures.attended else _("Where people come from")
    spots = [Place(name, place.latitude, place.longitude, place.count) for name, place in named]
    return PeoplePicture(
        title=title,
        where_from=_where_from(figures),
        roles=bar_rows([(role.title.words(language(), event.main_language), role.count) for role in roles]),
        map=region(spots, key="region", title=title, desc=_where_from(figures)),
        largest=bar_rows([(name, place.count) for name, place in largest if place.count]),
        places=[(name, place.count) for name, place in named],
        missing=[name for name, place in named if not place.count],
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a model: its title, its text, or its lines where it is a list."""

    title: str
    text: str
    lines: list[str]


def sections(content: Mapping[str, Any], titles: Mapping[str, Texts | Lazy]) -> list[Section]:
    """Lay out what an author wrote, in the order of the call; empty sections are left out."""
    laid = [_section(_title(title), content.get(key)) for key, title in titles.items()]
    return [section for section in laid if section.text or section.lines]


def _section(title: str, value: Any) -> Section:
    if isinstance(value, list):
        return Section(title, "", [_line(entry) for entry in value])
    if isinstance(value, dict):
        return Section(title, "", [str(part) for part in value.values() if part not in {None, ""}])
    return Section(title, "" if value is None else str(value), [])


def _line(entry: Any) -> str:
    if isinstance(entry, dict):
        return ", ".join(str(part) for part in entry.values() if part not in {None, ""})
    return str(entry)


def _title(title: Texts | Lazy) -> str:
    return title.words(language()) if isinstance(title, Texts) else str(title)
