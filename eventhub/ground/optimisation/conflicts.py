"""Placeholder."""

from eventhub.ground.optimisation.answers import Conflict
from eventhub.ground.optimisation.problem import Problem


def conflicts_of(problem: Problem) -> list[Conflict]:
    """Find none yet."""
    return []
