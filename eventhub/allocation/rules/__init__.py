"""What is allowed with an allocation: when people may be moved, rules made, and everybody told."""

from datetime import datetime

from eventhub.allocation.models import Allocation, AllocationState, RuleKind
from eventhub.events.models import Event, EventState
from eventhub.events.rules import is_over
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import Lazy, lazy

NAMES_A_GROUP = {RuleKind.FIXED, RuleKind.FORBIDDEN}
"""Kinds of rules that are about one group."""
NAMES_SEVERAL = {RuleKind.TOGETHER, RuleKind.APART}
"""Kinds of rules that are about at least two people."""
MOST_RULED = 50

KIND_WORDS: dict[RuleKind, Lazy] = {
    RuleKind.TOGETHER: lazy("together in one group"),
    RuleKind.APART: lazy("all in different groups"),
    RuleKind.FIXED: lazy("only in the group chosen below"),
    RuleKind.FORBIDDEN: lazy("not in the group chosen below"),
    RuleKind.FREE: lazy("anywhere, whatever they present or lead"),
}


class NobodyToPlace(Refusal):
    """Nobody has a place at the event yet."""

    words = lazy("Nobody has a confirmed place yet, so there is nobody to put into groups.")


class NoGroupsYet(Refusal):
    """An event without groups."""

    words = lazy("There are no focus groups yet. Add them first; each needs a title and a size.")


class OnlyDraftsChange(Refusal):
    """What people have been told stays as it is."""

    words = lazy("People have been told of this allocation. Make a draft from it, change that, and publish it.")


class MovedMeanwhile(Refusal):
    """Two organisers at one draft."""

    words = lazy("Somebody else has changed this draft meanwhile. The page shows it as it stands now; choose again.")


class IsLocked(Refusal):
    """A locked person."""

    words = lazy("This person is locked in the group. Unlock first.")


class BreaksRules(Refusal):
    """A move that the hard rules forbid."""

    words = lazy("This move breaks a rule or the size of a group. Choose an exchange, or another group.")


class NothingToUndo(Refusal):
    """No move is left."""

    words = lazy("No move is left to undo.")


class NotBeingSought(Refusal):
    """The search has ended by itself."""

    words = lazy("The search has ended already.")


class EventDoesNotWait(Refusal):
    """Nobody can be sent to a group."""

    words = lazy("Groups are announced before the event begins, once it is published. This event is not in that state.")


class NotComplete(Refusal):
    """A draft without people."""

    words = lazy("Nobody has a group in this draft. Allocate first.")


class NamesNoPeople(Refusal):
    """A rule about too few people."""

    words = lazy("This kind of rule needs at least %(least)s people, one to a line.")


class NamesTooMany(Refusal):
    """A rule about half the hall."""

    words = lazy("A rule names at most %(most)s people.")


class NamesNoGroup(Refusal):
    """A rule about a group without one."""

    words = lazy("Choose the group that the rule is about.")


class NobodyOfThisName(Refusal):
    """A line that fits nobody."""

    words = lazy("Nobody with a place fits “%(line)s”. Write the number of the registration or the family name.")


class SeveralOfThisName(Refusal):
    """A line that fits several people."""

    words = lazy("Several people fit “%(line)s”: %(who)s. Write the number.")


def may_change(allocation: Allocation) -> None:
    """Ask whether people may be moved in an allocation. Raises OnlyDraftsChange."""
    if allocation.state is not AllocationState.DRAFT:
        raise OnlyDraftsChange


def may_publish(event: Event, allocation: Allocation, people_count: int, now: datetime) -> None:
    """Ask whether people may be told of a draft. Raises OnlyDraftsChange, NotComplete or EventDoesNotWait.

    people_count: how many it puts into groups. now: aware moment.
    """
    may_change(allocation)
    if not people_count:
        raise NotComplete
    if event.state is not EventState.PUBLISHED or is_over(event, now):
        raise EventDoesNotWait


def may_rule(kind: RuleKind, people_count: int, has_group: bool) -> None:
    """Ask whether a rule says enough. Raises NamesNoPeople, NamesTooMany or NamesNoGroup."""
    least = 2 if kind in NAMES_SEVERAL else 1
    if people_count < least:
        raise NamesNoPeople(least=least)
    if people_count > MOST_RULED:
        raise NamesTooMany(most=MOST_RULED)
    if kind in NAMES_A_GROUP and not has_group:
        raise NamesNoGroup
