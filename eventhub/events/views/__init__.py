"""What pages of an event share: the frame round them, for strangers and for the team."""

from collections.abc import Collection
from datetime import datetime

from flask import abort, current_app, url_for
from flask_login import current_user

from eventhub.accounts.models import User
from eventhub.events import queries, rules
from eventhub.events.models import Event
from eventhub.ground import clock
from eventhub.ground.drawings.lettering import plain
from eventhub.ground.i18n import _, language
from eventhub.ground.i18n.choice import other_languages
from eventhub.ground.page_frame import PublicFrame, StaffFrame, Step, Way


def staff_frame(user: User, event: Event | None = None, *, now: datetime, here: rules.Step | None = None) -> StaffFrame:
    """Build the frame of a staff page; `here` marks the step that the page belongs to."""
    return StaffFrame(
        name=event.title.words(language(), event.main_language) if event else "EventHub",
        home=url_for("homes.home", slug=event.slug) if event else url_for("homes.events"),
        person=user.name,
        initials="".join(part[0] for part in user.name.split()[:2]),
        account=url_for("accounts.account"),
        public_page=url_for("overview.event", slug=event.slug) if event and event.is_public else "",
        steps=_compact_steps(event, now, here) if event and here else (),
        languages=other_languages(),
        links=(Way(_("All your events"), url_for("homes.events")),),
    )


def event_or_404(slug: str) -> Event:
    """Find an event for a page of its team, or answer that there is none."""
    return queries.find_event(slug) or abort(404)


def preparing(event: Event) -> StaffFrame:
    """Build the frame of a page that belongs to the step Prepare."""
    return staff_frame(current_user, event, now=clock.now(), here=rules.Step.PREPARE)


def public_event_or_404(slug: str) -> Event:
    """Find an event that strangers may see, or answer that there is none."""
    return queries.find_public_event(slug) or abort(404)


def address_of(endpoint: str, **values: object) -> str:
    """Return where a page is, or nothing when this installation has no such page; for links that may be left out."""
    known = endpoint in current_app.view_functions
    return url_for(endpoint, **values) if known else ""  # type: ignore[arg-type]  # values of the rule's own types


def public_frame(event: Event, here: str = "", parts: Collection[str] = ()) -> PublicFrame:
    """Build the frame of a public page of an event.

    here: the section the page belongs to: event, programme, groups, models or outcomes.
    parts: which of programme, groups and models there is something to show of (scaling_models.queries.public_parts).
    """
    organiser = plain(event.organiser.words(language(), event.main_language))
    return PublicFrame(
        name=organiser or plain(event.title.words(language(), event.main_language)),
        home=url_for("overview.start"),
        sections=_sections(event, here, parts),
        languages=other_languages(),
        organiser=_("Organised by: %(organiser)s", organiser=organiser) if organiser else "",
        email=event.contact_email,
        links=(
            Way(_("Personal data"), url_for("overview.personal_data", slug=event.slug)),
            Way(_("Accessibility"), url_for("overview.accessibility")),
        ),
    )


def _sections(event: Event, here: str, parts: Collection[str]) -> tuple[Way, ...]:
    words = {
        "event": _("About the event"),
        "programme": _("Programme"),
        "groups": _("Groups"),
        "models": _("Models"),
        "outcomes": _("Outcomes"),
    }
    shown = {"event", here, *parts} | ({"outcomes"} if event.outcomes_published_at else set())
    addresses = {"outcomes": "summaries.outcomes", "models": "overview.catalogue"}
    ways = (
        Way(words[part], address_of(addresses.get(part, f"overview.{part}"), slug=event.slug), is_current=part == here)
        for part in words
        if part in shown
    )
    known = tuple(way for way in ways if way.address)
    return known if len(known) > 1 else ()


STEP_PAGES: dict[rules.Step, str] = {
    rules.Step.PREPARE: "preparation.prepare",
    rules.Step.REGISTER: "registration.registrations",
    rules.Step.ALLOCATE: "allocation.allocation",
    rules.Step.DISCUSS: "recording.records",
    rules.Step.CONCLUDE: "conclusion.concluding",
    rules.Step.CONTINUE: "networks.communities",
}
"""The main page of each step, by endpoint; a step without one leads to its place on the organiser's home."""


def step_address(event: Event, step: rules.Step) -> str:
    """Return where the work of a step is done."""
    page = address_of(STEP_PAGES[step], slug=event.slug) if step in STEP_PAGES else ""
    return page or f"{url_for('homes.home', slug=event.slug)}#{step}"


def _compact_steps(event: Event, now: datetime, here: rules.Step) -> tuple[Step, ...]:
    return tuple(
        Step(str(rules.STEP_WORDS[step]), step_address(event, step), state, is_current=step is here)
        for step, state in rules.six_steps(event, now).items()
    )
