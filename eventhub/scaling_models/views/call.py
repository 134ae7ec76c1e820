"""The page on which the call is set up."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.rules import ORGANISERS
from eventhub.events.views import address_of, event_or_404
from eventhub.ground import clock, formats
from eventhub.ground.access import for_team
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.scaling_models import actions, queries
from eventhub.scaling_models.forms import CallForm
from eventhub.scaling_models.forms.calling import details_of
from eventhub.scaling_models.models import Call
from eventhub.scaling_models.pages import calling
from eventhub.scaling_models.rules import SECTIONS
from eventhub.scaling_models.rules.writing import sections_of, usual_sections
from eventhub.scaling_models.views.blueprint import bp, done_words, frame_of


@bp.route("/manage/<slug>/call", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def call(slug: str) -> ResponseReturnValue:
    """Show the call, with usual sections and criteria where there is none yet, and change it."""
    event = event_or_404(slug)
    known = queries.find_call(event.id)
    form = _form(event, known)
    if form.validate_on_submit():
        try:
            actions.set_call(event, form.details(), by=current_user, now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for(".call", slug=slug, done="call-set"), 303)
    return _page(event, known, form), status_of(form)


def _form(event: Event, known: Call | None) -> CallForm:
    criteria = [details_of(one) for one in queries.criteria_of(event.id)]
    return CallForm(
        event,
        known,
        sections_of(known) if known else usual_sections(),
        criteria if known or criteria else calling.usual_criteria(),
        request.form,
        list(SECTIONS),
    )


def _page(event: Event, known: Call | None, form: CallForm) -> str:
    now = clock.now()
    return render_template(
        "scaling_models/call.html",
        frame=frame_of(event, now),
        event=event,
        form=form,
        sections=calling.section_views(form, known, event),
        criteria=calling.criterion_views(form),
        faults=calling.faults(form),
        stands=calling.stands(known, event, now),
        zone=formats.zone_name(event.zone, event.starts_at),
        public=address_of("scaling_models.submit", slug=event.slug) if event.is_public and known else "",
        done=done_words(request.args.get("done")),
    )
