"""Pages of certificates: the team's list, the participant's own file, the public check."""

import uuid

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.certificates import actions, pages, queries, rules
from eventhub.certificates.forms import TermsForm
from eventhub.certificates.models import Certificate
from eventhub.consents.queries import may_be_named
from eventhub.events.models import Event, TeamRole
from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS, Step
from eventhub.events.views import event_or_404, public_frame, staff_frame
from eventhub.ground import clock, files, paging, work
from eventhub.ground.access import for_link, for_team, open_to_everyone, opened
from eventhub.ground.db import db
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import _, lazy
from eventhub.ground.page_frame import StaffFrame
from eventhub.ground.progress import progress_of
from eventhub.registration.models import Registration

bp = Blueprint("certificates", __name__)
READERS = (*ORGANISERS, TeamRole.REGISTRAR, TeamRole.VIEWER)
DONE = {
    "stated": lazy("The terms have been saved."),
    "asked": lazy("The certificates are being issued. This page shows how far it is."),
    "revoked": lazy("The certificate is revoked; the check page says so."),
    "given-back": lazy("The certificate holds again."),
}


@bp.get("/manage/<slug>/certificates")
@for_team(*READERS)
def manage(slug: str) -> ResponseReturnValue:
    """Show who is due a certificate and why, and what was issued."""
    event = event_or_404(slug)
    return _page(event, None)


@bp.post("/manage/<slug>/certificates")
@for_team(*ORGANISERS)
def state_terms(slug: str) -> ResponseReturnValue:
    """State from when a certificate is due."""
    event = event_or_404(slug)
    form = TermsForm()
    if not form.validate_on_submit():
        return _page(event, form)
    actions.state_terms(event, form.details(), by=current_user, now=clock.now())
    return _done(slug, "stated")


@bp.post("/manage/<slug>/certificates/issue")
@for_team(*ORGANISERS)
def issue(slug: str) -> ResponseReturnValue:
    """Ask for certificates of all who are entitled."""
    actions.ask_for_issue(event_or_404(slug), by=current_user, now=clock.now())
    return _done(slug, "asked")


@bp.post("/manage/<slug>/certificates/<uuid:uid>/revocation")
@for_team(*ORGANISERS)
def revoke(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Take a certificate back."""
    event, certificate = _certificate_or_404(slug, uid)
    actions.revoke(event, certificate, by=current_user, now=clock.now())
    return _done(slug, "revoked")


@bp.post("/manage/<slug>/certificates/<uuid:uid>/return")
@for_team(*ORGANISERS)
def give_back(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Let a revoked certificate hold again."""
    event, certificate = _certificate_or_404(slug, uid)
    actions.give_back(event, certificate, by=current_user, now=clock.now())
    return _done(slug, "given-back")


@bp.get("/manage/<slug>/certificates/<uuid:uid>.pdf")
@for_team(*READERS)
def file(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Hand out the printed certificate to the team."""
    _event, certificate = _certificate_or_404(slug, uid)
    return _printed(certificate)


@bp.get("/e/<slug>/r/<token>/certificate.pdf")
@for_link("participant")
def own(slug: str, token: str) -> ResponseReturnValue:
    """Hand out somebody's own certificate. Two statements with the link."""
    return _printed(queries.find_own(opened(Registration).id))


@bp.get("/c/<code>")
@open_to_everyone
def check(code: str) -> ResponseReturnValue:
    """Say whether a certificate is genuine, and as little else as possible. Two statements."""
    found = queries.find_by_code(rules.read_code(code)) or abort(404)
    certificate, event, prefix = found
    person_id = certificate.registration.person_id
    shown = pages.check(event, certificate, prefix, may_be_named=bool(may_be_named(event.id, [person_id])))
    page = render_template("certificates/check.html", frame=public_frame(event), event=event, shown=shown)
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _printed(certificate: Certificate | None) -> Response:
    if certificate is None or certificate.revoked_at is not None or certificate.file is None:
        abort(404)
    return files.answer(certificate.file, inline=True)


def _certificate_or_404(slug: str, uid: uuid.UUID) -> tuple[Event, Certificate]:
    event = event_or_404(slug)
    return event, queries.find_certificate(event.id, uid) or abort(404)


def _done(slug: str, what: str) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for(".manage", slug=slug, done=what), 303)


def _frame(event: Event) -> StaffFrame:
    return staff_frame(current_user, event, now=clock.now(), here=Step.CONCLUDE)


def _page(event: Event, form: TermsForm | None) -> ResponseReturnValue:
    rule, day = queries.find_rule(event.id), queries.day_of(event.id)
    terms = queries.terms_of(rule) if rule else rules.usual_terms(day)
    people = queries.people(event.id, day, terms)
    number = paging.page_number(request.args.get("page"), len(people), pages.PER_PAGE)
    shown = people[(number - 1) * pages.PER_PAGE : number * pages.PER_PAGE]
    prefix = rule.number_prefix if rule else ""
    form = form or TermsForm(formdata=None, obj=rule or terms)
    page = render_template(
        "certificates/manage.html",
        frame=_frame(event),
        event=event,
        form=form,
        has_terms=rule is not None,
        totals=pages.totals(people),
        rows=pages.rows(event, shown, queries.groups_of(event.id), prefix),
        pages=paging.pages(len(people), number, pages.PER_PAGE, lambda n: url_for(".manage", slug=event.slug, page=n)),
        work=progress_of(work.find_latest(actions.ISSUE, actions.about(event)), _("Certificates")),
        may_change=bool(roles_of(current_user, event.slug) & set(ORGANISERS)),
        done=DONE.get(request.args.get("done", "")),
    )
    return page, status_of(form)
