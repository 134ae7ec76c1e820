"""What is allowed in road maps, and what follows from their days."""

from eventhub.networks.rules.standing import (
    STANDING_WORDS,
    STATE_WORDS,
    Progress,
    Standing,
    progress,
    standing,
)

__all__ = ["STANDING_WORDS", "STATE_WORDS", "Progress", "Standing", "progress", "standing"]
