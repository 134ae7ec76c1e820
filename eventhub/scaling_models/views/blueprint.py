"""What the pages of the call share."""

import uuid
from datetime import datetime

from flask import Blueprint, abort
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.rules import Step
from eventhub.events.views import staff_frame
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.page_frame import StaffFrame
from eventhub.scaling_models import letters
from eventhub.scaling_models.models import ScalingModel
from eventhub.scaling_models.queries import staff

bp = Blueprint("scaling_models", __name__)
bp.add_app_template_global(letters.author_link, "author_link")

DONE: dict[str, Lazy] = {
    "saved": lazy("Saved."),
    "aside": lazy("Saved. Where another window wrote the same part, both texts are kept: choose below."),
    "submitted": lazy("Your model is submitted. A letter confirms it."),
    "taken-back": lazy("Your model is a draft again. Submit it once more when it is ready."),
    "withdrawn": lazy("Your model is withdrawn."),
    "author-added": lazy("The author is added."),
    "author-removed": lazy("The author is removed."),
    "attached": lazy("The file is attached."),
    "detached": lazy("The file is removed."),
    "call-set": lazy("The call is saved."),
    "described": lazy("Saved. Models can be assigned to this reviewer now."),
    "assigned": lazy("The reviewer has been asked by letter."),
    "unassigned": lazy("The reviewer is asked no longer."),
    "decided": lazy("The decision is made; a letter tells the author."),
    "placed": lazy("Saved. The catalogue shows the group."),
    "kept": lazy("Your draft is kept. It does not count yet: hand it in when it is complete."),
    "handed-in": lazy("Your review is handed in. You can change it until reviews close."),
}
"""What a page says after a deed, by the word that its address carries."""

NO_STORE = {"Cache-Control": "no-store"}


def frame_of(event: Event, now: datetime) -> StaffFrame:
    """Build the frame of a page of the team; the call runs beside Register."""
    return staff_frame(current_user, event, now=now, here=Step.REGISTER)


def done_words(done: str | None) -> str:
    """Say what the reader has just done."""
    return str(DONE.get(done or "", ""))


def model_or_404(event: Event, uid: uuid.UUID) -> ScalingModel:
    """Find a model of an event for its team, or answer that there is none."""
    return staff.find_model(event.id, uid) or abort(404)
