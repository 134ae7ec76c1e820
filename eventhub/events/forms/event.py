"""Forms about projects and the event itself."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from wtforms import HiddenField, SelectChoice, SelectField
from wtforms.validators import URL

from eventhub.events.actions.event import EventDetails, EventStart, ProjectDetails
from eventhub.events.models import Event, Project
from eventhub.events.rules import MOST_DESCRIPTION, MOST_GOAL, MOST_TITLE, moment_at
from eventhub.ground.fields import AddressField, KeyField, LineField, MomentField, TextsField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import language, lazy
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.ground.i18n.speech import locale

FIRST_ZONES = "RU"
USUAL_ZONE = "Europe/Moscow"
SOME_WINTER_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 – as read from a clock in any zone
PLAIN = (
    *("title", "slug", "main_language", "timezone", "goal", "description", "venue", "online_url", "organiser"),
    *("contact_name", "contact_email", "contact_phone"),
)
MOMENTS = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")
CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


class SeenField(HiddenField):
    """The revision that a form showed when it was opened; nothing when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        given = valuelist[0] if valuelist else ""
        self.data = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


class ProjectForm(Form):
    """A project: what several events belong to."""

    submission_key = KeyField()
    title = TextsField(lazy("Title"), required=lazy("Give the project a title."), most=MOST_TITLE)
    slug = LineField(lazy("Address"), required=lazy("Give the project an address."), most=80)
    description = TextsField(lazy("What it is about"), most=MOST_DESCRIPTION, lines=5)

    def details(self) -> ProjectDetails:
        return ProjectDetails(self.slug.data, self.title.data, self.description.data)


class NewEventForm(Form):
    """What an event cannot be without."""

    submission_key = KeyField()
    title = TextsField(lazy("Title"), required=lazy("Give the event a title."), most=MOST_TITLE)
    slug = LineField(lazy("Address"), required=lazy("Give the event an address."), most=80)
    project = SelectField(lazy("Project"))
    main_language = SelectField(
        lazy("Main language"), choices=[SelectChoice(lang, name_of(lang)) for lang in languages()]
    )
    timezone = SelectField(lazy("Time zone"), default=USUAL_ZONE)
    starts_at = MomentField(lazy("Begins"), required=lazy("Say when the event begins."))
    ends_at = MomentField(lazy("Ends"), required=lazy("Say when the event ends."))

    def __init__(self, projects: list[Project], *more: Any, **given: Any) -> None:
        super().__init__(*more, **given)
        main = languages()[0]
        titles = [SelectChoice(str(project.uid), project.title.words(language(), main)) for project in projects]
        self.project.choices = [SelectChoice("", "–"), *titles]
        self.timezone.choices = zones(language())
        self._projects = {str(project.uid): project.id for project in projects}

    def start(self) -> dict[str, Any]:
        """Return what is typed as an event has it. Raises NoSuchTime."""
        return {
            "slug": self.slug.data,
            "title": self.title.data,
            "project_id": self._projects.get(self.project.data),
            "main_language": self.main_language.data,
            "timezone": self.timezone.data,
            "starts_at": self.moment(self.starts_at),
            "ends_at": self.moment(self.ends_at),
        }

    def moment(self, field: MomentField) -> datetime | None:
        """Return the moment a field means on the clock of the chosen zone."""
        return moment_of(field, ZoneInfo(self.timezone.data)) if field.data else None

    def details(self) -> EventStart:
        return EventStart(**self.start())


class EventForm(NewEventForm):
    """Everything that is said about an event."""

    seen = SeenField()
    goal = TextsField(lazy("Goal"), most=MOST_GOAL, lines=3)
    description = TextsField(lazy("Description"), most=MOST_DESCRIPTION, lines=8)
    venue = TextsField(lazy("Venue"), most=MOST_TITLE, lines=2)
    online_url = LineField(
        lazy("Link for those who take part from afar"),
        most=500,
        validators=[URL(message=lazy("A link begins with https:// and leads to a page."))],
    )
    organiser = TextsField(lazy("Organiser"), most=MOST_TITLE)
    contact_name = TextsField(lazy("Who answers questions"))
    contact_email = AddressField(lazy("E-mail address for questions"))
    contact_phone = LineField(lazy("Telephone for questions"), most=60)
    registration_opens_at = MomentField(lazy("Registration opens"))
    registration_closes_at = MomentField(lazy("Registration closes"))

    def details(self) -> EventDetails:
        lines: dict[str, Any] = {
            name: self[name].data or "" for name in ("online_url", "contact_email", "contact_phone")
        }
        texts = {name: self[name].data for name in ("goal", "description", "venue", "organiser", "contact_name")}
        return EventDetails(
            **self.start(),
            **lines,
            **texts,
            registration_opens_at=self.moment(self.registration_opens_at),
            registration_closes_at=self.moment(self.registration_closes_at),
        )


def event_form(event: Event, projects: list[Project]) -> EventForm:
    """Make the form about an event, its moments as its own clock shows them."""
    known = {name: getattr(event, name) for name in PLAIN}
    known |= {name: local(getattr(event, name), event.zone) for name in MOMENTS}
    project = str(event.project.uid) if event.project else ""
    return EventForm(projects, data={**known, "project": project, "seen": event.revision})


def moment_of(field: MomentField, zone: ZoneInfo) -> datetime:
    """Return the moment that a field which is filled in means on the clock of a zone. Raises NoSuchTime."""
    assert field.data is not None
    return moment_at(field.data, zone)


def local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return what the clock of a zone shows at a moment, for a field of a form."""
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None


@cache
def zones(lang: str) -> list[SelectChoice]:
    """List time zones as a reader of a language knows them: those of the country from west to east, then all others."""
    territories = get_global("zone_territories")
    known = sorted(zone for zone in available_timezones() if zone.startswith(CONTINENTS) or zone == "UTC")
    of_country = (zone for zone in known if territories.get(zone) == FIRST_ZONES)
    first = sorted(of_country, key=lambda zone: (_hours_east(zone), zone != USUAL_ZONE, zone))
    named = [
        SelectChoice(zone, f"{get_timezone_location(ZoneInfo(zone), locale=locale(), return_city=True)} ({zone})")
        for zone in first
    ]
    return named + [SelectChoice(zone, zone) for zone in known if zone not in first]


def _hours_east(zone: str) -> timedelta:
    return ZoneInfo(zone).utcoffset(SOME_WINTER_DAY) or timedelta()
