"""The public pages of an event, and the pages behind personal links."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from eventhub.allocation import queries as allocation
from eventhub.consents import queries as consents
from eventhub.events import queries as events
from eventhub.events.models import Event
from eventhub.events.rules import has_published_outcomes, is_cancelled
from eventhub.events.views import address_of, public_event_or_404, public_frame
from eventhub.focus_groups import queries as focus_groups
from eventhub.ground import clock
from eventhub.ground.access import for_link, open_to_everyone, opened
from eventhub.ground.i18n import _, language
from eventhub.ground.i18n.choice import other_languages
from eventhub.ground.page_frame import PublicFrame, Way
from eventhub.ground.texts import Texts
from eventhub.materials import queries as materials
from eventhub.overview import queries
from eventhub.overview.forms import CatalogueForm
from eventhub.overview.pages import catalogue as listing
from eventhub.overview.pages import day, entrance, metadata, models, personal
from eventhub.overview.pages import groups as tables
from eventhub.overview.pages.start import event_rows
from eventhub.overview.pages.wording import said
from eventhub.registration.models import Registration
from eventhub.scaling_models import queries as scaling_models
from eventhub.scaling_models import rules as model_rules
from eventhub.scaling_models.models import ScalingModel
from eventhub.scaling_models.queries import Wanted

bp = Blueprint("overview", __name__)
EVENTS_PER_PAGE = 20
MODELS_PER_PAGE = 12
MOST_FILES = 6
NAME = "EventHub"


@bp.get("/")
@open_to_everyone
def start() -> ResponseReturnValue:
    """List the published events, what is still to come first."""
    now, page = clock.now(), listing.page_number(request.args.get("page"))
    total = events.count_public_events()
    shown = events.public_events(now, offset=(page - 1) * EVENTS_PER_PAGE, limit=EVENTS_PER_PAGE)
    name = _organiser(shown[0]) if shown else NAME
    return render_template(
        "overview/start.html",
        frame=_plain_frame(name),
        head=metadata.head(name, NAME, _("Events, their programmes, models and outcomes.")),
        events=event_rows(shown, now),
        pages=listing.pages(total, page, EVENTS_PER_PAGE, lambda number: url_for(".start", page=number)),
        manage=address_of("homes.events") if current_user.is_authenticated else "",
    )


@bp.get("/e/<slug>/")
@open_to_everyone
def event(slug: str) -> ResponseReturnValue:
    """Show an event: what, when, where, for whom, how to come. Six statements."""
    found, now = public_event_or_404(slug), clock.now()
    facts = queries.facts(found.id)
    return _render(
        "event.html",
        found,
        "event",
        facts.parts,
        head=_head(found, found.title, found.goal, kind="event"),
        data=metadata.event_data(found, facts),
        heading=entrance.heading(found, facts, queries.roles_of(found.id)),
        entrance=entrance.entrance(found, facts, now),
        call=entrance.call_panel(found, facts, now),
        days=day.Programme(found, consents.named_speakers(found.id)).days(focus_groups.agenda(found.id)),
        files=entrance.files(found, materials.for_everybody(found.id), MOST_FILES),
        calendars=entrance.calendars("calendars.event", slug=slug),
    )


@bp.get("/e/<slug>/programme")
@open_to_everyone
def programme(slug: str) -> ResponseReturnValue:
    """Show the whole timetable. Five statements."""
    found = public_event_or_404(slug)
    slots = focus_groups.agenda(found.id)
    presented = scaling_models.presented_in(slot.item.id for slot in slots)
    return _render(
        "programme.html",
        found,
        "programme",
        head=_head(found, _("Programme"), found.goal),
        heading=entrance.when_and_where(found),
        days=day.Programme(found, consents.named_speakers(found.id), presented).days(slots),
        calendars=entrance.calendars("calendars.programme", slug=slug),
        schedule=address_of("calendars.schedule_as_json", slug=slug),
    )


@bp.get("/e/<slug>/models")
@open_to_everyone
def catalogue(slug: str) -> ResponseReturnValue:
    """List the accepted models that match what the reader looks for."""
    found, page = public_event_or_404(slug), listing.page_number(request.args.get("page"))
    places = scaling_models.municipalities_of_accepted(found.id)
    form = CatalogueForm(request.args)
    listing.offer(form, found, places, focus_groups.of_event(found.id))
    wanted = Wanted(form.q.data, form.municipality_uid(), form.group_number())
    total = scaling_models.count_accepted(found.id, wanted)
    shown = scaling_models.accepted(found.id, wanted, offset=(page - 1) * MODELS_PER_PAGE, limit=MODELS_PER_PAGE)
    return _render(
        "catalogue.html",
        found,
        "models",
        head=_head(found, _("Scaling models"), found.goal),
        form=form,
        cards=listing.cards(found, shown, scaling_models.named_authors(found.id, [model.id for model in shown])),
        chosen=listing.chosen(form, slug),
        total=total,
        has_any=bool(total or listing.is_chosen(form)),
        pages=listing.pages(total, page, MODELS_PER_PAGE, lambda number: listing.address(form, slug, page=number)),
    )


@bp.get("/e/<slug>/models/<key>")
@open_to_everyone
def model(slug: str, key: str) -> ResponseReturnValue:
    """Show an accepted model with all it says. Codes lead to the lasting address."""
    found = public_event_or_404(slug)
    shown = scaling_models.find_accepted(found.id, key) or abort(404)
    if key != str(shown.uid):
        return redirect(url_for(".model", slug=slug, key=shown.uid), 301)
    scores = scaling_models.profile_of(shown.id)
    authors = scaling_models.named_authors(found.id, [shown.id]).get(shown.id, [])
    return _render(
        "model.html",
        found,
        "models",
        head=_head(found, shown.title, shown.abstract, kind="article"),
        model=models.model_page(found, shown, authors),
        sections=models.sections(shown, scaling_models.find_call(found.id), found.main_language),
        profile=models.profile(scores, found.main_language),
        profile_words=models.profile_words(scores),
    )


@bp.get("/e/<slug>/groups")
@open_to_everyone
def groups(slug: str) -> ResponseReturnValue:
    """List the focus groups."""
    found = public_event_or_404(slug)
    found_groups = focus_groups.of_event(found.id)
    heard = scaling_models.of_groups(one.id for one in found_groups)
    return _render(
        "groups.html",
        found,
        "groups",
        head=_head(found, _("Focus groups"), found.goal),
        cards=tables.group_cards(found, found_groups, heard, allocation.published_sizes(found.id)),
    )


@bp.get("/e/<slug>/groups/<int:number>")
@open_to_everyone
def group(slug: str, number: int) -> ResponseReturnValue:
    """Show one group: its questions, its room, its models."""
    found = public_event_or_404(slug)
    table = focus_groups.find_group(found.id, number) or abort(404)
    leaders = {person for person in (table.facilitator_id, table.secretary_id) if person}
    named = consents.may_be_named(found.id, leaders)
    heard = scaling_models.of_groups([table.id]).get(table.id, [])
    outcomes = has_published_outcomes(found, clock.now())
    return _render(
        "group.html",
        found,
        "groups",
        head=_head(found, table.title, found.goal),
        group=table,
        title=said(table.title, found.main_language),
        facts=tables.group_facts(found, table, named, allocation.published_sizes(found.id)),
        questions=[
            said(asked.text, found.main_language) for asked in focus_groups.questions_of([table.id]).get(table.id, [])
        ],
        days=day.plain_rows(found, focus_groups.meetings_of(table.id)),
        zone=entrance.when_and_where(found).zone,
        cards=listing.cards(found, heard, scaling_models.named_authors(found.id, [model.id for model in heard])),
        outcomes=address_of("summaries.group", slug=slug, number=number) if outcomes else "",
        calendars=entrance.calendars("calendars.group", slug=slug, number=number),
    )


@bp.get("/e/<slug>/r/<token>")
@for_link("participant")
def participant(slug: str, token: str) -> ResponseReturnValue:
    """Show a participant what concerns them: state, group and why, own day, consents."""
    own = opened(Registration)
    found, assignments = own.event, allocation.published_assignments(own.id)
    agenda = queries.own_agenda(found.id, [assignment.focus_group_id for assignment in assignments])
    return _render(
        "participant.html",
        found,
        head=_head(found, _("Your page"), found.title, is_private=True),
        own=personal.own_page(own, clock.now()),
        deeds=personal.deeds(own, token, clock.now()),
        done=personal.done_words(request.args.get("done")),
        heading=entrance.when_and_where(found),
        places=personal.group_places(found, assignments),
        days=day.plain_rows(found, agenda) if personal.is_expected(own) else [],
        consents=personal.consent_rows(found, consents.consents_of(found.id, own.person_id)),
        certificate=personal.certificate_hint(own, token, *queries.certificate_of(found.id, own.id)),
        calendars=entrance.calendars("calendars.person", slug=slug, token=token),
    )


@bp.get("/e/<slug>/models/a/<token>")
@for_link("author")
def author(slug: str, token: str) -> ResponseReturnValue:
    """Show authors their own submission, its state and, after the decision, what the reviewers remarked."""
    own, found = opened(ScalingModel), public_event_or_404(slug)
    may_read = model_rules.shows_reviews(own)
    everybody = [written.person for written in scaling_models.authors_of(own.id)]
    return _render(
        "author.html",
        found,
        head=_head(found, own.title, own.abstract, is_private=True),
        model=models.model_page(found, own, everybody),
        state=models.state(own, found),
        edit=url_for("scaling_models.edit", slug=slug, token=token),
        edit_words=models.edit_words(own),
        done=models.done_words(request.args.get("done")),
        is_waiting=own.state in model_rules.UNDECIDED,
        note=own.decision_note if may_read else "",
        remarks=models.remarks(scaling_models.answered_reviews(own.id)) if may_read else [],
        sections=models.sections(own, scaling_models.find_call(found.id), found.main_language),
    )


@bp.get("/e/<slug>/personal-data")
@open_to_everyone
def personal_data(slug: str) -> ResponseReturnValue:
    """Show the texts people agree to, in full, in every version."""
    found = public_event_or_404(slug)
    return _render(
        "personal_data.html",
        found,
        head=_head(found, _("Personal data"), found.title),
        documents=personal.document_rows(found, consents.documents(found.id)),
        organiser=said(found.organiser, found.main_language),
    )


@bp.get("/accessibility")
@open_to_everyone
def accessibility() -> ResponseReturnValue:
    """Say how accessible the pages are, and whom to write to."""
    shown = events.public_events(clock.now(), limit=1)
    name = _organiser(shown[0]) if shown else NAME
    return render_template(
        "overview/accessibility.html",
        frame=_plain_frame(name),
        head=metadata.head(_("Accessibility"), name),
        email=shown[0].contact_email if shown else "",
    )


def _render(
    template: str, shown: Event, here: str = "", parts: frozenset[str] | None = None, **values: object
) -> ResponseReturnValue:
    if parts is None:
        parts = scaling_models.public_parts(shown.id)
    return render_template(
        f"overview/{template}",
        frame=public_frame(shown, here, parts),
        event=shown,
        event_title=said(shown.title, shown.main_language),
        is_cancelled=is_cancelled(shown),
        cancellation=said(shown.cancellation, shown.main_language),
        **values,
    )


def _head(
    shown: Event, title: Texts | str, description: Texts, kind: str = "website", is_private: bool = False
) -> metadata.Head:
    spoken = title if isinstance(title, str) else title.words(language(), shown.main_language)
    about = description.words(language(), shown.main_language)
    return metadata.head(spoken, shown.title.words(language(), shown.main_language), about, kind, is_private)


def _organiser(shown: Event) -> str:
    return shown.organiser.words(language(), shown.main_language) or NAME


def _plain_frame(name: str) -> PublicFrame:
    links = (Way(_("Accessibility"), url_for(".accessibility")),)
    return PublicFrame(name=name, home=url_for(".start"), languages=other_languages(), links=links)
