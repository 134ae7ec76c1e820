"""Several rounds: count repeated meetings and spread people so that few meet again.

One round at a time is improved while the others stand; who has met whom in the others is one more cost of a place.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from eventhub.ground.optimisation.arrays import Ints
from eventhub.ground.optimisation.bins import Bins
from eventhub.ground.optimisation.budget import Budget
from eventhub.ground.optimisation.ledger import Ledger
from eventhub.ground.optimisation.problem import Objective
from eventhub.ground.optimisation.search import LocalSearch

PATIENCE = 8
"""After so many vain visits to every round the search ends."""


@dataclass(frozen=True)
class Search:
    """What a search through the rounds is given: its budget, and two ways to speak with whoever asked for it."""

    budget: Budget
    seed: int
    open_objectives: Callable[[], list[Objective]]
    tell: Callable[[list[Ints]], None]


def repeated(rounds: list[Ints]) -> int:
    """Count how often two people meet again; each round gives the group of every person."""
    if len(rounds) < 2:
        return 0
    return _again(_all_together(rounds))


class MeetingLedger(Ledger):
    """A ledger that also prices meeting people again who have met in other rounds.

    met[block, block]: how many pairs of people of two blocks meet in another round.
    """

    def __init__(self, bins: Bins, places: Ints, objectives: list[Objective], met: Ints) -> None:
        super().__init__(bins, places, objectives)
        self._met = met
        self._price = self.weight[Objective.REPEAT_PAIRS]
        chosen = np.zeros((places.size, bins.count), dtype=np.int64)
        chosen[np.arange(places.size), places] = 1
        self._meets = np.asarray(met.astype(np.float32) @ chosen.astype(np.float32)).astype(np.int64)

    def troubled(self, blocks: Ints) -> Ints:
        """Those of the blocks who meet somebody again where they are."""
        return blocks[self._meets[blocks, self.places[blocks]] > 0]

    def moves(self, block: int) -> Ints:
        """Price the move of a single person to every bin."""
        meets = self._meets[block]
        return np.asarray(super().moves(block) + self._price * (meets - meets[self.places[block]]))

    def exchanges(self, block: int, partners: Ints) -> Ints:
        """Price the exchange of a single person with each of the partners."""
        here, there, meets = self.places[block], self.places[partners], self._meets
        change = meets[block, there] - meets[block, here] + meets[partners, here] - meets[partners, there]
        return np.asarray(super().exchanges(block, partners) + self._price * (change - 2 * self._met[block, partners]))

    def price(self, block: int, place: int) -> int:
        """Price the move of a block of any size, whether or not there is room."""
        meets = self._meets[block]
        return super().price(block, place) + self._price * int(meets[place] - meets[self.places[block]])

    def move(self, block: int, place: int) -> None:
        """Put a block into another bin."""
        here = int(self.places[block])
        super().move(block, place)
        self._meets[:, here] -= self._met[:, block]
        self._meets[:, place] += self._met[:, block]


def spread(bins: list[Bins], rounds: list[Ints], objectives: list[Objective], search: Search) -> None:
    """Improve all rounds (groups per person) in the order of the objectives, round by round, until in vain.

    bins: the groups of each round. The better rounds are told to `search`, which says what is still open.
    """
    rounds = [places.copy() for places in rounds]
    total = _all_together(rounds)
    idle, visit = 0, 0
    while idle < PATIENCE * len(rounds) and not search.budget.is_over():
        focuses = search.open_objectives()
        if not focuses:
            break
        number = visit % len(rounds)
        visit, idle = visit + 1, idle + 1
        others = total - _together(rounds[number])
        ledger = _ledger(bins[number], rounds[number], others, objectives)
        focus = focuses[0] if focuses[0] == Objective.REPEAT_PAIRS else focuses[visit // len(rounds) % len(focuses)]
        local = LocalSearch(ledger, seed=search.seed + visit, focus=focus)
        better = local.improve(search.budget, (1 + idle) * (50 + ledger.places.size))[bins[number].rules.block_of]
        if not np.array_equal(better, rounds[number]):
            rounds[number], idle = better, 0
            total = others + _together(better)
            search.tell(rounds)


def _ledger(groups: Bins, places: Ints, others: Ints, objectives: list[Objective]) -> MeetingLedger:
    block_of, size = groups.rules.block_of, groups.rules.block_count
    met = (others > 0).astype(np.int64)
    np.fill_diagonal(met, 0)
    if size < block_of.size:
        met = _by_blocks(met, block_of, size)
    blocks = np.zeros(size, dtype=np.int64)
    blocks[block_of] = places
    return MeetingLedger(groups, blocks, objectives, met)


def _by_blocks(met: Ints, block_of: Ints, count: int) -> Ints:
    rows = np.zeros((count, met.shape[1]), dtype=np.int64)
    np.add.at(rows, block_of, met)
    both = np.zeros((count, count), dtype=np.int64)
    np.add.at(both.T, block_of, rows.T)
    np.fill_diagonal(both, 0)
    return both


def _together(groups: Ints) -> Ints:
    return np.asarray(groups[:, None] == groups[None, :], dtype=np.int16)


def _all_together(rounds: list[Ints]) -> Ints:
    total = _together(rounds[0])
    for groups in rounds[1:]:
        total += _together(groups)
    return total


def _again(total: Ints) -> int:
    again = np.maximum(total - 1, 0)
    np.fill_diagonal(again, 0)
    return int(again.sum(dtype=np.int64)) // 2
