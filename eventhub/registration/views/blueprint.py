"""What the pages of registration share."""

from datetime import datetime

from flask import Blueprint, abort
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.rules import Step
from eventhub.events.views import staff_frame
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.page_frame import StaffFrame
from eventhub.registration import letters, queries
from eventhub.registration.queries import Offer

bp = Blueprint("registration", __name__)
bp.add_app_template_global(letters.participant_link, "participant_link")

DONE: dict[str, Lazy] = {
    "added": lazy("The person is registered; a letter is on its way if there is an address."),
    "cancelled": lazy("The registration is cancelled. If somebody was waiting for the place, they have been told."),
    "confirmed": lazy("The person has a place now and has been told."),
    "saved": lazy("Saved."),
    "reminded": lazy("Everybody with a place is reminded by letter."),
    "changed": lazy("Your answers are changed. A letter confirms it."),
    "given": lazy("Your consent is written down."),
    "withdrawn": lazy("Your consent is withdrawn."),
    "arrived": lazy("Arrival noted."),
    "undone": lazy("Arrival taken back."),
    "left": lazy("Departure noted."),
    "walked-in": lazy("Registered and let in."),
}
"""What a page says after a deed, by the word that its address carries."""

NO_STORE = {"Cache-Control": "no-store"}


def offer_or_404(slug: str, *, with_drafts: bool = False) -> Offer:
    """Find an event with all that its form offers, or answer that there is none."""
    return queries.find_offer(slug, with_drafts=with_drafts) or abort(404)


def frame_of(event: Event, now: datetime) -> StaffFrame:
    """Build the frame of a page of the team about registration."""
    return staff_frame(current_user, event, now=now, here=Step.REGISTER)


def by_user() -> str:
    """Say who does something, as the audit log writes it."""
    return f"user:{current_user.uid}"
