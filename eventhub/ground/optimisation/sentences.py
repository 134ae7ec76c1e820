"""Say things in Russian and in English at once, with the nouns in the right plural."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Sentence:
    """One statement in both languages."""

    ru: str
    en: str


def count_ru(number: int, one: str, few: str, many: str) -> str:
    """Give a number with its Russian noun: 1 человек, 3 человека, 11 человек."""
    tens, units = abs(number) % 100, abs(number) % 10
    if units == 1 and tens != 11:
        return f"{number} {one}"
    if 2 <= units <= 4 and not 12 <= tens <= 14:
        return f"{number} {few}"
    return f"{number} {many}"


def count_en(number: int, one: str, many: str) -> str:
    """Give a number with its English noun."""
    return f"{number} {one if number == 1 else many}"


def people_ru(number: int) -> str:
    """Count people in Russian."""
    return count_ru(number, "человек", "человека", "человек")


def people_en(number: int) -> str:
    """Count people in English."""
    return count_en(number, "person", "people")


def places_ru(number: int) -> str:
    """Count places in Russian."""
    return count_ru(number, "место", "места", "мест")


def places_en(number: int) -> str:
    """Count places in English."""
    return count_en(number, "place", "places")


def listed_ru(names: Iterable[str]) -> str:
    """Join names in Russian: А, Б и В."""
    return _joined(list(names), " и ")


def listed_en(names: Iterable[str]) -> str:
    """Join names in English: A, B and C."""
    return _joined(list(names), " and ")


def plain(value: Fraction) -> int | float:
    """Show an exact number as people write it: an integer where it is one."""
    return int(value) if value.denominator == 1 else float(value)


def _joined(names: list[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last + names[-1]
