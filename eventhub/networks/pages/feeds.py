"""A road map as a calendar: a day for each milestone; the same state gives the same file."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from flask import request

from eventhub.ground import formats
from eventhub.ground.addresses import absolute_for
from eventhub.ground.conditional import Edition
from eventhub.ground.i18n import _, speaking
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.ics.feed import MEDIA_TYPE, Entry, Feed, Status
from eventhub.networks.models import Milestone, MilestoneState
from eventhub.networks.queries import OpenedPlan, PlanMark
from eventhub.networks.rules import STATE_WORDS


@dataclass(frozen=True, slots=True)
class Reader:
    """In which language a calendar speaks, and where its page is."""

    lang: str
    address: str


def reader_of(plan: OpenedPlan) -> Reader:
    """Say who reads: files take `?lang=`, otherwise they speak the event's main language."""
    asked = request.args.get("lang", "")
    lang = asked if asked in languages() else plan.event.main_language
    return Reader(lang, absolute_for("road_maps.road_map", slug=plan.event.slug, uid=plan.road_map.uid))


def edition(plan: OpenedPlan, mark: PlanMark, reader: Reader) -> Edition:
    """Say what is known of the calendar before it is made."""
    road_map = plan.road_map
    parts = (road_map.uid, road_map.revision, mark.count, mark.revisions, mark.modified, reader)
    state = sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return Edition(
        media_type=MEDIA_TYPE, modified=mark.modified, state=state, filename=f"{plan.event.slug}-{road_map.code}.ics"
    )


def feed(plan: OpenedPlan, milestones: Iterable[Milestone], reader: Reader) -> Feed:
    """Make the calendar. Withdrawn milestones stay in it as cancelled; what has no day yet is not in it."""
    road_map, main = plan.road_map, plan.event.main_language
    with speaking(reader.lang):
        entries = tuple(entry(each, reader) for each in milestones if each.due_on is not None)
    return Feed(
        uid=f"road-map-{road_map.uid}",
        name=road_map.title.words(reader.lang, main),
        zone=plan.event.timezone,
        description=road_map.community.goal.words(reader.lang, main),
        url=reader.address,
        entries=entries,
    )


def entry(milestone: Milestone, reader: Reader) -> Entry:
    """Make the entry of one milestone; it depends on the milestone alone, as its revision does.

    Nothing in it depends on the day of reading: whether it is overdue, the page says.
    """
    assert milestone.due_on is not None
    return Entry(
        uid=str(milestone.uid),
        starts=milestone.due_on,
        ends=milestone.due_on,
        title=milestone.title,
        sequence=milestone.revision,
        modified=milestone.revised_at,
        description="\n".join(_lines(milestone)),
        url=f"{reader.address}#m-{milestone.uid.hex[:12]}",
        status=Status.CANCELLED if milestone.withdrawn_at else Status.CONFIRMED,
    )


def _lines(milestone: Milestone) -> list[str]:
    state = str(STATE_WORDS[milestone.state])
    if milestone.state is MilestoneState.DONE and milestone.done_on:
        state = _("reached on %(day)s", day=formats.day(milestone.done_on))
    target = formats.number(milestone.indicator_target) if milestone.indicator_target is not None else ""
    indicator = " ".join(part for part in (target, milestone.indicator_unit) if part)
    return [line for line in (milestone.result, indicator, state, milestone.note) if line]
