"""What the page of the resolution shows: decisions in order, recommendations by kind of factor, drafts from figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from eventhub.events.models import Event
from eventhub.ground import formats
from eventhub.ground.i18n import _, language, ngettext, speaking
from eventhub.ground.texts import Texts
from eventhub.outcomes.models import Resolution, ResolutionState
from eventhub.outcomes.rules import Votes
from eventhub.resolutions import letters, queries, rules
from eventhub.resolutions.actions import Wording
from eventhub.resolutions.queries import Decided, Proposed


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with addressee, day and sources in words, and where it is changed and moved."""

    number: int
    text: str
    lang: str
    meta: tuple[str, ...]
    address: str
    place: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation with its group, its support and the objections, and the decisions it went into."""

    uid: str
    text: str
    lang: str
    meta: tuple[str, ...]
    decided: str


@dataclass(frozen=True, slots=True)
class Category:
    """Recommendations that come from one kind of factor; how much stands behind them together."""

    title: str
    support: str
    rows: list[RecommendationRow]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the resolution is."""

    is_adopted: bool
    words: str
    votes: str
    reopened: str


def standing(event: Event, resolution: Resolution | None) -> Standing:
    """Say how far the resolution is."""
    if resolution is None or resolution.state is ResolutionState.DRAFT:
        return Standing(False, _("Draft of the resolution"), "", resolution.reopened_reason if resolution else "")
    moment = formats.moment(resolution.adopted_at, event.zone) if resolution.adopted_at else ""
    words = _("Adopted on %(moment)s", moment=moment) if moment else _("Adopted")
    return Standing(True, words, _hall(resolution), "")


def _hall(resolution: Resolution) -> str:
    counted = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
    if None in counted:
        return ""
    in_favour, against, abstained = (formats.number(count or 0) for count in counted)
    return _(
        "%(in_favour)s in favour, %(against)s against, %(abstained)s abstained",
        in_favour=in_favour,
        against=against,
        abstained=abstained,
    )


def decision_rows(event: Event, decisions: Sequence[Decided]) -> list[DecisionRow]:
    """Lay out the decisions."""
    last = len(decisions)
    return [_decision(event, each, number, last) for number, each in enumerate(decisions, start=1)]


def _decision(event: Event, decided: Decided, number: int, last: int) -> DecisionRow:
    row, groups = decided.row, sorted({group for _recommendation, group in decided.sources})
    came = _("from groups: %(numbers)s", numbers=formats.listing(groups)) if groups else _("from the hall itself")
    return DecisionRow(
        number=number,
        text=row.text,
        lang=row.lang,
        meta=(row.addressee, until(row.due_on), came),
        address=url_for("resolutions.decision", slug=event.slug, uid=row.uid),
        place=url_for("resolutions.move", slug=event.slug, uid=row.uid),
        is_first=number == 1,
        is_last=number == last,
    )


def until(day: date | None) -> str:
    """Write by when."""
    return _("until %(day)s", day=formats.day(day)) if day else ""


def categories(event: Event, proposed: Sequence[Proposed], decisions: Sequence[Decided]) -> list[Category]:
    """Lay out the recommendations by kind of factor; those without one come last."""
    places = queries.by_recommendation(decisions)
    parted: dict[Texts | None, list[Proposed]] = {}
    for each in proposed:
        parted.setdefault(each.category, []).append(each)
    return [
        Category(
            title=title.words(language(), event.main_language) if title else _("Without a kind of factor"),
            support=_support([each.votes for each in some]),
            rows=[_recommendation(each, places.get(each.row.id, [])) for each in some],
        )
        for title, some in parted.items()
    ]


def _support(votes: Sequence[Votes | None]) -> str:
    share = rules.share_in_favour(votes)
    return "" if share is None else _("support: %(share)s of those present", share=formats.percent(float(share)))


def _recommendation(proposed: Proposed, places: Sequence[int]) -> RecommendationRow:
    row = proposed.row
    decided = [str(place) for place in places]
    return RecommendationRow(
        uid=str(row.uid),
        text=row.text,
        lang=row.lang,
        meta=(
            _("Group %(number)s", number=proposed.group),
            _in_favour(proposed.votes),
            _objections(proposed.votes),
            row.addressee,
            until(row.due_on),
        ),
        decided=_("in decision %(numbers)s", numbers=formats.listing(decided)) if decided else "",
    )


def _in_favour(votes: Votes | None) -> str:
    share = rules.share_in_favour([votes])
    if votes is None or share is None:
        return _("not voted on")
    return _(
        "%(share)s in favour (%(in_favour)s of %(present)s)",
        share=formats.percent(float(share)),
        in_favour=formats.number(votes.in_favour),
        present=formats.number(votes.present),
    )


def _objections(votes: Votes | None) -> str:
    return ngettext("%(count)s against", "%(count)s against", votes.against) if votes and votes.against else ""


def drafted(event: Event) -> Wording:
    """Draft preamble, what was noted and what stayed open, in the main language of the event. Two statements."""
    figures, still_open = queries.figures(event.id), list(queries.disagreements(event.id))
    with speaking(event.main_language):
        return Wording(letters.preamble(figures), letters.noted(figures), still_open)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A recommendation behind a decision; is_withdrawn: its group has taken it back since."""

    text: str
    lang: str
    meta: tuple[str, ...]
    is_withdrawn: bool
    removal: str


def source_rows(event: Event, decided: Decided) -> list[SourceRow]:
    """Lay out what is behind a decision."""
    return [
        SourceRow(
            text=row.text,
            lang=row.lang,
            meta=(_("Group %(number)s", number=group), _in_favour(queries.votes_of(row)), row.addressee),
            is_withdrawn=row.withdrawn_at is not None,
            removal=url_for("resolutions.drop_source", slug=event.slug, uid=decided.row.uid, source=row.uid),
        )
        for row, group in decided.sources
    ]
