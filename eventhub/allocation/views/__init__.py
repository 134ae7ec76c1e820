"""Which page answers which address: before the press, the search, the board, drafts side by side, lists for doors."""

from eventhub.allocation.views import board, doors, making
from eventhub.allocation.views.blueprint import bp

__all__ = ["board", "bp", "doors", "making"]
