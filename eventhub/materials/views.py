"""Materials for everybody, for participants behind their link, and for the team that keeps them."""

import uuid

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.events.models import Event
from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS, Step
from eventhub.events.views import event_or_404, public_event_or_404, public_frame, staff_frame
from eventhub.ground import archive, clock, files, paging, uploads
from eventhub.ground.access import for_link, for_team, open_to_everyone, opened
from eventhub.ground.db import db, reading
from eventhub.ground.errors import Refusal
from eventhub.ground.files import Kept
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import lazy
from eventhub.ground.page_frame import StaffFrame
from eventhub.materials import actions, pages, queries
from eventhub.materials.forms import MaterialForm, UploadForm
from eventhub.materials.models import Audience, Material
from eventhub.materials.rules import FOR_PARTICIPANTS, MOST_BYTES
from eventhub.registration.models import Registration
from eventhub.scaling_models.queries import public_parts

bp = Blueprint("materials", __name__)
STEPS = {"up": -1, "down": 1}
DONE = {
    "added": lazy("The material stands in the list."),
    "saved": lazy("The material has been saved."),
    "given": lazy("The file is there."),
    "moved": lazy("The material has been moved."),
    "removed": lazy("The material has been removed."),
}


@bp.get("/e/<slug>/materials")
@open_to_everyone
def public(slug: str) -> ResponseReturnValue:
    """List what everybody may have."""
    event = public_event_or_404(slug)
    found = queries.for_everybody(event.id)
    return render_template(
        "materials/public.html",
        frame=public_frame(event, "", public_parts(event.id)),
        event=event,
        rows=pages.file_rows(found, lambda one: url_for(".file", slug=slug, uid=one.uid, name=one.file_name or "file")),
        archive=url_for(".whole", slug=slug) if found else "",
    )


@bp.get("/e/<slug>/materials.zip")
@open_to_everyone
def whole(slug: str) -> ResponseReturnValue:
    """Send all public materials as one archive, while it is packed."""
    event = public_event_or_404(slug)
    found = queries.for_everybody(event.id) or abort(404)
    response = Response(archive.packed(pages.archive_of(event, found)), mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-materials.zip")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.get("/e/<slug>/materials/<uuid:uid>")
@bp.get("/e/<slug>/materials/<uuid:uid>/<name>")
@open_to_everyone
def file(slug: str, uid: uuid.UUID, name: str = "") -> ResponseReturnValue:
    """Hand out a file that everybody may have."""
    event = public_event_or_404(slug)
    return _answer(queries.find_for(event.id, uid, (Audience.EVERYBODY,)))


@bp.get("/e/<slug>/r/<token>/materials")
@for_link("participant")
def own(slug: str, token: str) -> ResponseReturnValue:
    """List what a participant may have."""
    event = opened(Registration).event
    found = queries.for_audiences(event.id, FOR_PARTICIPANTS)

    def address_of(one: Material) -> str:
        return url_for(".own_file", slug=slug, token=token, uid=one.uid, name=one.file_name or "file")

    return render_template(
        "materials/own.html",
        frame=public_frame(event),
        event=event,
        rows=pages.file_rows(found, address_of),
        back=url_for("overview.participant", slug=slug, token=token),
    )


@bp.get("/e/<slug>/r/<token>/materials/<uuid:uid>/<name>")
@for_link("participant")
def own_file(slug: str, token: str, uid: uuid.UUID, name: str) -> ResponseReturnValue:
    """Hand out a file that a participant may have."""
    return _answer(queries.find_for(opened(Registration).event_id, uid, FOR_PARTICIPANTS))


@bp.get("/manage/<slug>/materials")
@for_team()
def manage(slug: str) -> ResponseReturnValue:
    """List all materials for the team, also those without a file."""
    event = event_or_404(slug)
    total, missing = queries.count(event.id)
    number = paging.page_number(request.args.get("page"), total, pages.PER_PAGE)
    offset = (number - 1) * pages.PER_PAGE
    found = queries.page_of(event.id, offset=offset, limit=pages.PER_PAGE)
    return render_template(
        "materials/manage.html",
        frame=_frame(event),
        event=event,
        rows=pages.managed_rows(event, found, offset + 1, total),
        missing=pages.said_count(total, missing),
        pages=paging.pages(total, number, pages.PER_PAGE, lambda n: url_for(".manage", slug=slug, page=n)),
        may_change=bool(roles_of(current_user, slug) & set(ORGANISERS)),
        done=DONE.get(request.args.get("done", "")),
    )


@bp.get("/manage/<slug>/materials/<uuid:uid>/<name>")
@for_team()
def team_file(slug: str, uid: uuid.UUID, name: str) -> ResponseReturnValue:
    """Hand out any file to the team."""
    return _answer(queries.find_for(event_or_404(slug).id, uid, tuple(Audience)))


@bp.route("/manage/<slug>/materials/new", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def new(slug: str) -> ResponseReturnValue:
    """List one more material, with its file or before it is there."""
    event = event_or_404(slug)
    form = MaterialForm(event, queries.things(event.id))
    if form.validate_on_submit():
        try:
            kept, event = _kept(form), event_or_404(slug)
            key = form.submission_key.data
            actions.add(event, form.details(), kept, key=key, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, "file")
        else:
            return _done(slug, "added")
    page = render_template("materials/new.html", frame=_frame(event), event=event, form=form)
    return page, status_of(form)


@bp.route("/manage/<slug>/materials/<uuid:uid>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def material(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Show a material, and change what is said about it."""
    event, found = _material_or_404(slug, uid)
    form = MaterialForm(event, queries.things(event.id), found)
    if form.validate_on_submit():
        actions.describe(event, found, form.details(), by=current_user, now=clock.now())
        return _done(slug, "saved")
    return _page(event, found, form=form)


@bp.post("/manage/<slug>/materials/<uuid:uid>/file")
@for_team(*ORGANISERS)
def give_file(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Give a material its file, or another one."""
    event, found = _material_or_404(slug, uid)
    form = UploadForm()
    if form.validate_on_submit():
        try:
            kept = _kept(form)
            if kept is None:
                raise uploads.NoUpload
            event, found = _material_or_404(slug, uid)
            actions.give_file(event, found, kept, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal, "file")
        else:
            return _done(slug, "given")
    return _page(event, found, upload=form)


@bp.post("/manage/<slug>/materials/<uuid:uid>/place")
@for_team(*ORGANISERS)
def move(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Move a material up or down."""
    event, found = _material_or_404(slug, uid)
    step = STEPS.get(request.form.get("step", "")) or abort(400)
    actions.move(event, found, step, by=current_user, now=clock.now())
    return _done(slug, "moved")


@bp.post("/manage/<slug>/materials/<uuid:uid>/removal")
@for_team(*ORGANISERS)
def remove(slug: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a material."""
    event, found = _material_or_404(slug, uid)
    actions.remove(event, found, by=current_user, now=clock.now())
    return _done(slug, "removed")


def _answer(found: Material | None) -> Response:
    if found is None or found.file is None:
        abort(404)
    return files.answer(found.file, inline=True)


def _kept(form: UploadForm) -> Kept | None:
    """Look at the file and lay it down before the transaction that writes: hashing a large one takes a while."""
    sent = form.upload()
    if sent is None:
        return None
    name, content = sent
    media_type = uploads.media_type_of(name, content, MOST_BYTES)
    with reading():
        return files.keep(content, media_type, name)


def _material_or_404(slug: str, uid: uuid.UUID) -> tuple[Event, Material]:
    event = event_or_404(slug)
    return event, queries.find_material(event.id, uid) or abort(404)


def _done(slug: str, what: str) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for(".manage", slug=slug, done=what), 303)


def _frame(event: Event) -> StaffFrame:
    return staff_frame(current_user, event, now=clock.now(), here=Step.CONCLUDE)


def _page(
    event: Event, found: Material, *, form: MaterialForm | None = None, upload: UploadForm | None = None
) -> ResponseReturnValue:
    sent = form if upload is None else upload
    page = render_template(
        "materials/material.html",
        frame=_frame(event),
        event=event,
        material=found,
        form=form or MaterialForm(event, queries.things(event.id), found),
        upload=upload or UploadForm(formdata=None),
    )
    return page, status_of(sent) if sent else 200
