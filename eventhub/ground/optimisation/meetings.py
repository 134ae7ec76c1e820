"""Count and avoid repeated meetings of the same people in several rounds."""

import numpy as np

from eventhub.ground.optimisation.arrays import Ints


def repeated(rounds: list[Ints]) -> int:
    """Count how often two people meet again; each round gives the group of every person."""
    together = np.zeros((rounds[0].size, rounds[0].size), dtype=np.int16)
    for groups in rounds:
        together += groups[:, None] == groups[None, :]
    again = np.maximum(together - 1, 0)
    np.fill_diagonal(again, 0)
    return int(again.sum(dtype=np.int64)) // 2
