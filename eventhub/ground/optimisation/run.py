"""Be the child: read a problem from standard input, write progress and the answer to standard output."""

import pickle
import sys

from eventhub.ground.optimisation.engine import solve


def main() -> None:
    """Solve what is handed in; every word is one pickled object."""
    order = pickle.load(sys.stdin.buffer)  # noqa: S301 - comes from our own parent
    problem = order.pop("problem")

    def say(word: object) -> None:
        pickle.dump(word, sys.stdout.buffer)
        sys.stdout.buffer.flush()

    say(solve(problem, **order, on_progress=say))


if __name__ == "__main__":
    main()
