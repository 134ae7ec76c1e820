"""What happens with the call: it is set up, models are written and submitted, reviewed, decided and placed."""

from eventhub.scaling_models.actions.calling import CallDetails, copy_call, set_call
from eventhub.scaling_models.actions.companions import CoAuthor, add_author, attach, detach, remove_author
from eventhub.scaling_models.actions.deciding import decide, place
from eventhub.scaling_models.actions.reviewing import (
    Answer,
    ReviewerDetails,
    answer,
    assign,
    describe_reviewer,
    unassign,
)
from eventhub.scaling_models.actions.submitting import (
    Beginning,
    HandedIn,
    begin,
    hand_in,
    keep,
    submit,
    take_back,
    withdraw,
)
from eventhub.scaling_models.actions.writing import choose, drop_aside, save

__all__ = [
    "Answer",
    "Beginning",
    "CallDetails",
    "CoAuthor",
    "HandedIn",
    "ReviewerDetails",
    "add_author",
    "answer",
    "assign",
    "attach",
    "begin",
    "choose",
    "copy_call",
    "decide",
    "describe_reviewer",
    "detach",
    "drop_aside",
    "hand_in",
    "keep",
    "place",
    "remove_author",
    "save",
    "set_call",
    "submit",
    "take_back",
    "unassign",
    "withdraw",
]
