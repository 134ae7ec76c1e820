"""What is typed in to cancel an event, to copy it, and to name a speaker."""

from datetime import timedelta

from wtforms import DateField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from eventhub.events.forms.team import PersonFields
from eventhub.events.models import Event
from eventhub.events.rules import MOST_TITLE
from eventhub.ground.fields import KeyField, LineField, TextsField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, lazy
from eventhub.preparation.actions import CopyPlan
from eventhub.preparation.rules import MOST_REASON, PART_WORDS, Part

USUALLY = tuple(part.value for part in Part if part not in {Part.TEAM, Part.CONSENTS})


class DayField(DateField):
    """A day, as the event's clock has it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Write the day like 2026-08-20.")) from None


class CancellationForm(Form):
    """Why the event will not take place."""

    reason = TextsField(
        lazy("Why it will not take place"),
        required=lazy("Say why. People read it in their letter and on the page."),
        most=MOST_REASON,
        lines=3,
    )


class CopyForm(Form):
    """The next event made from one."""

    submission_key = KeyField()
    title = TextsField(lazy("Title"), required=lazy("Give the event a title."), most=MOST_TITLE)
    slug = LineField(lazy("Address"), required=lazy("Give the event an address."), most=80)
    starts_on = DayField(lazy("First day"), [InputRequired(lazy("Say on which day it begins."))])
    parts = SelectMultipleField(
        lazy("What it takes over"),
        choices=[SelectChoice(part.value, words) for part, words in PART_WORDS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def details(self) -> CopyPlan:
        parts = frozenset(Part(part) for part in self.parts.data)
        return CopyPlan(self.slug.data, self.title.data, self.starts_on.data, parts)


class SpeakerForm(PersonFields):
    """Somebody who speaks and whom the event does not know yet."""


def copy_form(event: Event) -> CopyForm:
    """Make the form that copies an event, a year later on the same day of the week."""
    day = event.starts_at.astimezone(event.zone).date() + timedelta(weeks=52)
    return CopyForm(data={"title": event.title, "starts_on": day, "parts": USUALLY})
