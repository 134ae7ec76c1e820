"""Ratings: sheets typed in, hands counted, and – when the step is closed – what the group thinks."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from markupsafe import Markup

from eventhub.ground.drawings.spread import spread
from eventhub.ground.formats import number
from eventhub.ground.i18n import _, ngettext
from eventhub.outcomes import queries, rules
from eventhub.outcomes.models import Factor, Rating, RatingSource
from eventhub.outcomes.pages.steps import Room
from eventhub.outcomes.rules import Marks
from eventhub.outcomes.rules.recording import HIGHEST_MARK, MARKS


@dataclass(frozen=True, slots=True)
class FactorHead:
    """A factor with its number on the sheet."""

    uid: str
    number: int
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A mark that one person gives one factor in one respect; `label` says all of it."""

    factor_uid: str
    field: str
    mark: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's sheet: a row of the grid."""

    uid: str
    name: str
    cells: list[Cell]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class HandsRow:
    """A factor in one respect: how many hands for each mark."""

    factor_uid: str
    field: str
    words: str
    counts: list[int | str]
    total: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """What the group thinks of one factor."""

    number: int
    text: str
    lang: str
    rank: str
    spread: Markup
    median: str
    middle_half: str
    importance: str
    controllability: str
    count: int
    is_divided: bool


def ratings(room: Room) -> dict[str, Any]:
    """Show what is rated, by sheet or by hands; figures only when the step is closed. At most four statements."""
    rows = queries.entries_of(Factor, room.record_id)
    factors = [row for row in rows if row.withdrawn_at is None]
    given = queries.ratings_of(room.record_id)
    heads = [FactorHead(str(row.uid), place, row.text, row.lang) for place, row in enumerate(factors, start=1)]
    by_hands = request.args.get("way") == "hands"
    shown: dict[str, Any] = {"heads": heads, "by_hands": by_hands, "is_closed": room.are_ratings_shown}
    if room.are_ratings_shown:
        shown |= _revealed(factors, given)
    if by_hands:
        shown |= {"hands": _hands(room, factors, given)}
    else:
        shown |= _sheets(room, factors, given)
    return shown


def _sheets(room: Room, factors: Sequence[Factor], given: Sequence[Rating]) -> dict[str, Any]:
    people = queries.people_of(room.seat.group.id, room.item_ids, only_present=True)
    marks = {(rating.registration_id, rating.factor_id): rating for rating in given}
    sheets = []
    for person in people:
        cells = [
            _cell(person.full_name, place, factor, field, marks.get((person.id, factor.id)))
            for place, factor in enumerate(factors, start=1)
            for field in MARKS
        ]
        is_whole = bool(cells) and all(cell.mark for cell in cells)
        sheets.append(Sheet(str(person.uid), person.full_name, cells, is_whole))
    whole = sum(sheet.is_whole for sheet in sheets)
    return {
        "sheets": sheets,
        "handed_in": ngettext(
            "%(whole)s of %(count)s sheet", "%(whole)s of %(count)s sheets", len(sheets), whole=whole
        ),
    }


def _cell(name: str, place: int, factor: Factor, field: str, rating: Rating | None) -> Cell:
    mark = getattr(rating, field) if rating else None
    label = _("%(name)s, factor %(number)s, %(what)s", name=name, number=place, what=mark_words(field))
    return Cell(str(factor.uid), field, "" if mark is None else str(mark), label, _short(place, field))


def _short(place: int, field: str) -> str:
    short = {"importance": _("imp."), "controllability": _("ours")}
    return f"{place} {short[field]}"


def mark_words(field: str) -> str:
    """Name what is rated."""
    return {"importance": _("importance"), "controllability": _("in our hands")}[field]


def _hands(room: Room, factors: Sequence[Factor], given: Sequence[Rating]) -> list[tuple[FactorHead, list[HandsRow]]]:
    by_factor: dict[int, list[Rating]] = defaultdict(list)
    for rating in given:
        if rating.source is RatingSource.HANDS:
            by_factor[rating.factor_id].append(rating)
    return [
        (
            FactorHead(str(factor.uid), place, factor.text, factor.lang),
            [_hands_row(room, factor, field, by_factor[factor.id]) for field in MARKS],
        )
        for place, factor in enumerate(factors, start=1)
    ]


def _hands_row(room: Room, factor: Factor, field: str, ballots: Sequence[Rating]) -> HandsRow:
    counted = Counter(mark for ballot in ballots if (mark := getattr(ballot, field)) is not None)
    counts: list[int | str] = [counted[mark] or "" for mark in range(1, HIGHEST_MARK + 1)]
    total = _("%(counted)s of %(present)s", counted=counted.total(), present=room.present)
    return HandsRow(str(factor.uid), field, mark_words(field), counts, total)


def _revealed(factors: Sequence[Factor], given: Sequence[Rating]) -> dict[str, Any]:
    by_factor: dict[int, list[Marks]] = defaultdict(list)
    for rating in given:
        by_factor[rating.factor_id].append(Marks(rating.rater, rating.importance, rating.controllability))
    marks = [by_factor[factor.id] for factor in factors]
    figures = [rules.figures(of_factor) for of_factor in marks]
    ranks = rules.ranks([found.importance if found else None for found in figures])
    divided = rules.most_divided(figures)
    agreement = rules.agreement(marks)
    return {
        "revealed": [
            _figures(place, factor, found, ranks[place], is_divided=place == divided)
            for place, (factor, found) in enumerate(zip(factors, figures, strict=True))
        ],
        "divided": factors[divided] if divided is not None else None,
        "agreement": rules.agreement_words(agreement),
        "chance": rules.chance_words(agreement),
    }


def _figures(
    place: int, factor: Factor, found: rules.FactorFigures | None, rank: int | None, *, is_divided: bool
) -> Revealed:
    if found is None:
        few = _("fewer than three ratings")
        return Revealed(place + 1, factor.text, factor.lang, "", Markup(), few, "", "", "", 0, is_divided=False)
    quarters = found.quartiles
    return Revealed(
        number=place + 1,
        text=factor.text,
        lang=factor.lang,
        rank=str(rank or ""),
        spread=spread(float(quarters.lower), float(quarters.median), float(quarters.upper)),
        median=number(float(quarters.median)),
        middle_half=f"{number(float(quarters.lower))}–{number(float(quarters.upper))}",
        importance=number(float(found.importance), 1),
        controllability="–" if found.controllability is None else number(float(found.controllability), 1),
        count=found.count,
        is_divided=is_divided,
    )
