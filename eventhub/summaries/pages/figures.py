"""The drawings of the outcome, each with the numbers it shows: the same on the page and, with `printed`, on paper."""

from dataclasses import dataclass

from markupsafe import Markup

from eventhub.ground import formats
from eventhub.ground.drawings.bars import bar
from eventhub.ground.drawings.factor_map import FactorPoint, MapWords, factor_map
from eventhub.ground.drawings.hall import hall, people_per_dot, vote_hall
from eventhub.ground.drawings.region import Place, region, without_position
from eventhub.ground.drawings.timeline import MarkKind, TimelineRow, month_ticks, timeline
from eventhub.ground.folding import sort_key
from eventhub.ground.i18n import _, language, ngettext
from eventhub.networks.rules import Standing
from eventhub.outcomes.rules import QUADRANT_WORDS, Findings, Quadrant, RatedFactor
from eventhub.registration.queries import MunicipalityPresent
from eventhub.summaries.pages import wording
from eventhub.summaries.rules import Content, Plan

NAMED_ALONE = 5
"""As many factors are numbered on the map when there is only one group."""
MARKS: dict[Standing, MarkKind] = {
    Standing.DONE: "done",
    Standing.DONE_LATE: "done",
    Standing.CURRENT: "current",
    Standing.PLANNED: "planned",
    Standing.OVERDUE: "late",
}


@dataclass(frozen=True, slots=True)
class Top:
    """A factor that has a number on the map, and the list beside it."""

    number: str
    text: Markup
    words: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A municipality and how many came from it."""

    name: str
    count: int


def hall_of(content: Content) -> Markup:
    """Draw the votes of the hall on the resolution; without them, everybody who was there."""
    votes = content.resolution.votes if content.resolution else None
    if votes and votes.present:
        return vote_hall(
            votes.in_favour,
            votes.against,
            votes.abstained,
            key="hall",
            title=_("Votes on the resolution"),
            desc=wording.bare_votes(votes),
        )
    return people_of(content)


def people_of(content: Content) -> Markup:
    """Draw everybody who was there, one dot per person."""
    count = content.participants
    return hall(count, count, key="hall", title=_("The hall"), desc=everybody(content))


def everybody(content: Content) -> str:
    """Say how many people one sees in the hall."""
    per_dot = people_per_dot(content.participants)
    if per_dot > 1:
        return _("Each dot stands for %(number)s people.", number=formats.number(per_dot))
    number = formats.number(content.participants)
    return ngettext(
        "Each dot is a participant: %(number)s person.",
        "Each dot is a participant: %(number)s people.",
        content.participants,
        number=number,
    )


def numbered(content: Content) -> list[tuple[str, Findings, RatedFactor]]:
    """Choose the factors that get a number: the first of each group by its number; of a single group its first five."""
    rated = [group for group in content.groups if any(factor.rank for factor in group.factors)]
    if len(rated) == 1:
        factors = sorted((each for each in rated[0].factors if each.rank), key=lambda each: each.rank or 0)
        return [(str(each.rank), rated[0], each) for each in factors[:NAMED_ALONE]]
    return [(str(group.number), group, each) for group in rated for each in group.factors if each.rank == 1]


def tops(content: Content) -> list[Top]:
    """List the numbered factors with their marks."""
    return [
        Top(
            number,
            wording.shown(factor.said),
            _(
                "importance %(importance)s, in our hands %(controllability)s",
                importance=wording.mark(factor.figures.importance),
                controllability=wording.mark(factor.figures.controllability),
            ),
        )
        for number, _group, factor in numbered(content)
        if factor.figures
    ]


def map_of_factors(content: Content) -> Markup:
    """Draw all factors by importance and controllability. Empty when nothing was rated."""
    labels = {factor.uid: number for number, _group, factor in numbered(content)}
    points = [
        FactorPoint(float(factor.figures.controllability), float(factor.figures.importance), labels.get(factor.uid, ""))
        for group in content.groups
        for factor in group.factors
        if factor.figures and factor.figures.controllability is not None
    ]
    if not points:
        return Markup()
    return factor_map(
        points,
        MapWords(
            act=str(QUADRANT_WORDS[Quadrant.ACT]),
            find_allies=str(QUADRANT_WORDS[Quadrant.RAISE]),
            keep_up=str(QUADRANT_WORDS[Quadrant.QUICK_WIN]),
            leave=str(QUADRANT_WORDS[Quadrant.DROP]),
            controllability=_("in our hands"),
            importance=_("importance"),
        ),
        key="factor-map",
        title=_("Factors by importance and controllability"),
        desc="; ".join(f"{top.number}: {top.words}" for top in tops(content)),
    )


def map_of_places(content: Content) -> Markup:
    """Draw where people came from. Empty when no municipality has coordinates."""
    places = [_place(content, place) for place in content.municipalities]
    return region(
        places,
        key="region",
        title=_("Where the participants came from"),
        desc="; ".join(f"{row.name}: {row.count}" for row in place_rows(content) if row.count),
    )


def places_not_drawn(content: Content) -> list[str]:
    """Name the municipalities that people came from and that have no coordinates."""
    places = [_place(content, place) for place in content.places]
    return [f"{place.name}: {place.count}" for place in without_position(places)]


def place_rows(content: Content) -> list[PlaceRow]:
    """List all municipalities in alphabetical order; nobody is ranked."""
    rows = [PlaceRow(_name(content, place), place.count) for place in content.municipalities]
    return sorted(rows, key=lambda row: sort_key(row.name))


def role_bars(content: Content) -> list[tuple[str, Markup, str]]:
    """Draw a bar for each role, in the order of the event's list."""
    most = max((role.count for role in content.roles), default=0)
    return [
        (
            role.title.words(language(), content.facts.main_language) or _("role not stated"),
            bar(role.count, most),
            formats.number(role.count),
        )
        for role in content.roles
    ]


def plans_in_time(content: Content) -> Markup:
    """Draw the milestones of all road maps on one line of time."""
    rows = [_timeline_row(content, plan) for plan in content.plans]
    days = month_ticks(rows)
    with_year = {day for day, before in zip(days, [None, *days], strict=False) if not before or before.year != day.year}
    ticks = [(day, wording.month(day, with_year=day in with_year)) for day in days]
    as_of = {plan.as_of for plan in content.plans}
    today = max(as_of) if as_of else None
    return timeline(
        rows,
        ticks,
        today=(today, formats.short_day(today)) if today else None,
        key="road-maps",
        title=_("Road maps in time"),
        desc="; ".join(f"{row.name}: {progress_words(plan)}" for row, plan in zip(rows, content.plans, strict=True)),
    )


def progress_words(plan: Plan) -> str:
    """Say how many milestones are done and how many are overdue."""
    return _(
        "%(done)s of %(total)s done, %(overdue)s overdue",
        done=formats.number(plan.progress.done),
        total=formats.number(plan.progress.total),
        overdue=formats.number(plan.progress.overdue),
    )


def _timeline_row(content: Content, plan: Plan) -> TimelineRow:
    marks = tuple(
        (step.due_on, MARKS[step.standing], f"{step.said.words}: {formats.day(step.due_on)}")
        for step in plan.steps
        if step.due_on
    )
    name = plan.community.words(language(), content.facts.main_language)
    return TimelineRow(name, plan.starts_on, plan.ends_on, marks)


def _name(content: Content, place: MunicipalityPresent) -> str:
    return place.name.words(language(), content.facts.main_language)


def _place(content: Content, place: MunicipalityPresent) -> Place:
    name = _name(content, place)
    return Place(name, place.latitude, place.longitude, place.count, f"{name} {place.count}" if place.count else name)
