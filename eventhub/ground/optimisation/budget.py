"""Say how long a search may go on: seconds, iterations, and somebody who may call it off."""

from collections.abc import Callable
from math import inf
from time import monotonic


class Budget:
    """A limit on time and on iterations; what runs out first ends the search."""

    def __init__(
        self,
        seconds: float | None = None,
        iterations: int | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self._began = monotonic()
        self._until = inf if seconds is None else self._began + seconds
        self._iterations = iterations
        self._should_stop = should_stop
        self._parent: Budget | None = None
        self.spent = 0
        self.was_cut_short = False
        self.ended_by = ""

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self._began

    @property
    def seconds_left(self) -> float:
        """Seconds that may still be used."""
        return max(0.0, self._until - monotonic())

    @property
    def iterations_left(self) -> int | None:
        """Iterations that may still be used; None without a limit."""
        return None if self._iterations is None else max(0, self._iterations - self.spent)

    def spend(self, iterations: int) -> None:
        """Note that so many iterations have been used."""
        self.spent += iterations

    def is_over(self) -> bool:
        """Whether the search must end, and remember why: `stopped`, `seconds` or `iterations`."""
        if self._should_stop is not None and self._should_stop():
            self.ended_by = "stopped"
        elif monotonic() >= self._until:
            self.note_clock()
        elif self.iterations_left == 0:
            self.ended_by = "iterations"
        return bool(self.ended_by)

    def is_stopped(self) -> bool:
        """Whether somebody has called the search off."""
        return self._should_stop is not None and self._should_stop()

    def part(self, share: float, iterations: int) -> "Budget":
        """Cut a part out of what is left: a share of the seconds, at most so many iterations."""
        left = self.iterations_left
        seconds = None if self._until == inf else self.seconds_left * share
        part = Budget(seconds, iterations if left is None else min(iterations, left), self._should_stop)
        part._parent = self
        return part

    def note_clock(self) -> None:
        """Note that time, and not the search itself, has ended something: another run may end elsewhere."""
        self.ended_by = "seconds"
        if self._parent is not None:
            self._parent.clock_mattered()

    def clock_mattered(self) -> None:
        """Remember, up to the whole budget, that time ended a part of the search."""
        self.was_cut_short = True
        if self._parent is not None:
            self._parent.clock_mattered()
