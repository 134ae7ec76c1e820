"""What a road map and a milestone must be, and what a focus group's road map is drafted from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy
from eventhub.networks.models import MilestoneState
from eventhub.outcomes.rules import Votes, is_adopted

MOST_TITLE, MOST_GOAL = 300, 1500
MOST_WORDS = 5000  # of a milestone, because it may be drafted from a recommendation
MOST_NOTE = 2000
MOST_UNIT = 60
MOST_MILESTONES = 100
MOST_CODE = 70  # of a road map, so that a number fits behind it
USUAL_LENGTH = timedelta(days=365)


class EndsBeforeItStarts(Refusal):
    """A plan runs forwards."""

    words = lazy("The road map ends before it begins. Check both days.")


class WrongDay(Refusal):
    """The day on which a milestone was reached is not in order; shown at its field."""


class DayMissing(WrongDay):
    """Something is done, but nobody says when."""

    words = lazy("Say on which day it was reached; whether that was late follows from it.")


class DayWithoutDone(WrongDay):
    """A day of something that is not done."""

    words = lazy("A day is given, but the milestone is not marked as reached. Choose “reached” or clear the day.")


class DayAhead(WrongDay):
    """Nothing is done tomorrow."""

    words = lazy("This day lies ahead. Give the day on which it was really reached.")


class WaitsInCircle(Refusal):
    """Two milestones that wait for each other are never begun."""

    words = lazy("These milestones would wait for each other in a circle. Take one out of “Waits for”.")


class NoCoordinator(Refusal):
    """Somebody must get the link."""

    words = lazy("The community has no coordinator with an e-mail address. Choose one first.")


class CommunityStays(Refusal):
    """History is kept."""

    words = lazy("Progress has been reported, so the community stays. Withdraw milestones that no longer hold.")


class TooManyMilestones(Refusal):
    """A plan that nobody can read."""

    words = lazy("A road map holds at most %(most)s milestones. Join some of them.")


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation of a group with its votes, and the decision of the adopted resolution it went into, if any."""

    id: int
    said: str
    lang: str
    addressee: str
    due_on: date | None
    votes: Votes | None
    decision: "Decided | None" = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the adopted resolution."""

    id: int
    said: str
    lang: str
    addressee: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A milestone as it is proposed: what is to be reached, for whom, until when, and where that comes from."""

    said: str
    lang: str
    addressee: str
    due_on: date | None
    recommendation_id: int
    decision_id: int | None


def carried_out(recommendations: Iterable[Recommended]) -> list[Recommended]:
    """Choose what a road map carries out: what the hall decided, and what the group itself adopted."""
    return [each for each in recommendations if each.decision or (each.votes and is_adopted(each.votes))]


def drafts(recommendations: Iterable[Recommended]) -> list[Draft]:
    """Draft a milestone from each decision and each adopted recommendation that went into none, the earliest first.

    Recommendations merged into one decision make one milestone; what has no date comes last.
    """
    drafted: list[Draft] = []
    decided: set[int] = set()
    for each in carried_out(recommendations):
        source = each.decision or each
        if each.decision and each.decision.id in decided:
            continue
        decided.update([each.decision.id] if each.decision else [])
        decision_id = each.decision.id if each.decision else None
        drafted.append(Draft(source.said, source.lang, source.addressee, source.due_on, each.id, decision_id))
    return sorted(drafted, key=lambda draft: (draft.due_on is None, draft.due_on or date.min))


def period(event_ended_on: date, due_days: Iterable[date | None]) -> tuple[date, date]:
    """Say from when to when a new road map runs: from the day after the event, for a year or to its last milestone."""
    starts_on = event_ended_on + timedelta(days=1)
    return starts_on, max([starts_on + USUAL_LENGTH, *(day for day in due_days if day)])


def period_is_in_order(starts_on: date, ends_on: date) -> None:
    """Ask whether a road map may run from one day to another. Raises EndsBeforeItStarts."""
    if ends_on < starts_on:
        raise EndsBeforeItStarts


def progress_is_whole(state: MilestoneState, done_on: date | None, today: date) -> None:
    """Ask whether a state and the day it was reached belong together. Raises DayMissing, DayWithoutDone, DayAhead."""
    if state is not MilestoneState.DONE:
        if done_on is not None:
            raise DayWithoutDone
        return
    if done_on is None:
        raise DayMissing
    if done_on > today:
        raise DayAhead


def waits_in_order(milestone_id: int, needs: Iterable[int], edges: Iterable[tuple[int, int]]) -> None:
    """Ask whether a milestone may wait for others. Raises WaitsInCircle.

    edges: who waits for whom at present, as (milestone, needed); those of this milestone do not matter.
    """
    waits: dict[int, set[int]] = defaultdict(set)
    for waiting, needed in edges:
        waits[waiting].add(needed)
    ahead, seen = [*needs], set[int]()
    while ahead:
        here = ahead.pop()
        if here == milestone_id:
            raise WaitsInCircle
        if here not in seen:
            seen.add(here)
            ahead += waits[here]


def next_code(plan_code: str, codes: Collection[str]) -> str:
    """Return a code for another milestone that none of the road map has yet."""
    number = len(codes) + 1
    while f"{plan_code[:MOST_CODE]}-{number}" in codes:
        number += 1
    return f"{plan_code[:MOST_CODE]}-{number}"


def one_more_fits(known: Sequence[object]) -> None:
    """Ask whether a road map may get another milestone. Raises TooManyMilestones."""
    if len(known) >= MOST_MILESTONES:
        raise TooManyMilestones(most=MOST_MILESTONES)


def community_may_go(has_reports: bool) -> None:
    """Ask whether a community may be removed. Raises CommunityStays once progress was reported."""
    if has_reports:
        raise CommunityStays
