"""What happens with allocations: they are made, changed by hand, published, printed."""

from eventhub.allocation.actions.making import MAKE, allocate, discard, keep_answer, stated, stop
from eventhub.allocation.actions.moving import lock, move, undo
from eventhub.allocation.actions.printing import PRINT_DOOR_LISTS, ask_for_door_lists, keep_door_lists
from eventhub.allocation.actions.publishing import draft_from, publish
from eventhub.allocation.actions.ruling import add_rule, release, remove_rule

__all__ = [
    "MAKE",
    "PRINT_DOOR_LISTS",
    "add_rule",
    "allocate",
    "ask_for_door_lists",
    "discard",
    "draft_from",
    "keep_answer",
    "keep_door_lists",
    "lock",
    "move",
    "publish",
    "release",
    "remove_rule",
    "stated",
    "stop",
    "undo",
]
