"""Lists for the doors of the rooms: asked for, waited for, taken away."""

import uuid

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from eventhub.allocation import actions, permissions, queries
from eventhub.allocation.actions.printing import door_lists_of
from eventhub.allocation.models import Allocation
from eventhub.allocation.pages.wording import heading_of
from eventhub.allocation.views.blueprint import bp, by_user, done, draft_or_404, may_change, shown
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import event_or_404
from eventhub.ground import clock, files, work
from eventhub.ground.access import for_team
from eventhub.ground.i18n import language
from eventhub.ground.work import Work


@bp.post("/<int:number>/door-lists")
@for_team(*ORGANISERS)
def ask_for_doors(slug: str, number: int) -> ResponseReturnValue:
    """Ask for the lists."""
    event = event_or_404(slug)
    actions.ask_for_door_lists(event, draft_or_404(event, number), language(), by=by_user(), now=clock.now())
    return done(url_for(".doors", slug=slug, number=number))


@bp.get("/<int:number>/door-lists")
@for_team(*permissions.READERS)
def doors(slug: str, number: int) -> ResponseReturnValue:
    """Show whether the lists are ready."""
    event = event_or_404(slug)
    allocation = draft_or_404(event, number)
    found = _latest(allocation)
    is_ready = found is not None and bool(found.result)
    return shown(
        "doors",
        event,
        clock.now(),
        allocation=allocation,
        overline=heading_of(event, allocation),
        is_live=found is not None and found.is_live,
        is_ready=is_ready,
        failure=found.said if found is not None and not found.is_live and not is_ready else "",
        can_change=may_change(slug),
    )


@bp.get("/<int:number>/door-lists.pdf")
@for_team(*permissions.READERS)
def door_lists(slug: str, number: int) -> ResponseReturnValue:
    """Hand out the lists that were made last."""
    found = _latest(draft_or_404(event_or_404(slug), number))
    if found is None or not found.result:
        abort(404)
    stored = queries.find_file(uuid.UUID(found.result["file"])) or abort(404)
    return files.answer(stored, inline=True)


def _latest(allocation: Allocation) -> Work | None:
    return work.find_latest(actions.PRINT_DOOR_LISTS, door_lists_of(allocation, language()))
