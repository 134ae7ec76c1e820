"""The pages behind an author's personal link: writing, co-authors, files, submitting, withdrawing."""

import uuid
from collections.abc import Callable, Sequence

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventhub.events.models import Event
from eventhub.events.views import public_event_or_404, public_frame
from eventhub.focus_groups import queries as focus_groups
from eventhub.ground import clock, files
from eventhub.ground.access import for_link, opened
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import Form, status_of
from eventhub.scaling_models import actions, queries
from eventhub.scaling_models.forms import AuthorForm, DraftForm
from eventhub.scaling_models.models import ModelState, ScalingModel
from eventhub.scaling_models.pages import writing as pages
from eventhub.scaling_models.pages.listing import state_mark
from eventhub.scaling_models.pages.wording import said, title_of
from eventhub.scaling_models.queries import authoring
from eventhub.scaling_models.rules import STEPS, attaching, steps
from eventhub.scaling_models.rules.writing import Lacking, mark_of, sections_of, value_of
from eventhub.scaling_models.views.blueprint import NO_STORE, bp, done_words

JSON = "application/json"
PREFIX = "/e/<slug>/models/a/<token>"


@bp.route(f"{PREFIX}/edit", methods=["GET", "POST"])
@for_link("author")
def edit(slug: str, token: str) -> ResponseReturnValue:
    """Show the model to be written; save what a window sends, as a page or, while one types, as a program asks."""
    own, event = opened(ScalingModel), public_event_or_404(slug)
    form = _form(own, event)
    if not form.validate_on_submit():
        return _page(own, event, token, form), status_of(form), NO_STORE
    draft = form.draft()
    has_faults = any(part.error for part in form.parts)
    act = actions.hand_in if request.form.get("deed") == "submit" and not has_faults else actions.keep
    try:
        result = act(event, own, draft, groups=_numbers(form), now=clock.now())
    except Refusal as refusal:
        db.session.rollback()
        form.refuse(refusal)
        return _answer_refused(own, event, token, form, str(refusal))
    db.session.commit()
    if request.accept_mimetypes.best == JSON:
        return _answer_saved(own, event, form, result.put_aside)
    if has_faults or result.lacking:
        return _page(own, event, token, form, lacking=result.lacking), 422, NO_STORE
    done = "aside" if result.put_aside else "submitted" if act is actions.hand_in else "saved"
    page = "overview.author" if done == "submitted" else ".edit"
    return redirect(url_for(page, slug=slug, token=token, done=done), 303)


@bp.post(f"{PREFIX}/edit/aside")
@for_link("author")
def settle(slug: str, token: str) -> ResponseReturnValue:
    """Let a text that was put aside take its place, or throw it away."""
    part, window = request.form.get("part", ""), request.form.get("window", "")

    def deed(event: Event, own: ScalingModel) -> None:
        if request.form.get("deed") == "take":
            groups = {group.number: group.id for group in focus_groups.of_event(event.id)}
            actions.choose(event, own, part, window, groups=groups, now=clock.now())
        else:
            actions.drop_aside(event, own, part, window, now=clock.now())

    return _do(slug, token, deed, "saved")


@bp.post(f"{PREFIX}/authors")
@for_link("author")
def add_author(slug: str, token: str) -> ResponseReturnValue:
    """Add a co-author."""
    form = AuthorForm()
    own, event = opened(ScalingModel), public_event_or_404(slug)
    if form.validate_on_submit():
        who = form.details()
        return _do(
            slug, token, lambda event, own: _nothing(actions.add_author(event, own, who, now=clock.now())),
            "author-added", author_form=form,
        )  # fmt: skip
    return _page(own, event, token, _form(own, event), author_form=form), 422, NO_STORE


@bp.post(f"{PREFIX}/authors/<uuid:uid>/removal")
@for_link("author")
def remove_author(slug: str, token: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a co-author."""
    author = authoring.find_author(opened(ScalingModel).id, uid) or abort(404)
    return _do(
        slug, token, lambda event, own: actions.remove_author(event, own, author, now=clock.now()), "author-removed"
    )


@bp.post(f"{PREFIX}/attachments")
@for_link("author")
def attach(slug: str, token: str) -> ResponseReturnValue:
    """Attach a file; it is looked at and kept before anything is written."""
    sent = request.files.get("file")
    name, content = (sent.filename or "", sent.read()) if sent else ("", b"")
    db.session.rollback()

    def deed(event: Event, own: ScalingModel) -> None:
        actions.attach(event, own, name, content, now=clock.now())

    try:
        attaching.media_type_of(name, content)
        files.storage().keep(content)
    except Refusal as refusal:
        return _refused(slug, token, refusal)
    return _do(slug, token, deed, "attached")


@bp.get(f"{PREFIX}/attachments/<uuid:uid>")
@for_link("author")
def attachment(slug: str, token: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Hand out a file of the own model."""
    found = authoring.find_attachment(opened(ScalingModel).id, uid) or abort(404)
    return files.answer(found.file)


@bp.post(f"{PREFIX}/attachments/<uuid:uid>/removal")
@for_link("author")
def detach(slug: str, token: str, uid: uuid.UUID) -> ResponseReturnValue:
    """Remove a file."""
    found = authoring.find_attachment(opened(ScalingModel).id, uid) or abort(404)
    return _do(slug, token, lambda event, own: actions.detach(event, own, found, now=clock.now()), "detached")


@bp.post(f"{PREFIX}/submission/removal")
@for_link("author")
def take_back(slug: str, token: str) -> ResponseReturnValue:
    """Make a draft again of what was submitted."""
    return _do(slug, token, lambda event, own: actions.take_back(event, own, now=clock.now()), "taken-back")


@bp.route(f"{PREFIX}/withdrawal", methods=["GET", "POST"])
@for_link("author")
def withdraw(slug: str, token: str) -> ResponseReturnValue:
    """Ask, then withdraw the model for good."""
    own, event, form = opened(ScalingModel), public_event_or_404(slug), Form()
    if form.validate_on_submit():
        return _do(slug, token, lambda event, own: actions.withdraw(event, own, now=clock.now()), "withdrawn")
    page = render_template(
        "scaling_models/withdrawal.html",
        frame=public_frame(event),
        event=event,
        form=form,
        title=title_of(own),
        can_withdraw=ModelState.WITHDRAWN in STEPS[own.state],
        state=state_mark(own.state),
        back=url_for(".edit", slug=slug, token=token),
    )
    return page, status_of(form), NO_STORE


def _do(
    slug: str,
    token: str,
    deed: Callable[[Event, ScalingModel], None],
    done: str,
    *,
    author_form: AuthorForm | None = None,
) -> ResponseReturnValue:
    own, event = opened(ScalingModel), public_event_or_404(slug)
    try:
        deed(event, own)
    except Refusal as refusal:
        return _refused(slug, token, refusal, author_form)
    db.session.commit()
    return redirect(url_for(".edit", slug=slug, token=token, done=done), 303)


def _refused(slug: str, token: str, refusal: Refusal, author_form: AuthorForm | None = None) -> ResponseReturnValue:
    db.session.rollback()
    own, event = opened(ScalingModel), public_event_or_404(slug)
    form = _form(own, event, with_sent=False)
    form.refuse(refusal)
    return _page(own, event, token, form, author_form=author_form), 422, NO_STORE


def _answer_refused(own: ScalingModel, event: Event, token: str, form: DraftForm, words: str) -> ResponseReturnValue:
    if request.accept_mimetypes.best == JSON:
        return jsonify(refusal=words), 422
    return _page(own, event, token, form), 422, NO_STORE


def _answer_saved(own: ScalingModel, event: Event, form: DraftForm, put_aside: Sequence[str]) -> ResponseReturnValue:
    """Tell a window which parts now stand as it sent them, each with its new mark, and what could not be read."""
    number = authoring.group_number(own.wished_group_id, form.groups)
    marks = {key: mark_of(value_of(own, key, number)) for key in form.draft().values}
    typed = {key: mark_of(value) for key, value in form.draft().values.items()}
    return jsonify(
        saved=pages.saved_words(clock.now(), event),
        seen={key: mark for key, mark in marks.items() if mark == typed[key]},
        aside=list(put_aside),
        faults={part.key: part.error for part in form.parts if part.error},
    )


def _form(own: ScalingModel, event: Event, *, with_sent: bool = True) -> DraftForm:
    sections = sections_of(queries.find_call(event.id))
    return DraftForm(own, sections, focus_groups.of_event(event.id), request.form if with_sent else {})


def _numbers(form: DraftForm) -> dict[int, int]:
    return {group.number: group.id for group in form.groups}


def _page(
    own: ScalingModel,
    event: Event,
    token: str,
    form: DraftForm,
    *,
    author_form: AuthorForm | None = None,
    lacking: Sequence[Lacking] = (),
) -> str:
    call, ways = queries.find_call(event.id), {"slug": event.slug, "token": token}
    why_not = _why_not(own, event)
    attached = authoring.attachments_of(own.id)
    return render_template(
        "scaling_models/edit.html",
        frame=public_frame(event),
        event=event,
        event_title=said(event.title, event.main_language),
        ways=ways,
        own=own,
        title=title_of(own),
        state=state_mark(own.state),
        form=form,
        parts=pages.part_views(form, own, call, event),
        level_choices=pages.level_choices,
        group_choices=pages.group_choices(form, event),
        faults=pages.faults(form, call, event, lacking),
        guidance=said(call.guidance, event.main_language) if call else "",
        until=pages.until(event, call, own),
        why_not=why_not,
        is_writable=not why_not or (form.is_submitted() and "window" in request.form),
        authors=pages.author_names(queries.authors_of(own.id)),
        author_form=author_form or AuthorForm(formdata=None),
        files=pages.file_views(attached, [_file_ways(ways, one.uid) for one in attached]),
        versions=pages.version_words(authoring.versions_of(own.id), event),
        can_take_back=ModelState.DRAFT in STEPS[own.state],
        can_withdraw=ModelState.WITHDRAWN in STEPS[own.state],
        note=own.decision_note if own.state is ModelState.REVISE else "",
        done=done_words(request.args.get("done")),
    )


def _file_ways(ways: dict[str, str], uid: uuid.UUID) -> tuple[str, str]:
    slug, token = ways["slug"], ways["token"]
    return url_for(".attachment", slug=slug, token=token, uid=uid), url_for(".detach", slug=slug, token=token, uid=uid)


def _why_not(own: ScalingModel, event: Event) -> str:
    try:
        steps.may_write(event, queries.find_call(event.id), own, clock.now())
    except Refusal as refusal:
        return str(refusal)
    return ""


def _nothing(_made: object) -> None:
    """Forget what a deed has made; the page after it shows it."""
