"""Figures of a result that follow from its ratings: stored nowhere, but what the folder says must be what comes out."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults, Place
from eventhub.demo.folder.group_files import FactorRow, RatingRow, ResultRow
from eventhub.ground.i18n import lazy
from eventhub.ground.statistics import Agreement, mean, quartiles, round_half_even
from eventhub.outcomes import rules
from eventhub.outcomes.rules import Marks

HUNDREDTHS = Fraction(1, 200)
TEN_THOUSANDTHS = Fraction(1, 20_000)
THOUSANDTHS = Fraction(1, 2_000)
SHOWN_DECIMALS = 4

OTHER_GROUP = lazy("the factor “%(factor)s” is of the group “%(group)s”")
RATER_ELSEWHERE = lazy("“%(person)s” is not of this group by allocation.csv")
DIFFERS = lazy("is %(given)s, but the ratings give %(wanted)s")


def check_ratings(folder: Folder, faults: Faults) -> None:
    """People rate the factors of their own group."""
    group_of_factor = {factor.id: result.group_id for result in folder.results for factor in result.factors}
    group_of_person = {row.participant_id: row.group_id for row in folder.allocation}
    for row in folder.ratings:
        group = group_of_factor.get(row.factor_id, row.group_id)
        if group != row.group_id:
            faults.add(row.place.at("factor_id"), OTHER_GROUP, factor=row.factor_id, group=group)
        if folder.allocation.is_sound and group_of_person.get(row.participant_id) != row.group_id:
            faults.add(row.place.at("participant_id"), RATER_ELSEWHERE, person=row.participant_id)


def check_figures(folder: Folder, faults: Faults) -> None:
    """Means within half a hundredth, quartiles exact, ranks by the exact mean, agreement as far as it is written."""
    if not folder.ratings.is_sound:
        return
    by_factor: dict[str, list[RatingRow]] = defaultdict(list)
    for row in folder.ratings:
        by_factor[row.factor_id].append(row)
    for result in folder.results:
        marks = [marks_of(by_factor[factor.id]) for factor in result.factors]
        means = [_mean_importance(given) for given in marks]
        ranks = rules.ranks(means)
        for factor, given, rank in zip(result.factors, marks, ranks, strict=True):
            _check_factor(factor, given, rank, faults)
        if result.factors:
            _check_agreement(result, rules.agreement(marks), faults)


def marks_of(rows: Sequence[RatingRow]) -> list[Marks]:
    """Return the ratings of one factor as the product has them."""
    return [Marks(row.participant_id, row.importance, row.controllability) for row in rows]


def _mean_importance(marks: Sequence[Marks]) -> Fraction | None:
    given = [mark.importance for mark in marks if mark.importance is not None]
    return mean(given) if given else None


def _check_factor(row: FactorRow, marks: Sequence[Marks], rank: int | None, faults: Faults) -> None:
    importances = [mark.importance for mark in marks if mark.importance is not None]
    controllabilities = [mark.controllability for mark in marks if mark.controllability is not None]
    parts = quartiles(importances) if importances else None
    exact = Fraction(0)
    wanted = {
        "n": (Fraction(len(importances)), exact),
        "importance_mean": (mean(importances) if importances else None, HUNDREDTHS),
        "importance_median": (parts.median if parts else None, exact),
        "importance_q1": (parts.lower if parts else None, exact),
        "importance_q3": (parts.upper if parts else None, exact),
        "controllability_mean": (mean(controllabilities) if controllabilities else None, HUNDREDTHS),
        "rank": (None if rank is None else Fraction(rank), exact),
    }
    for name, (value, tolerance) in wanted.items():
        _compare(row.place.at(name), getattr(row, name), value, tolerance, faults)


def _check_agreement(result: ResultRow, found: rules.GroupAgreement, faults: Faults) -> None:
    given = result.agreement
    measure = found.measure if isinstance(found.measure, Agreement) else None
    exact = Fraction(0)
    wanted = {
        "raters": (Fraction(found.raters), exact),
        "complete_raters": (Fraction(found.complete_raters), exact),
        "items": (Fraction(found.items), exact),
        "kendall_w": (measure.w if measure else None, TEN_THOUSANDTHS),
        "chi_square": (measure.chi_square if measure else None, THOUSANDTHS),
        "df": (None if given.df is None else Fraction(found.items - 1), exact),
    }
    for name, (value, tolerance) in wanted.items():
        _compare(given.place.at(name), getattr(given, name), value, tolerance, faults)


def _compare(
    place: Place, given: Decimal | int | None, wanted: Fraction | None, most: Fraction, faults: Faults
) -> None:
    if given is None or wanted is None:
        is_same = given is None and wanted is None
    else:
        is_same = abs(Fraction(given) - wanted) <= most
    if not is_same:
        faults.add(place, DIFFERS, given=_written(given), wanted=_written(wanted))


def _written(value: Decimal | Fraction | int | None) -> str:
    if value is None:
        return "null"
    return f"{round_half_even(Fraction(value), SHOWN_DECIMALS).normalize():f}"
