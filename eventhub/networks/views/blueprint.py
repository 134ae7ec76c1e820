"""What the pages of communities and road maps share."""

import uuid

from flask import Blueprint, abort, redirect
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.events.models import Event
from eventhub.events.rules import Step, has_published_outcomes
from eventhub.events.views import event_or_404, staff_frame
from eventhub.ground import clock
from eventhub.ground.db import db
from eventhub.ground.i18n import Lazy, lazy
from eventhub.ground.page_frame import StaffFrame
from eventhub.networks import letters, queries
from eventhub.networks.models import Milestone, RoadMap
from eventhub.networks.pages.maps import Viewing

bp = Blueprint("networks", __name__, url_prefix="/manage/<slug>/communities")
public_bp = Blueprint("road_maps", __name__, url_prefix="/e/<slug>/road-maps")
bp.add_app_template_global(letters.coordinator_link, "coordinator_link")

DONE: dict[str, Lazy] = {
    "made": lazy("The community is there, with a road map drafted from what the group adopted. Read it through."),
    "saved": lazy("Saved."),
    "removed": lazy("The community is removed."),
    "added": lazy("The milestone is added."),
    "withdrawn": lazy("The milestone is withdrawn. Calendars show it as cancelled."),
    "restored": lazy("The milestone counts again."),
    "sent": lazy("The letter with the link is on its way to the coordinator."),
    "revoked": lazy("The links sent so far open nothing any more."),
    "reported": lazy("Thank you. Your report is written down and can be read at once."),
}
"""What a page says after a deed, by the word that its address carries."""


def frame_of(event: Event) -> StaffFrame:
    """Build the frame of a page of the team."""
    return staff_frame(current_user, event, now=clock.now(), here=Step.CONTINUE)


def done_words(done: str | None) -> str:
    """Say what the reader has just done."""
    return str(DONE.get(done or "", ""))


def team_viewing(event: Event) -> Viewing:
    """Let the team see every name, today."""
    now = clock.now()
    return Viewing(event, now.astimezone(event.zone).date(), None, has_published_outcomes(event, now))


def plan_or_404(slug: str, uid: uuid.UUID) -> tuple[Event, RoadMap]:
    """Find a road map of an event for its team, or answer that there is none."""
    event = event_or_404(slug)
    return event, queries.find_plan(event.id, uid) or abort(404)


def milestone_or_404(road_map: RoadMap, uid: uuid.UUID) -> Milestone:
    """Find a milestone of a road map, or answer that there is none."""
    return queries.find_milestone(road_map.id, uid) or abort(404)


def commit_and_go(address: str) -> Response:
    """Keep what was done and lead to the next page."""
    db.session.commit()
    return redirect(address, 303)
