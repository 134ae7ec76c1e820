"""What participants do by their personal link: change, give up the place, give and withdraw consents, take data."""

import json
import uuid

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.consents import queries as consents
from eventhub.consents.models import Purpose
from eventhub.consents.rules import agrees_to
from eventhub.events.views import public_frame
from eventhub.ground import clock
from eventhub.ground.access import for_link, opened
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.ground.i18n import language
from eventhub.registration import actions, queries, rules
from eventhub.registration.forms import ChangeForm
from eventhub.registration.models import Registration, RegistrationState
from eventhub.registration.pages.filling import filling
from eventhub.registration.pages.one import my_data as my_data_of
from eventhub.registration.pages.own import as_typed, consent_rows
from eventhub.registration.pages.wording import said
from eventhub.registration.queries import Text
from eventhub.registration.views.blueprint import DONE, bp, offer_or_404


@bp.route("/e/<slug>/r/<token>/change", methods=["GET", "POST"])
@for_link("participant")
def change(slug: str, token: str) -> ResponseReturnValue:
    """Let somebody change what they stated; name and mailbox stay."""
    own, now = opened(Registration), clock.now()
    if request.method == "GET" and (refusal := _why_not(own)):
        return _refused(own, token, refusal)
    offer = offer_or_404(slug)
    given = request.form or as_typed(offer, queries.wishes_of([own.id]).get(own.id, []))
    form = ChangeForm(offer, given, has_notes_consent=_agrees_to_notes(own), data=_stated(own))
    if form.validate_on_submit():
        try:
            actions.change(own.event, own, form.details(), by=_by(own), now=now)
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            db.session.commit()
            return redirect(url_for("overview.participant", slug=slug, token=token, done="changed"), 303)
    frame = public_frame(offer.event)
    page = render_template(
        "registration/change.html",
        frame=frame,
        event=offer.event,
        own=own,
        form=form,
        filling=filling(form),
        token=token,
    )
    return page, status_of(form)


@bp.route("/e/<slug>/r/<token>/cancel", methods=["GET", "POST"])
@for_link("participant")
def cancel(slug: str, token: str) -> ResponseReturnValue:
    """Ask whether somebody gives up the place, and do it when they say so."""
    own, form = opened(Registration), Form()
    if request.method == "GET" and (refusal := _why_not(own, is_change=False)):
        return _refused(own, token, refusal)
    if form.validate_on_submit():
        try:
            rules.may_cancel(own.event, own, clock.now())
            actions.cancel(own, by=_by(own), now=clock.now())
        except Refusal as refusal:
            return _refused(own, token, refusal)
        db.session.commit()
        return redirect(url_for("overview.participant", slug=slug, token=token, done="given-up"), 303)
    is_waiting = own.state is RegistrationState.WAITING
    return _page("cancel.html", own, token, form=form, is_waiting=is_waiting), status_of(form)


@bp.get("/e/<slug>/r/<token>/consents")
@for_link("participant")
def own_consents(slug: str, token: str) -> ResponseReturnValue:
    """Show every consent with its text, given or not, and what to press."""
    own, offer = opened(Registration), offer_or_404(slug)
    rows = consent_rows(offer, consents.consents_of(offer.event.id, own.person_id), slug, token)
    may_give = own.state in rules.LIVE
    done = DONE.get(request.args.get("done", ""))
    return _page("consents.html", own, token, rows=rows, done=done, may_give=may_give)


@bp.post("/e/<slug>/r/<token>/consents/<uuid:uid>")
@for_link("participant")
def give_consent(slug: str, token: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Write down that somebody agrees to a document."""
    own = opened(Registration)
    document = _document_or_404(slug, uid)
    if own.state in rules.LIVE:
        actions.give_consents(own, [document.id], lang=language(), now=clock.now())
    db.session.commit()
    return redirect(url_for(".own_consents", slug=slug, token=token, done="given"), 303)


@bp.post("/e/<slug>/r/<token>/consents/<uuid:uid>/withdrawal")
@for_link("participant")
def withdraw_consent(slug: str, token: str, uid: uuid.UUID) -> ResponseReturnValue:
    """End a consent; without the required one the registration ends too."""
    own = opened(Registration)
    document = _document_or_404(slug, uid)
    actions.withdraw_consent(own.event, own, document, by=_by(own), now=clock.now())
    db.session.commit()
    return redirect(url_for(".own_consents", slug=slug, token=token, done="withdrawn"), 303)


@bp.get("/e/<slug>/r/<token>/my-data.json")
@for_link("participant")
def my_data(slug: str, token: str) -> ResponseReturnValue:
    """Hand over everything that is kept of somebody for this event."""
    own, offer = opened(Registration), offer_or_404(slug)
    data = my_data_of(
        offer,
        own,
        consents=consents.consents_of(offer.event.id, own.person_id),
        wished=queries.wishes_of([own.id]).get(own.id, []),
        need=queries.needs_of(own.id),
        presence=queries.presence_of(own.id),
    )
    text = json.dumps(data, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{slug}-my-data.json"'}
    return Response(text, mimetype="application/json", headers=headers)


def _why_not(own: Registration, *, is_change: bool = True) -> Refusal | None:
    ask = rules.may_change if is_change else rules.may_cancel
    try:
        ask(own.event, own, clock.now())
    except Refusal as refusal:
        return refusal
    return None


def _refused(own: Registration, token: str, refusal: Refusal) -> ResponseReturnValue:
    status = 200 if request.method == "GET" else 422
    return _page("refused.html", own, token, words=str(refusal)), status


def _document_or_404(slug: str, uid: uuid.UUID) -> Text:
    return next((one for one in offer_or_404(slug).documents if one.uid == uid), None) or abort(404)


def _agrees_to_notes(own: Registration) -> bool:
    given = consents.consents_of(own.event_id, own.person_id)
    return agrees_to(Purpose.SPECIAL_CATEGORY, given)


def _stated(own: Registration) -> dict[str, object]:
    need = queries.needs_of(own.id)
    main = own.event.main_language
    return {
        "organisation": own.organisation_name,
        "position": own.position,
        "language": own.language,
        "municipality": own.municipality.name.words(language(), main) if own.municipality else "",
        "role": queries.role_code(own.event_id, own.role_id),
        "dietary": need.dietary if need else "",
        "accessibility": need.accessibility if need else "",
        "step_free": bool(need and need.step_free),
    }


def _page(template: str, own: Registration, token: str, **values: object) -> str:
    return render_template(
        f"registration/{template}",
        frame=public_frame(own.event),
        event=own.event,
        title=said(own.event.title, own.event.main_language),
        own=own,
        back=url_for("overview.participant", slug=own.event.slug, token=token),
        **values,
    )


def _by(own: Registration) -> str:
    return f"link:participant:{own.uid}"
