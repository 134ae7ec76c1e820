"""What the organiser chooses before the press: the order of aims, what to balance, where to begin."""

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.optimisation.problem import Objective


class Aims(enum.StrEnum):
    """Which aim comes first where not all can be reached."""

    WISHES = "wishes"
    BETWEEN = "between"
    BALANCE = "balance"


class Trait(enum.StrEnum):
    """What groups can be mirrors of the hall in."""

    ROLE = "role"
    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"


AIM_WORDS: dict[Aims, Lazy] = {
    Aims.WISHES: lazy("Wishes first: everybody as near to their first wish as possible, then an even composition"),
    Aims.BETWEEN: lazy("Everybody in a group they wished for, then an even composition, then the order of wishes"),
    Aims.BALANCE: lazy("An even composition first: each group a mirror of the hall, then wishes"),
}
TRAIT_WORDS: dict[Trait, Lazy] = {
    Trait.ROLE: lazy("Role"),
    Trait.MUNICIPALITY: lazy("Municipality"),
    Trait.ORGANISATION: lazy("Organisation"),
}
ORDERS: dict[Aims, tuple[Objective, ...]] = {
    Aims.WISHES: (Objective.UNLISTED, Objective.RANK_COST, Objective.IMBALANCE, Objective.SAME_PAIRS),
    Aims.BETWEEN: (Objective.UNLISTED, Objective.IMBALANCE, Objective.RANK_COST, Objective.SAME_PAIRS),
    Aims.BALANCE: (Objective.IMBALANCE, Objective.UNLISTED, Objective.RANK_COST, Objective.SAME_PAIRS),
}
SECONDS = (10, 30, 60, 180)
"""How long the search may take at most; it ends earlier once nothing better exists."""


@dataclass(frozen=True, slots=True)
class Options:
    """How people are to be allocated.

    base: number of the allocation to begin from, none to begin anew; its locks hold. fewest_moves: whether as few
    people as possible shall leave their group in `base`.
    """

    aims: Aims = Aims.WISHES
    traits: tuple[Trait, ...] = (Trait.ROLE, Trait.MUNICIPALITY)
    base: int | None = None
    fewest_moves: bool = False
    seconds: int = 30

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The aims in the words of the engine."""
        first = (Objective.MOVES,) if self.fewest_moves else ()
        return (*first, *ORDERS[self.aims])

    def stored(self) -> dict[str, Any]:
        """Return plain JSON."""
        return asdict(self)


def stored_options(given: Mapping[str, Any]) -> Options:
    """Read options as they were stored; what is missing is as by default."""
    plain = Options()
    return Options(
        aims=Aims(given.get("aims", plain.aims)),
        traits=tuple(Trait(name) for name in given.get("traits", plain.traits)),
        base=given.get("base"),
        fewest_moves=bool(given.get("fewest_moves", False)),
        seconds=int(given.get("seconds", plain.seconds)),
    )
