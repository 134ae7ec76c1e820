"""Whose turn it is to write: SQLite has one writer, and threads that poll for its lock starve each other.

Within one process the threads therefore stand in a queue, first come, first served, before they ask SQLite at all.
"""

import threading
from collections import deque

PATIENCE_SECONDS = 10.0
"""After that SQLite itself is asked, with its own patience; whoever holds the turn may have forgotten it."""


class Turns:
    """A lock that is given in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_taken = False
        self._queue: deque[threading.Event] = deque()

    def take(self, patience: float = PATIENCE_SECONDS) -> bool:
        """Wait for one's turn; say whether it came in time."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = threading.Event()
            self._queue.append(mine)
        if mine.wait(patience):
            return True
        with self._guard:
            if mine.is_set():  # it came at the last moment
                return True
            self._queue.remove(mine)
            return False

    def give_back(self) -> None:
        """Let the next one have the turn."""
        with self._guard:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._is_taken = False
