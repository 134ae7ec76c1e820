"""Small cells of published tables."""

import pytest

from eventhub.ground.statistics import hide_small


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ([[5, 4], [3, 0]], [[5, 4], [3, 0]]),
        ([[5, 2], [3, 4]], [[None, None], [None, None]]),  # one alone could be found from the sums
        ([[1, 0], [0, 5]], [[None, None], [None, None]]),
        ([[2, 1, 9], [1, 2, 9]], [[None, None, 9], [None, None, 9]]),
        ([[2]], [[None]]),
        ([], []),
    ],
)
def test_small_cells_are_hidden_and_cannot_be_found_from_the_sums(table, shown):
    assert hide_small(table, 3) == shown
