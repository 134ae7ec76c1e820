"""Fields for days, longer texts, amounts and people."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import DateField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from eventhub.ground.fields import LARGEST_NUMBER, at_most
from eventhub.ground.i18n import _
from eventhub.ground.i18n.speech import grouped
from eventhub.ground.plain_text import plain
from eventhub.people.models import Person

NOBODY = SelectChoice("", "–")
MOST_DECIMALS = 4


class DayField(DateField):
    """A day. required: what to say when there is none."""

    def __init__(self, label: Any, *, required: Any = None, **more: Any) -> None:
        super().__init__(label, [InputRequired(required) if required else Optional()], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Write the day like 2026-08-20.")) from None


class WordsField(TextAreaField):
    """A text of several lines, without what nobody can see."""

    raw_data: list[str] | None

    def __init__(self, label: Any, *, most: int, required: Any = None, **more: Any) -> None:
        super().__init__(label, [InputRequired(required) if required else Optional(), at_most(most)], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = plain(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and not self.data:
            self.raw_data = []


class AmountField(StringField):
    """A number from 0 on, with a point or a comma and at most four digits behind it. Its data is a Decimal."""

    raw_data: list[str] | None

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, [Optional()], **more)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.normalize():f}" if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        given = "".join(valuelist[0].split()).replace(",", ".") if valuelist else ""
        self.data = None
        if given:
            self.data = _amount(given)


def _amount(given: str) -> Decimal:
    said = _("Write a number between 0 and %(most)s, with at most four decimals.", most=grouped(LARGEST_NUMBER))
    if not given.isascii() or not given.replace(".", "", 1).isdigit() or len(given.partition(".")[2]) > MOST_DECIMALS:
        raise ValueError(said)
    try:
        amount = Decimal(given)
    except InvalidOperation:
        raise ValueError(said) from None
    if amount > LARGEST_NUMBER:
        raise ValueError(said)
    return amount


def people_choices(people: Iterable[Person]) -> list[SelectChoice]:
    """Offer nobody, and these people by name, each once."""
    named = {str(person.uid): person.full_name or "–" for person in people}
    return [NOBODY, *(SelectChoice(uid, name) for uid, name in named.items())]
