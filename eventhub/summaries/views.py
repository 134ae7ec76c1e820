"""The published outcome: one page, a page for each group, and the document."""

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from eventhub.events.models import Event
from eventhub.events.rules import has_published_outcomes
from eventhub.events.views import address_of, public_event_or_404, public_frame
from eventhub.ground import clock, files
from eventhub.ground.access import open_to_everyone
from eventhub.ground.i18n import language
from eventhub.ground.i18n.catalogues import DEFAULT_LANGUAGE, languages
from eventhub.ground.page_frame import PublicFrame
from eventhub.scaling_models import queries as scaling_models
from eventhub.summaries import letters, queries
from eventhub.summaries.pages import groups, whole

SECONDS_TO_WAIT = 30
OUTCOMES = "outcomes"

bp = Blueprint("summaries", __name__, url_prefix="/e/<slug>")


@bp.get("/outcomes")
@open_to_everyone
def outcomes(slug: str) -> ResponseReturnValue:
    event = public_event_or_404(slug)
    now = clock.now()
    if not has_published_outcomes(event, now):
        home = address_of("overview.event", slug=slug)
        return render_template("summaries/not_yet.html", frame=_frame(event), event_address=home)
    content = queries.content(event, now)
    sections = queries.with_edits(event.id, language(), letters.sections(content))
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
