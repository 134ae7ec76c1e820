"""Medians, quartiles, ranks and Kendall's agreement for the ratings of a group. Exact fractions wherever possible.

Sources: quartiles by linear interpolation at position (n - 1) p (type 7 of Hyndman and Fan 1996); Kendall's W with the
correction for ties (Kendall 1948; Siegel and Castellan 1988, 9.5); the chi-square tail by series and continued fraction
of the incomplete gamma function (Abramowitz and Stegun 6.5.29 and 6.5.31).
"""

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import exp, lgamma, log
from typing import Final

Number = int | Fraction | Decimal

LEAST_RATERS: Final = 3
LEAST_ITEMS: Final = 3
PRECISION: Final = 1e-14
MOST_TERMS: Final = 10_000
ROUNDED_FROM: Final = Fraction(1, 2)


class Undefined(enum.StrEnum):
    """Why there is no measure of agreement."""

    TOO_FEW_RATERS = "too_few_raters"
    TOO_FEW_ITEMS = "too_few_items"
    ALL_EQUAL = "all_equal"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kendall's W between 0 and 1 and its test: chi-square with df degrees of freedom and the chance p of as much."""

    w: Fraction
    chi_square: Fraction
    df: int
    p: float
    raters: int
    items: int


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Lower quartile, median and upper quartile."""

    lower: Fraction
    median: Fraction
    upper: Fraction


def mean(values: Sequence[Number]) -> Fraction:
    """Return the exact mean. Raises ValueError without values."""
    if not values:
        raise ValueError("there is no mean of nothing")
    return sum((Fraction(value) for value in values), Fraction()) / len(values)


def median(values: Sequence[Number]) -> Fraction:
    """Return the exact median. Raises ValueError without values."""
    return quantile(values, Fraction(1, 2))


def quartiles(values: Sequence[Number]) -> Quartiles:
    """Return both quartiles and the median. Raises ValueError without values."""
    lower, middle, upper = (quantile(values, Fraction(part, 4)) for part in (1, 2, 3))
    return Quartiles(lower, middle, upper)


def quantile(values: Sequence[Number], share: Fraction) -> Fraction:
    """Return the value at position (n - 1) times share, between its neighbours in proportion; share is 0 to 1."""
    if not values:
        raise ValueError("there are no quantiles of nothing")
    ordered = sorted(Fraction(value) for value in values)
    position = (len(ordered) - 1) * share
    below = position.numerator // position.denominator
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def midranks(values: Sequence[Number]) -> list[Fraction]:
    """Rank values from 1 for the smallest; equal values share the mean of their ranks."""
    counts = Counter(values)
    ranks: dict[Number, Fraction] = {}
    before = 0
    for value in sorted(counts):
        ranks[value] = before + Fraction(counts[value] + 1, 2)
        before += counts[value]
    return [ranks[value] for value in values]


def kendall_w(ratings: Sequence[Sequence[Number | None]]) -> Agreement | Undefined:
    """Measure how far raters agree on the order of items; one row per rater, one column per item, None for no mark.

    Raters who left a mark out do not count. The order is measured, not the marks: adding a constant to a row changes
    nothing. With fewer than three raters or items, or when every rater gives every item the same mark, there is no
    answer but a reason. Raises ValueError when rows differ in length.
    """
    if len({len(row) for row in ratings}) > 1:
        raise ValueError("every rater has a place for every item")
    complete = [marks for row in ratings if len(marks := [mark for mark in row if mark is not None]) == len(row)]
    raters, items = len(complete), len(ratings[0]) if ratings else 0
    if raters < LEAST_RATERS:
        return Undefined.TOO_FEW_RATERS
    if items < LEAST_ITEMS:
        return Undefined.TOO_FEW_ITEMS
    sums = [sum(column, Fraction()) for column in zip(*(midranks(row) for row in complete), strict=True)]
    middle = Fraction(raters * (items + 1), 2)
    spread = sum(((total - middle) ** 2 for total in sums), Fraction())
    ties = sum(count**3 - count for row in complete for count in Counter(row).values())
    possible = raters**2 * (items**3 - items) - raters * ties
    if not possible:
        return Undefined.ALL_EQUAL
    w = 12 * spread / possible
    chi_square = raters * (items - 1) * w
    return Agreement(w, chi_square, items - 1, chi_square_tail(chi_square, items - 1), raters, items)


def chi_square_tail(value: Fraction | float, df: int) -> float:
    """Return the chance that chi-square with df degrees of freedom is at least value."""
    if value < 0 or df < 1:
        raise ValueError("chi-square is not negative and has at least one degree of freedom")
    return _upper_gamma(df / 2, float(value) / 2)


def hide_small(table: Sequence[Sequence[int]], least: int) -> list[list[int | None]]:
    """Hide counts above 0 and below least, and as many more as keep the sums from giving them away.

    The sums of rows and columns may be shown beside the table: in none of them is a single cell hidden alone.
    """
    hidden = [[0 < cell < least for cell in row] for row in table]
    while (found := _lonely(table, hidden)) is not None:
        hidden[found[0]][found[1]] = True
    return [
        [None if is_hidden else cell for cell, is_hidden in zip(row, marks, strict=True)]
        for row, marks in zip(table, hidden, strict=True)
    ]


def round_half_even(value: Number, digits: int = 0) -> Decimal:
    """Round a value so that exact halves go to the even neighbour; for published tables that are summed again."""
    return _rounded(value, digits, ROUND_HALF_EVEN)


def round_half_up(value: Number, digits: int = 0) -> Decimal:
    """Round a value so that exact halves go away from zero, as people expect in a text."""
    return _rounded(value, digits, ROUND_HALF_UP)


def _lonely(table: Sequence[Sequence[int]], hidden: Sequence[Sequence[bool]]) -> tuple[int, int] | None:
    """Find the smallest cell that must be hidden too because its row or column hides exactly one."""
    rows = [[(row, column) for column in range(len(table[row]))] for row in range(len(table))]
    columns = [list(line) for line in zip(*rows, strict=True)]
    for line in [*rows, *columns]:
        shown = [(row, column) for row, column in line if not hidden[row][column]]
        if shown and len(line) - len(shown) == 1:
            return min(shown, key=lambda place: (not table[place[0]][place[1]], table[place[0]][place[1]], place))
    return None


def _rounded(value: Number, digits: int, way: str) -> Decimal:
    scaled = Fraction(value) * 10**digits
    whole, rest = divmod(abs(scaled), 1)
    is_up = rest > ROUNDED_FROM or (rest == ROUNDED_FROM and (way == ROUND_HALF_UP or whole % 2 == 1))
    result = int(whole) + is_up
    return Decimal(-result if scaled < 0 else result).scaleb(-digits)


def _upper_gamma(shape: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(shape, x)."""
    if x <= 0:
        return 1.0
    if x < shape + 1:
        return min(max(1 - _series(shape, x), 0.0), 1.0)
    return _fraction(shape, x)


def _series(shape: float, x: float) -> float:
    """Sum the series of the lower function; it converges quickly below shape + 1."""
    term = total = 1 / shape
    for step in range(1, MOST_TERMS):
        term *= x / (shape + step)
        total += term
        if term < total * PRECISION:
            break
    return total * exp(shape * log(x) - x - lgamma(shape))


def _fraction(shape: float, x: float) -> float:
    """Evaluate the continued fraction of the upper function (Lentz); it converges quickly above shape + 1."""
    tiny = 1e-300
    b = x + 1 - shape
    c, d = 1 / tiny, 1 / b
    total = d
    for step in range(1, MOST_TERMS):
        a = -step * (step - shape)
        b += 2
        d = 1 / (a * d + b or tiny)
        c = b + a / c or tiny
        total *= d * c
        if abs(d * c - 1) < PRECISION:
            break
    return total * exp(shape * log(x) - x - lgamma(shape))
