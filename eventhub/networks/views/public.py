"""The public pages of road maps, and the calendar of each."""

import uuid

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from eventhub.events.models import Event
from eventhub.events.rules import has_published_outcomes
from eventhub.events.views import public_event_or_404, public_frame
from eventhub.ground import clock
from eventhub.ground.access import open_to_everyone
from eventhub.ground.conditional import answer
from eventhub.ground.ics.feed import calendar_bytes
from eventhub.ground.page_frame import PublicFrame
from eventhub.networks import queries
from eventhub.networks.pages import feeds, whole
from eventhub.networks.pages.maps import Viewing
from eventhub.networks.views.blueprint import public_bp as bp
from eventhub.scaling_models import queries as scaling_models


@bp.get("/")
@open_to_everyone
def road_maps(slug: str) -> ResponseReturnValue:
    """List the road maps of the communities with how far they are."""
    event = public_event_or_404(slug)
    viewing = public_viewing(event)
    return render_template(
        "networks/road_maps.html",
        frame=frame_of(viewing),
        event=event,
        head=whole.list_head(event),
        **whole.public_list_values(viewing, at_report=whole.is_at_report()),
    )


@bp.get("/<uuid:uid>")
@open_to_everyone
def road_map(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show one road map with its milestones."""
    plan = queries.find_public_plan(slug, uid) or abort(404)
    viewing = public_viewing(plan.event)
    return render_template(
        "networks/road_map.html",
        frame=frame_of(viewing),
        event=plan.event,
        head=whole.head(plan.event, plan.road_map),
        calendars=whole.calendar_addresses(plan),
        **whole.public_values(plan.road_map, viewing, at_report=whole.is_at_report()),
    )


@bp.get("/<uuid:uid>/calendar.ics")
@open_to_everyone
def calendar(slug: str, uid: uuid.UUID) -> Response:
    """Answer with the calendar of a road map, or that nothing has changed."""
    plan = queries.find_public_plan(slug, uid) or abort(404)
    reader = feeds.reader_of(plan)

    def make() -> bytes:
        milestones = queries.milestones_of(plan.road_map.id, with_withdrawn=True)
        return calendar_bytes(feeds.feed(plan, milestones, reader))

    return answer(feeds.edition(plan, queries.mark_of(plan.road_map), reader), make, request)


def public_viewing(event: Event) -> Viewing:
    """Let strangers see only the names that may be published. One statement."""
    now = clock.now()
    named = queries.named(event.id)
    return Viewing(event, now.astimezone(event.zone).date(), named, has_published_outcomes(event, now))


def frame_of(viewing: Viewing) -> PublicFrame:
    """Build the frame of a public page. One statement."""
    here = "outcomes" if viewing.has_outcomes else ""
    return public_frame(viewing.event, here, scaling_models.public_parts(viewing.event.id))
