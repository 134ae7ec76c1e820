"""When a resolution may change, be adopted and be reopened, and what recommendations make when they are merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy
from eventhub.outcomes.models import Resolution, ResolutionState
from eventhub.outcomes.rules import Votes

MOST_TEXT = 2_000
MOST_PREAMBLE = 5_000
MOST_ADDRESSEE = 300
MOST_LINES = 50
MOST_LINE = 1_000
MOST_REASON = 1_000
MOST_VOTES = 100_000


class IsAdopted(Refusal):
    """What the hall adopted stays as it is."""

    words = lazy("The resolution is adopted. Reopen it with a reason, then change it.")


class NotAdopted(Refusal):
    """Only what was adopted can be reopened."""

    words = lazy("The resolution is a draft already. Go on and change it.")


class NoDecisions(Refusal):
    """A resolution without decisions."""

    words = lazy("There is no decision yet. Choose recommendations below and make decisions of them first.")


class VotesDoNotAddUp(Refusal):
    """Everybody present votes once."""

    words = lazy("In favour, against and abstained make %(votes)s together, but %(present)s were present. Count again.")


class NobodyVoted(Refusal):
    """A vote needs people."""

    words = lazy("Say how many were present, and how they voted.")


class TooManyPresent(Refusal):
    """More voters than people who came."""

    words = lazy("%(present)s were present by this count, but only %(came)s came to the event. Count again.")


class NoMajority(Refusal):
    """More than half of those present must be in favour."""

    words = lazy("Fewer than half of those present were in favour, so the resolution is not adopted.")


class NothingChosen(Refusal):
    """Merging needs something to merge."""

    words = lazy("Choose at least one recommendation.")


def may_change(resolution: Resolution) -> None:
    """Ask whether a resolution may be changed. Raises IsAdopted."""
    if resolution.state is ResolutionState.ADOPTED:
        raise IsAdopted


def may_adopt(resolution: Resolution, decisions: int, present: int, votes: Votes, came: int) -> None:
    """Ask whether the hall has adopted a resolution.

    came: how many people were at the event, by attendance; a vote of more is a mistake in counting, where anybody was
    counted at all. Raises IsAdopted, NoDecisions, NobodyVoted, VotesDoNotAddUp, TooManyPresent or NoMajority.
    """
    may_change(resolution)
    if not decisions:
        raise NoDecisions
    if not present:
        raise NobodyVoted
    if votes.present != present:
        raise VotesDoNotAddUp(votes=votes.present, present=present)
    if came and present > came:
        raise TooManyPresent(present=present, came=came)
    if 2 * votes.in_favour <= present:
        raise NoMajority


def may_reopen(resolution: Resolution) -> None:
    """Ask whether a resolution may be reopened. Raises NotAdopted."""
    if resolution.state is not ResolutionState.ADOPTED:
        raise NotAdopted


def share_in_favour(votes: Iterable[Votes | None]) -> Fraction | None:
    """Say which share of those present in the groups concerned was in favour; nothing when nobody voted."""
    counted = [each for each in votes if each is not None]
    present = sum(each.present for each in counted)
    return Fraction(sum(each.in_favour for each in counted), present) if present else None


@dataclass(frozen=True, slots=True)
class Source:
    """What a recommendation brings into a decision."""

    text: str
    addressee: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What a decision says before a person has written it: the first text, every addressee, the earliest day."""

    text: str
    addressee: str
    due_on: date | None


def merged(sources: Sequence[Source]) -> Merged:
    """Put recommendations together, ready to be written anew by a person. Raises NothingChosen."""
    if not sources:
        raise NothingChosen
    addressees = dict.fromkeys(source.addressee for source in sources if source.addressee)
    days = [source.due_on for source in sources if source.due_on]
    return Merged(sources[0].text, ", ".join(addressees)[:MOST_ADDRESSEE], min(days, default=None))


def moved(ids: Sequence[int], id_: int, step: int) -> list[int]:
    """Move one of a row by a step; at the ends it stays."""
    order = list(ids)
    place = order.index(id_)
    there = min(max(place + step, 0), len(order) - 1)
    order.insert(there, order.pop(place))
    return order
