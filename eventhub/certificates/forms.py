"""What is typed in to say from when a certificate is due."""

import re

from wtforms import Field
from wtforms.validators import Regexp, ValidationError

from eventhub.certificates import rules
from eventhub.certificates.actions import StatedTerms
from eventhub.ground.fields import LineField, WholeNumberField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, lazy

PREFIX = re.compile(r"[\w./ –-]+")


class TermsForm(Form):
    """The terms of an event's certificates."""

    number_prefix = LineField(
        lazy("Numbers begin with"),
        required=lazy("Give the letters that numbers begin with, for instance DP-2026."),
        most=rules.MOST_PREFIX,
        validators=[Regexp(PREFIX, message=lazy("Only letters, digits, hyphens, dots and slashes may stand here."))],
    )
    academic_hours = WholeNumberField(
        lazy("Hours of the whole day, at most"),
        required=lazy("Say how many hours the whole day makes."),
        most=rules.MOST_HOURS,
    )
    hour_minutes = WholeNumberField(
        lazy("Minutes in an academic hour"),
        required=lazy("Say how many minutes an hour has; 45 is usual."),
        most=rules.MOST_HOUR_MINUTES,
    )
    minimum_minutes = WholeNumberField(
        lazy("Minutes from which a certificate is due"),
        required=lazy("Say from how many minutes a certificate is due."),
        most=rules.MOST_MINUTES,
    )

    def validate_academic_hours(self, field: Field) -> None:
        _is_not_nought(field)

    def validate_hour_minutes(self, field: Field) -> None:
        _is_not_nought(field)

    def details(self) -> StatedTerms:
        numbers = (self.academic_hours.data, self.hour_minutes.data, self.minimum_minutes.data)
        return StatedTerms(self.number_prefix.data, *(number or 0 for number in numbers))


def _is_not_nought(field: Field) -> None:
    if field.data == 0:
        raise ValidationError(_("Write a number of at least 1."))
