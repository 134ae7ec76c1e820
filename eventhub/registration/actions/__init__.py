"""What happens with registrations: people register, change, cancel, move up, come and leave."""

from eventhub.registration.actions.copying import copy_form_and_places
from eventhub.registration.actions.leaving import (
    cancel,
    confirm,
    promote_waiting,
    remind,
    tell_cancelled,
    withdraw_consent,
)
from eventhub.registration.actions.limits import Limits, set_limits
from eventhub.registration.actions.presence import add_walk_in, check_in, check_out, undo_check_in
from eventhub.registration.actions.registering import add_by_staff, change, give_consents, register

__all__ = [
    "Limits",
    "add_by_staff",
    "add_walk_in",
    "cancel",
    "change",
    "check_in",
    "check_out",
    "confirm",
    "copy_form_and_places",
    "give_consents",
    "promote_waiting",
    "register",
    "remind",
    "set_limits",
    "tell_cancelled",
    "undo_check_in",
    "withdraw_consent",
]
