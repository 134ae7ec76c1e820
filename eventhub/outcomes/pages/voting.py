"""Votes that add up, and dots."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from eventhub.ground.drawings.seats import seats_line
from eventhub.ground.formats import day
from eventhub.ground.i18n import _, ngettext
from eventhub.outcomes import queries
from eventhub.outcomes.models import Recommendation
from eventhub.outcomes.pages.steps import Room
from eventhub.outcomes.rules import CONSENSUS_WORDS, Votes, consensus


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that hands give: its name, the words, the sign of its seats and how many."""

    name: str
    words: str
    seat: str
    count: int | str


@dataclass(frozen=True, slots=True)
class VoteView:
    """A recommendation that is voted on."""

    uid: str
    number: int
    text: str
    lang: str
    addressee: str
    due: str
    counts: list[Counted]
    seats: Markup
    is_right: bool
    words: str
    dots: int | str


def votes(room: Room) -> dict[str, Any]:
    """Show the recommendations with their votes. One statement."""
    shown = _recommendations(room)
    return {"votes": [_vote(room, place, row) for place, row in enumerate(shown, start=1)], "present": room.present}


def _recommendations(room: Room) -> list[Recommendation]:
    rows = queries.entries_of(Recommendation, room.record_id)
    return [row for row in rows if row.withdrawn_at is None]


def _vote(room: Room, place: int, row: Recommendation) -> VoteView:
    given = (row.votes_for, row.votes_against, row.votes_abstained)
    counted = [count or 0 for count in given]
    total, missing = sum(counted), max(room.present - sum(counted), 0)
    words = _vote_words(room, Votes(*counted)) if None not in given else _("Not voted on yet.")
    names = (("for", _("For")), ("against", _("Against")), ("abstained", _("Abstained")))
    return VoteView(
        uid=str(row.uid),
        number=place,
        text=row.text,
        lang=row.lang,
        addressee=row.addressee,
        due=day(row.due_on) if row.due_on else "",
        counts=[
            Counted(name, said, name, "" if count is None else count)
            for (name, said), count in zip(names, given, strict=True)
        ],
        seats=_seats(counted, missing, place, words),
        is_right=None not in given and total == room.present and total > 0,
        words=words,
        dots="" if row.dots is None else row.dots,
    )


def _seats(counted: list[int], missing: int, place: int, words: str) -> Markup:
    in_favour, against, abstained = counted
    return seats_line(in_favour, against, abstained, missing, key=f"votes-{place}", title=_("Votes"), desc=words)


def _vote_words(room: Room, cast: Votes) -> str:
    if cast.present != room.present:
        return ngettext(
            "%(counted)s votes are written down, %(count)s person is in the room. Who has not voted yet?",
            "%(counted)s votes are written down, %(count)s people are in the room. Who has not voted yet?",
            room.present,
            counted=cast.present,
        )
    if cast.in_favour == cast.against:
        return _("A tie, %(count)s to %(count)s: not adopted.", count=cast.in_favour)
    return _("All %(count)s have voted: %(result)s.", count=cast.present, result=CONSENSUS_WORDS[consensus(cast)])


def dots(room: Room) -> dict[str, Any]:
    """Show the recommendations with their dots and what is left to place. One statement."""
    shown = votes(room)["votes"]
    placed, all_dots = room.standing.dots, room.dots_per_person * room.present
    return {
        "votes": shown,
        "per_person": room.dots_per_person,
        "all_dots": all_dots,
        "is_right": placed == all_dots and placed > 0,
        "words": _dots_words(placed, all_dots),
        "present": room.present,
    }


def _dots_words(placed: int, all_dots: int) -> str:
    if placed == all_dots:
        return ngettext("All %(count)s dot is placed.", "All %(count)s dots are placed.", all_dots)
    return ngettext(
        "%(placed)s of %(count)s dot is placed.", "%(placed)s of %(count)s dots are placed.", all_dots, placed=placed
    )
