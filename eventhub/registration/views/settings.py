"""The settings of registration: places, quotas, opening and closing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.events.rules import ORGANISERS
from eventhub.ground import clock
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.formats import zone_name
from eventhub.ground.forms import status_of
from eventhub.registration import actions
from eventhub.registration.forms import SettingsForm
from eventhub.registration.models import PlaceKind
from eventhub.registration.pages import limits
from eventhub.registration.queries import Offer
from eventhub.registration.views.blueprint import DONE, bp, by_user, frame_of, offer_or_404


@bp.route("/manage/<slug>/registration-settings", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def settings(slug: str) -> ResponseReturnValue:
    """Set how many people come, from where and as what, and until when they register."""
    offer, now = offer_or_404(slug, with_drafts=True), clock.now()
    form = SettingsForm(offer, request.form, data=_stored(offer))
    if form.validate_on_submit():
        actions.set_limits(offer.event, form.details(), by=by_user(), now=now)
        db.session.commit()
        return redirect(url_for(".settings", slug=slug, done="saved"), 303)
    page = render_template(
        "registration/settings.html",
        frame=frame_of(offer.event, now),
        event=offer.event,
        form=form,
        faults=limits.faults(form),
        roles=limits.quotas(form, PlaceKind.ROLE),
        municipalities=limits.quotas(form, PlaceKind.MUNICIPALITY),
        is_open=limits.has_quotas(form, PlaceKind.MUNICIPALITY),
        taken=limits.taken_words(offer),
        zone=zone_name(offer.event.zone, offer.event.starts_at),
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)


def _stored(offer: Offer) -> dict[str, object]:
    event, places = offer.event, offer.places
    opens, closes = event.registration_opens_at, event.registration_closes_at
    return {
        "capacity": str(places.capacity) if places and places.capacity is not None else "",
        "opens_at": opens.astimezone(event.zone) if opens else None,
        "closes_at": closes.astimezone(event.zone) if closes else None,
    }
