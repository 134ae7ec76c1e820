"""What is typed in at the desk on the day."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SearchField
from wtforms.validators import InputRequired

from eventhub.consents.models import Purpose
from eventhub.ground.i18n import lazy
from eventhub.registration.forms.stated import PersonForm
from eventhub.registration.rules import PersonDetails

LONGEST_SEARCH = 100


class DeskForm(FlaskForm):
    """A name or a number; sent by GET, changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    q = SearchField(lazy("Name or number"), filters=[lambda words: (words or "").strip()[:LONGEST_SEARCH]])


class WalkInForm(PersonForm):
    """Somebody who stands there without a registration."""

    needs_mailbox = False
    signed = BooleanField(
        lazy("The consent to processing is signed on paper"),
        [InputRequired(lazy("Let the person sign the consent first; without it nobody may be registered."))],
    )

    def details(self) -> PersonDetails:
        """Return what was stated; the paper is the consent to processing, and to nothing else."""
        text = self.offer.document(Purpose.PROCESSING)
        return PersonDetails(**self.stated(), consents=(text.id,) if text else ())
