"""Fields that forms of all features share: lines, texts by language, moments, whole numbers, keys of forms."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wtforms import DateTimeLocalField, Field, HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from eventhub.ground.i18n import _, lazy
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.ground.i18n.speech import grouped
from eventhub.ground.plain_text import one_line, plain
from eventhub.ground.texts import Texts

MOST_LINE = 200
MOST_TEXT = 20_000
MOST_ADDRESS = 254
LARGEST_NUMBER = 1_000_000


def at_most(most: int) -> Length:
    """Say how long a text may be."""
    return Length(max=most, message=lazy("At most %(max)d characters fit here. Please shorten it."))


def looks_like_address() -> Regexp:
    """Ask for the shape of an e-mail address; whether it exists only a letter can tell."""
    return Regexp(
        re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]{2,}"),
        message=lazy("An address looks like name@example.org."),
    )


class LineField(StringField):
    """One line of text, without what nobody can see, its spaces folded."""

    raw_data: list[str] | None

    def __init__(self, label: Any, *, required: Any = None, most: int = MOST_LINE, **more: Any) -> None:
        asked = [InputRequired(required)] if required else [Optional()]
        super().__init__(label, [*asked, at_most(most), *more.pop("validators", ())], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = one_line(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        if self.raw_data and not self.data:
            self.raw_data = []


class AddressField(LineField):
    """An e-mail address."""

    def __init__(self, label: Any, *, required: Any = None, **more: Any) -> None:
        super().__init__(label, required=required, most=MOST_ADDRESS, validators=[looks_like_address()], **more)


@dataclass(frozen=True, slots=True)
class TextInput:
    """One language of a text as a form shows it."""

    name: str
    lang: str
    label: str
    value: str


class TextsField(Field):
    """One text in every language of the installation, side by side. Its data are `Texts`.

    required: what to say when no language has any words. lines: 0 for one line, else the height of a text area.
    """

    process_errors: list[str]

    def __init__(self, label: Any, *, required: Any = None, most: int = MOST_LINE, lines: int = 0, **more: Any) -> None:
        super().__init__(label, **more)
        self.required, self.most, self.lines = required, most, lines

    @property
    def inputs(self) -> list[TextInput]:
        """Return what to show: one input per language."""
        known = self.data or Texts()
        return [TextInput(f"{self.name}-{lang}", lang, name_of(lang), known.get(lang, "")) for lang in languages()]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        self.object_data = self.data = data if isinstance(data, Texts) else Texts()
        if formdata is not None:
            tidy = plain if self.lines else one_line
            self.data = Texts({lang: tidy(formdata.get(f"{self.name}-{lang}", "")) for lang in languages()})
            self.raw_data = list(self.data.values())

    def pre_validate(self, form: Any) -> None:
        if self.required and not self.data:
            self.errors.append(str(self.required))
        for lang, words in self.data.items():
            if len(words) > self.most:
                said = _(
                    "%(language)s: at most %(most)s characters fit here; there are %(count)s.",
                    language=name_of(lang),
                    most=grouped(self.most),
                    count=grouped(len(words)),
                )
                self.errors.append(said)


class MomentField(DateTimeLocalField):
    """A day and a time as read from the event's own clock; naive, because the zone stands elsewhere."""

    def __init__(self, label: Any, *, required: Any = None, **more: Any) -> None:
        asked = [InputRequired(required) if required else Optional()]
        super().__init__(label, asked, format="%Y-%m-%dT%H:%M", **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        given = valuelist[0].strip() if valuelist else ""
        if not given:
            self.data = None
            return
        try:
            self.data = datetime.fromisoformat(given).replace(tzinfo=None, second=0, microsecond=0)
        except ValueError:
            self.data = None
            raise ValueError(_("Write day and time like 2026-08-20 09:30.")) from None


class WholeNumberField(IntegerField):
    """A whole number that is not negative."""

    def __init__(self, label: Any, *, required: Any = None, most: int = LARGEST_NUMBER, **more: Any) -> None:
        super().__init__(label, [InputRequired(required) if required else Optional()], **more)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        given = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not given:
            return
        if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given) <= self.most):
            raise ValueError(_("Write a whole number between 0 and %(most)s.", most=grouped(self.most)))
        self.data = int(given)


class KeyField(HiddenField):
    """The key of a form that makes something: sent again, it makes nothing again. Its data is a random UUID."""

    def __init__(self, **more: Any) -> None:
        super().__init__(default=uuid.uuid4, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = uuid.UUID(valuelist[0])
        except (IndexError, ValueError):
            self.data = uuid.uuid4()
