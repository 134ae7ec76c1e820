"""The form by which everybody may begin a model, and the page after it, which is the same for everybody."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from eventhub.consents import queries as consents
from eventhub.events.models import Event
from eventhub.events.queries import municipalities_of
from eventhub.events.views import public_event_or_404, public_frame
from eventhub.ground import clock
from eventhub.ground.access import open_to_everyone
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.folding import fold_email
from eventhub.ground.forms import status_of
from eventhub.ground.rates import is_too_often
from eventhub.ground.secrets import new_secret
from eventhub.scaling_models import actions, queries
from eventhub.scaling_models.actions import Beginning
from eventhub.scaling_models.forms import SubmissionForm
from eventhub.scaling_models.models import Call
from eventhub.scaling_models.pages import submitting
from eventhub.scaling_models.pages.wording import moment, said
from eventhub.scaling_models.rules import steps
from eventhub.scaling_models.views.blueprint import NO_STORE, bp

WRITTEN_TO = "model_written_to"
TEN_MINUTES = 600
MOST_FORMS = 60
"""From one network address in ten minutes: a school may share one."""
MOST_LETTERS = 10
"""To one mailbox in ten minutes: nobody's mailbox is to be filled by a stranger."""


@bp.route("/e/<slug>/models/submit", methods=["GET", "POST"])
@open_to_everyone
def submit(slug: str) -> ResponseReturnValue:
    """Show the form and begin a draft for whoever sends it; the way to it goes by letter."""
    event = public_event_or_404(slug)
    call = queries.find_call(event.id)
    if request.method == "GET" and (refusal := _why_closed(event, call)):
        return _page("closed.html", event, words=str(refusal))
    asked = [one for one in consents.documents(event.id) if one.is_in_force and one.purpose in submitting.ASKED]
    form = SubmissionForm(asked, municipalities_of(event.id), request.form)
    if form.validate_on_submit():
        try:
            _begin(event, form.details())
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            session[WRITTEN_TO] = form.email.data
            return redirect(url_for(".sent", slug=slug), 303)
    form.submission_key.data = form.submission_key.data or new_secret()
    return _page("submit.html", event, **_filling(form, event, call)), status_of(form), NO_STORE


@bp.get("/e/<slug>/models/submit/sent")
@open_to_everyone
def sent(slug: str) -> ResponseReturnValue:
    """Say that a letter is on its way; the same to everybody, whatever was there before."""
    page = _page("sent.html", public_event_or_404(slug), written_to=session.get(WRITTEN_TO, ""))
    return page, NO_STORE


def _begin(event: Event, details: Beginning) -> None:
    mailbox = fold_email(details.email)
    if is_too_often("model form", request.remote_addr or "", most=MOST_FORMS, seconds=TEN_MINUTES) or is_too_often(
        "model letter", mailbox, most=MOST_LETTERS, seconds=TEN_MINUTES
    ):
        raise steps.TooManyModels
    actions.begin(event, details, now=clock.now())


def _why_closed(event: Event, call: Call | None) -> Refusal | None:
    try:
        steps.may_submit_here(event, call, clock.now())
    except Refusal as refusal:
        return refusal
    return None


def _filling(form: SubmissionForm, event: Event, call: Call | None) -> dict[str, object]:
    return {
        "form": form,
        "faults": submitting.faults(form, event),
        "consents": submitting.consent_boxes(form, event),
        "municipalities": submitting.municipality_names(form, event),
        "guidance": said(call.guidance, event.main_language) if call else "",
        "closes": moment(call.closes_at, event) if call else "",
    }


def _page(template: str, event: Event, **values: object) -> str:
    return render_template(
        f"scaling_models/{template}",
        frame=public_frame(event),
        event=event,
        title=said(event.title, event.main_language),
        **values,
    )
