"""A road map and its milestones, ready to be shown: to the team, to its coordinator, to everybody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eventhub.events.models import Event
from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.i18n import _, language
from eventhub.ground.texts import Spoken
from eventhub.networks.models import Milestone, RoadMap
from eventhub.networks.queries import Source
from eventhub.networks.rules import STANDING_WORDS, Progress, Standing, progress, standing
from eventhub.people.models import Person

LOOKS: dict[Standing, tuple[str, str]] = {
    Standing.DONE: ("good", "check"),
    Standing.DONE_LATE: ("good", "clock"),
    Standing.CURRENT: ("info", "clock"),
    Standing.PLANNED: ("neutral", "calendar"),
    Standing.OVERDUE: ("bad", "alert"),
}
"""Kind and sign of the status mark."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """As of which day a reader looks, and whose names they may read (nothing: everybody's)."""

    event: Event
    today: date
    named: Collection[int] | None = None
    has_outcomes: bool = False  # published, so that recommendations can be linked to

    def name(self, person: Person | None) -> str:
        """Return a name as far as it may be read."""
        if person is None or (self.named is not None and person.id not in self.named):
            return ""
        return person.full_name


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone in the table of its road map."""

    uid: str
    anchor: str
    title: Spoken
    result: Spoken
    note: Spoken
    due: str
    done: str
    owner: str
    indicator: Spoken
    kind: str
    sign: str
    state: str
    then: str
    waits_for: list[Spoken]
    comes_from: str
    source: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A road map in a list, and the head of its own page."""

    uid: str
    title: Spoken
    community: Spoken
    goal: Spoken
    coordinator: str
    period: str
    total: str
    done: str
    share: str
    done_late: str
    overdue: str
    is_late: bool
    reported: str
    overdue_then: str
    progress: str


def as_of(road_map: RoadMap, viewing: Viewing, *, at_report: bool) -> date:
    """Say from which day a road map is looked at: today, or the day of the last report."""
    return road_map.reported_on or viewing.today if at_report else viewing.today


def map_row(road_map: RoadMap, milestones: Iterable[Milestone], viewing: Viewing) -> MapRow:
    """Sum a road map up, as of today and as of the last report."""
    main, community, known = viewing.event.main_language, road_map.community, list(milestones)
    now = progress([standing(each, viewing.today) for each in known])
    reported = road_map.reported_on
    then = progress([standing(each, reported) for each in known]) if reported else now
    return MapRow(
        uid=str(road_map.uid),
        title=road_map.title.spoken(language(), main),
        community=community.title.spoken(language(), main),
        goal=community.goal.spoken(language(), main),
        coordinator=viewing.name(community.coordinator),
        period=formats.days(road_map.starts_on, road_map.ends_on),
        total=formats.number(now.total),
        done=formats.number(now.done),
        share=formats.percent(float(now.share)) if now.share is not None else "–",
        done_late=formats.number(now.done_late),
        overdue=formats.number(now.overdue),
        is_late=now.overdue > 0,
        reported=formats.day(reported) if reported else "",
        overdue_then=formats.number(then.overdue) if reported and reported != viewing.today else "",
        progress=progress_words(now),
    )


def progress_words(counted: Progress) -> str:
    """Say how many milestones are done, and how many of them late, and how many are overdue."""
    if not counted.total:
        return _("no milestone yet")
    return _(
        "%(done)s of %(total)s reached, %(late)s of them late, %(overdue)s overdue",
        done=formats.number(counted.done),
        total=formats.number(counted.total),
        late=formats.number(counted.done_late),
        overdue=formats.number(counted.overdue),
    )


def milestone_rows(
    road_map: RoadMap,
    milestones: Sequence[Milestone],
    viewing: Viewing,
    *,
    day: date,
    edges: Iterable[tuple[int, int]] = (),
    sources: Sequence[Source] = (),
) -> list[MilestoneRow]:
    """List the milestones as they stand on a day."""
    titles = {each.id: Spoken(each.title, each.lang) for each in milestones}
    waits: dict[int, list[Spoken]] = {}
    for waiting, needed in edges:
        if needed in titles:
            waits.setdefault(waiting, []).append(titles[needed])
    by_recommendation = {source.recommendation_id: source for source in sources}
    then = road_map.reported_on if road_map.reported_on != day else None
    return [_row(each, viewing, day, then, waits.get(each.id, []), by_recommendation) for each in milestones]


def _row(
    each: Milestone,
    viewing: Viewing,
    day: date,
    then: date | None,
    waits_for: list[Spoken],
    sources: Mapping[int, Source],
) -> MilestoneRow:
    stands = standing(each, day)
    kind, sign = LOOKS[stands]
    source = sources.get(each.recommendation_id) if each.recommendation_id else None
    return MilestoneRow(
        uid=str(each.uid),
        anchor=f"m-{each.uid.hex[:12]}",
        title=Spoken(each.title, each.lang),
        result=Spoken(each.result, each.lang),
        note=Spoken(each.note, each.lang),
        due=formats.day(each.due_on) if each.due_on else "",
        done=formats.day(each.done_on) if each.done_on else "",
        owner=viewing.name(each.owner),
        indicator=Spoken(_indicator(each), each.lang),
        kind=kind,
        sign=sign,
        state=str(STANDING_WORDS[stands]),
        then=_then(each, stands, then),
        waits_for=waits_for,
        comes_from=_comes_from(each, source),
        source=source_address(viewing, source) if source else "",
    )


def _then(each: Milestone, stands: Standing, then: date | None) -> str:
    """Say how an overdue milestone stood on the day of the last report, if that was another day."""
    if then is None or stands is not Standing.OVERDUE:
        return ""
    before = standing(each, then)
    if before is Standing.OVERDUE:
        return _("overdue already on %(day)s", day=formats.day(then))
    return _("on %(day)s: %(state)s", day=formats.day(then), state=str(STANDING_WORDS[before]))


def _comes_from(each: Milestone, source: Source | None) -> str:
    if source is None:
        return ""
    if each.decision_id is not None:
        return _("from a decision of the resolution, group %(number)s", number=source.group)
    return _("from a recommendation of group %(number)s", number=source.group)


def _indicator(each: Milestone) -> str:
    amount = "" if each.indicator_target is None else formats.number(each.indicator_target)
    return " ".join(part for part in (amount, each.indicator_unit) if part)


def source_address(viewing: Viewing, source: Source) -> str:
    """Return where a recommendation stands with its votes; nothing while the outcomes are not published."""
    if not viewing.has_outcomes:
        return ""
    anchor = f"r-{source.uid.hex[:12]}"
    return address_of("summaries.group", slug=viewing.event.slug, number=source.group, _anchor=anchor)
