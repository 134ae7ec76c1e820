"""What the pages of allocation share."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.allocation import permissions, queries
from eventhub.allocation.models import Allocation
from eventhub.allocation.rules.judging import is_made
from eventhub.events.models import Event
from eventhub.events.queries import roles_of
from eventhub.events.rules import Step
from eventhub.events.views import staff_frame
from eventhub.ground.db import db
from eventhub.ground.i18n import Lazy, lazy

bp = Blueprint("allocation", __name__, url_prefix="/manage/<slug>/allocation")

DONE: dict[str, Lazy] = {
    "moved": lazy("Moved."),
    "undone": lazy("The last move is taken back."),
    "locked": lazy("The place is locked."),
    "unlocked": lazy("The place is unlocked."),
    "copied": lazy("This draft begins as the published allocation stands. Nobody is told until you publish it."),
    "published": lazy("Published. Everybody whose group is new to them gets a letter."),
    "discarded": lazy("The draft is discarded."),
    "ruled": lazy("The rule holds from the next press on."),
    "removed": lazy("The rule is gone."),
    "made": lazy("A new draft is ready. Nobody is told until you publish it."),
}
"""What a page says after a deed, by the word that its address carries."""


def draft_or_404(event: Event, number: int) -> Allocation:
    """Find an allocation of an event that has come to something, or answer that there is none."""
    found = queries.find_allocation(event.id, number)
    return found if found is not None and is_made(found) else abort(404)


def shown(template: str, event: Event, now: datetime, **values: Any) -> str:
    """Render a page of the step Allocate."""
    frame = staff_frame(current_user, event, now=now, here=Step.ALLOCATE)
    return render_template(f"allocation/{template}.html", frame=frame, event=event, **values)


def may_change(slug: str) -> bool:
    """Say whether the reader may change anything here. One statement."""
    return permissions.can_change(roles_of(current_user, slug))


def done(address: str) -> Response:
    """Commit and lead on."""
    db.session.commit()
    return redirect(address, 303)


def by_user() -> str:
    """Say who does something, as the audit log writes it."""
    return f"user:{current_user.uid}"
