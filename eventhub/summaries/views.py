"""The published outcome: one page, a page for each group, the document; and the page on which it is concluded."""

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.events.models import Event, TeamRole
from eventhub.events.queries import roles_of
from eventhub.events.rules import ORGANISERS, Step, has_published_outcomes
from eventhub.events.views import address_of, event_or_404, public_event_or_404, public_frame, staff_frame
from eventhub.ground import clock, files
from eventhub.ground.access import for_team, open_to_everyone
from eventhub.ground.addresses import absolute_for
from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.ground.forms import status_of
from eventhub.ground.i18n import language, lazy
from eventhub.ground.i18n.catalogues import DEFAULT_LANGUAGE, languages
from eventhub.ground.page_frame import PublicFrame, StaffFrame
from eventhub.scaling_models import queries as scaling_models
from eventhub.summaries import actions, letters, queries
from eventhub.summaries.forms import SectionForm
from eventhub.summaries.pages import conclusion, groups, whole
from eventhub.summaries.rules import Section

SECONDS_TO_WAIT = 30
OUTCOMES = "outcomes"

READERS = (*ORGANISERS, TeamRole.VIEWER)
DONE = {
    "published": lazy("The outcomes are published. Documents are being made, letters are on their way."),
    "again": lazy("The documents are made anew where anything has changed."),
    "saved": lazy("The section has been saved."),
    "drafted": lazy("The section drafts itself again."),
    "kept": lazy("Your text stays; it counts as checked against the figures of now."),
}

bp = Blueprint("summaries", __name__, url_prefix="/e/<slug>")
staff = Blueprint("conclusion", __name__, url_prefix="/manage/<slug>/outcomes")


@bp.app_template_global("outcomes_link")
def outcomes_link(slug: str) -> str:
    """Return the whole address of the outcome page, for letters."""
    return absolute_for("summaries.outcomes", slug=slug)


@bp.get("/outcomes")
@open_to_everyone
def outcomes(slug: str) -> ResponseReturnValue:
    event = public_event_or_404(slug)
    now = clock.now()
    if not has_published_outcomes(event, now):
        home = address_of("overview.event", slug=slug)
        return render_template("summaries/not_yet.html", frame=_frame(event), event_address=home)
    content = queries.content(event, now)
    sections = queries.with_edits(event.id, language(), letters.drafts(content))
    return render_template(
        "summaries/outcomes.html",
        frame=_frame(event),
        event=event,
        head=whole.head(letters.heading(content.facts), letters.who_was_there(content)),
        data=whole.described(content),
        files=whole.files(content),
        **whole.values(content, sections),
        **whole.drawings(content),
    )


@bp.get("/outcomes/groups/<int:number>")
@open_to_everyone
def group(slug: str, number: int) -> ResponseReturnValue:
    event = public_event_or_404(slug)
    now = clock.now()
    if not has_published_outcomes(event, now):
        abort(404)
    content = queries.content(event, now)
    found = next((group for group in content.groups if group.number == number), None) or abort(404)
    shown = groups.group_view(content, found)
    return render_template(
        "summaries/group.html",
        frame=_frame(event),
        event=event,
        head=whole.head(shown.plain_title.words),
        heading=letters.heading(content.facts),
        group=shown,
        others=[(each.number, groups.address(content, each.number)) for each in content.groups],
    )


@bp.get("/outcomes.pdf")
@open_to_everyone
def document(slug: str) -> ResponseReturnValue:
    event = public_event_or_404(slug)
    if not has_published_outcomes(event, clock.now()):
        abort(404)
    found = queries.find_document(event.id, OUTCOMES, document_language(event, request.args.get("lang", "")))
    if found is not None:
        return files.answer(found.file, inline=True)
    response = make_response(render_template("summaries/being_made.html", frame=_frame(event), event=event), 503)
    response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    response.headers["Cache-Control"] = "no-store"
    return response


def document_language(event: Event, asked: str) -> str:
    """Choose the language of a file: the one asked for, else the event's main one, as far as it is spoken here."""
    return next((lang for lang in (asked, event.main_language) if lang in languages()), DEFAULT_LANGUAGE)


def _frame(event: Event) -> PublicFrame:
    return public_frame(event, "outcomes", scaling_models.public_parts(event.id))


@staff.get("")
@for_team(*READERS)
def concluding(slug: str) -> ResponseReturnValue:
    """Show who has not handed in, the text as it stands, and how far publication is."""
    event = event_or_404(slug)
    content = queries.content(event, clock.now())
    lang = document_language(event, request.args.get("text", ""))
    return render_template(
        "summaries/manage/outcomes.html",
        frame=_staff_frame(event),
        event=event,
        lang=lang,
        languages=conclusion.language_ways(event, lang),
        missing=conclusion.missing(event, content),
        has_groups=bool(content.groups),
        sections=conclusion.text_rows(event, content, lang),
        parts=conclusion.part_rows(event),
        published=conclusion.published_words(event),
        documents=conclusion.documents(event),
        may_change=bool(roles_of(current_user, slug) & set(ORGANISERS)),
        done=DONE.get(request.args.get("done", "")),
    )


@staff.post("/publication")
@for_team(*ORGANISERS)
def publish(slug: str) -> ResponseReturnValue:
    """Let everybody read the outcome; once more to make its documents anew."""
    event = event_or_404(slug)
    done = "again" if event.outcomes_published_at else "published"
    actions.publish(event, languages(), by=current_user, now=clock.now())
    return _done(slug, done)


@staff.route("/<lang>/<key>", methods=["GET", "POST"])
@for_team(*ORGANISERS)
def section(slug: str, lang: str, key: str) -> ResponseReturnValue:
    """Edit a section of the text, beside what it would draft."""
    event = event_or_404(slug)
    draft, edit = _edit_or_404(event, lang, key)
    form = SectionForm(data={"text": edit.text, "seen": edit.version})
    if form.validate_on_submit():
        try:
            text, seen = form.details()
            actions.edit_section(event, lang, draft, text, seen=seen, by=current_user, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _done(slug, "saved", lang)
    values = {"frame": _staff_frame(event), "event": event, "lang": lang, "key": key, "edit": edit, "form": form}
    return render_template("summaries/manage/section.html", **values), status_of(form)


@staff.post("/<lang>/<key>/draft")
@for_team(*ORGANISERS)
def take_draft(slug: str, lang: str, key: str) -> ResponseReturnValue:
    """Let a section draft itself again."""
    event = event_or_404(slug)
    draft, _shown = _edit_or_404(event, lang, key)
    actions.take_draft(event, lang, draft.key, by=current_user, now=clock.now())
    return _done(slug, "drafted", lang)


@staff.post("/<lang>/<key>/confirmation")
@for_team(*ORGANISERS)
def keep_edit(slug: str, lang: str, key: str) -> ResponseReturnValue:
    """Say that an edited section holds with the figures of today."""
    event = event_or_404(slug)
    draft, _shown = _edit_or_404(event, lang, key)
    actions.keep_edit(event, lang, draft, by=current_user, now=clock.now())
    return _done(slug, "kept", lang)


def _edit_or_404(event: Event, lang: str, key: str) -> tuple[Section, conclusion.Edit]:
    if lang not in languages():
        abort(404)
    return conclusion.edit_of(event, queries.content(event, clock.now()), lang, key) or abort(404)


def _done(slug: str, what: str, lang: str | None = None) -> Response:
    db.session.commit()
    return redirect(url_for("conclusion.concluding", slug=slug, done=what, text=lang), 303)


def _staff_frame(event: Event) -> StaffFrame:
    return staff_frame(current_user, event, now=clock.now(), here=Step.CONCLUDE)
