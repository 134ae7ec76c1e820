"""The form that everybody may fill in, and the page after it, which is the same for everybody."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from eventhub.events.models import Event
from eventhub.events.views import public_event_or_404, public_frame
from eventhub.ground import clock
from eventhub.ground.access import open_to_everyone
from eventhub.ground.db import begin_reading, db, writing
from eventhub.ground.errors import Refusal
from eventhub.ground.folding import fold_email
from eventhub.ground.forms import status_of
from eventhub.ground.rates import is_too_often
from eventhub.ground.secrets import new_secret
from eventhub.registration import actions, rules
from eventhub.registration.forms import RegistrationForm
from eventhub.registration.pages.filling import filling
from eventhub.registration.pages.wording import said
from eventhub.registration.rules import PersonDetails, TooManyForms
from eventhub.registration.views.blueprint import NO_STORE, bp, offer_or_404

WRITTEN_TO = "written_to"
TEN_MINUTES = 600
MOST_FORMS = 120
"""From one network address in ten minutes: a school or a hall full of people may share one."""
MOST_LETTERS = 10
"""To one mailbox in ten minutes: nobody's mailbox is to be filled by a stranger."""


@bp.route("/e/<slug>/register", methods=["GET", "POST"])
@open_to_everyone
def register(slug: str) -> ResponseReturnValue:
    """Show the form and register who sends it. One statement, and at most ten with what is sent."""
    begin_reading()  # the form is read and checked before the one short transaction that writes
    offer = offer_or_404(slug)
    if request.method == "GET" and (refusal := _why_closed(offer.event)):
        return _closed(offer.event, refusal)
    form = RegistrationForm(offer, request.form)
    if form.validate_on_submit():
        try:
            _register(offer.event, form.details())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            session[WRITTEN_TO] = form.email.data
            return redirect(url_for(".sent", slug=slug), 303)
    form.submission_key.data = form.submission_key.data or new_secret()
    page = render_template(
        "registration/form.html", frame=public_frame(offer.event), event=offer.event, form=form, filling=filling(form)
    )
    return page, status_of(form), NO_STORE


@bp.get("/e/<slug>/register/sent")
@open_to_everyone
def sent(slug: str) -> ResponseReturnValue:
    """Say that a letter is on its way; the same to everybody, whatever was there before. One statement."""
    event = public_event_or_404(slug)
    page = render_template(
        "registration/sent.html",
        frame=public_frame(event),
        event=event,
        title=said(event.title, event.main_language),
        written_to=session.get(WRITTEN_TO, ""),
    )
    return page, NO_STORE


def _register(event: Event, details: PersonDetails) -> None:
    mailbox = fold_email(details.email)
    if is_too_often("form", request.remote_addr or "", most=MOST_FORMS, seconds=TEN_MINUTES) or is_too_often(
        "letter", mailbox, most=MOST_LETTERS, seconds=TEN_MINUTES
    ):
        raise TooManyForms
    db.session.expunge(event)  # what was read stays readable when its transaction ends
    with writing():
        actions.register(event, details, now=clock.now())
        db.session.commit()


def _why_closed(event: Event) -> Refusal | None:
    try:
        rules.may_register(event, clock.now())
    except Refusal as refusal:
        return refusal
    return None


def _closed(event: Event, refusal: Refusal) -> ResponseReturnValue:
    return render_template(
        "registration/closed.html",
        frame=public_frame(event),
        event=event,
        title=said(event.title, event.main_language),
        words=str(refusal),
    )
