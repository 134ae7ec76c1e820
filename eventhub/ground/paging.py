"""Pages of long lists: which one is asked for, and the ways to the others."""

from collections.abc import Callable
from dataclasses import dataclass

NEIGHBOURS = 2
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a list: (number or nothing for a gap, address, is current), and the neighbours."""

    numbers: list[tuple[int | None, str, bool]]
    previous: str
    next: str


def page_number(given: str | None, total: int, size: int) -> int:
    """Read the number of a page; what is none is the first, what lies behind the end the last."""
    digits = given or ""
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS else 1
    return min(max(number, 1), last_page(total, size))


def last_page(total: int, size: int) -> int:
    """Return the number of the last page; an empty list has one."""
    return max((total + size - 1) // size, 1)


def pages(total: int, shown: int, size: int, address_of: Callable[[int], str]) -> Pages:
    """Number the pages of a list; in a long one only the ends and the neighbours of the one shown."""
    last = last_page(total, size)
    near = [page for page in range(1, last + 1) if page in {1, last} or abs(page - shown) <= NEIGHBOURS]
    numbers: list[tuple[int | None, str, bool]] = []
    for before, page in zip([0, *near], near, strict=False):
        if page > before + 1:
            numbers.append((None, "", False))
        numbers.append((page, address_of(page), page == shown))
    return Pages(numbers, address_of(shown - 1) if shown > 1 else "", address_of(shown + 1) if shown < last else "")
