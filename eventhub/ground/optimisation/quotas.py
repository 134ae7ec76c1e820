"""Say before anybody is placed how many of each kind every group should have.

Sizes are spread by water filling; quotas are exact fractions, floored and ceiled at the end only.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from eventhub.ground.optimisation.problem import Group, Problem


@dataclass(frozen=True)
class Quota:
    """How many people of one cell (attribute and value) a group should have: from `least` to `most`."""

    attribute: str
    value: str
    group: str
    least: int
    most: int

    def distance(self, count: int) -> int:
        """How far a count lies outside the quota."""
        return max(0, self.least - count, count - self.most)


def nominal_sizes(groups: tuple[Group, ...], people_count: int) -> dict[str, Fraction]:
    """Spread people evenly over groups inside their limits: every group is filled to one common level.

    The limits must admit the number of people; otherwise each group gets its nearest limit.
    """
    level = _level(groups, people_count)
    return {group.id: _clamped(level, group) for group in groups}


def cell_sizes(problem: Problem) -> dict[tuple[str, str], int]:
    """Count the people of each (attribute, value), in the order of attributes and then of values."""
    counts = Counter(
        (attribute.name, value)
        for attribute in problem.attributes
        for person in problem.people
        if (value := person.attributes.get(attribute.name, ""))
    )
    position = {attribute.name: index for index, attribute in enumerate(problem.attributes)}
    return {cell: counts[cell] for cell in sorted(counts, key=lambda cell: (position[cell[0]], cell[1]))}


def quotas(problem: Problem) -> tuple[Quota, ...]:
    """List the quota of every cell in every group. Depends on the input only, never on an allocation."""
    total = len(problem.people)
    sizes = nominal_sizes(problem.groups, total)
    found = []
    for (attribute, value), count in cell_sizes(problem).items():
        for group in problem.groups:
            share = Fraction(count) * sizes[group.id] / total
            found.append(Quota(attribute, value, group.id, floor(share), ceil(share)))
    return tuple(found)


def _level(groups: tuple[Group, ...], people_count: int) -> Fraction:
    """Find the water level at which the groups hold everybody."""
    turning_points = sorted({group.minimum for group in groups} | {g.maximum for g in groups if g.maximum is not None})
    below = Fraction(0)
    for point in turning_points:
        if sum(_clamped(Fraction(point), group) for group in groups) >= people_count:
            break
        below = Fraction(point)
    rising = [g for g in groups if g.minimum <= below and (g.maximum is None or g.maximum > below)]
    missing = people_count - sum(_clamped(below, group) for group in groups)
    return below + Fraction(missing) / len(rising) if rising and missing > 0 else below


def _clamped(level: Fraction, group: Group) -> Fraction:
    ceiling = level if group.maximum is None else min(level, Fraction(group.maximum))
    return max(ceiling, Fraction(group.minimum))
