"""What is typed in to edit a section of the outcome text."""

from wtforms import TextAreaField

from eventhub.events.forms.event import SeenField
from eventhub.ground.fields import at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy
from eventhub.ground.plain_text import plain
from eventhub.summaries.rules import MOST_SECTION


class SectionForm(Form):
    """One section in one language; an empty text lets it draft itself again."""

    seen = SeenField()
    text = TextAreaField(lazy("Text"), [at_most(MOST_SECTION)], filters=[lambda text: plain(text or "")])

    def details(self) -> tuple[str, int | None]:
        return self.text.data, self.seen.data
