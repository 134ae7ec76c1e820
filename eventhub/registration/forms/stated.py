"""What every form about a person asks: name, mailbox, workplace, role, municipality."""

from collections.abc import Callable
from typing import Any

from wtforms import EmailField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from eventhub.ground.folding import fold
from eventhub.ground.forms import Form
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.ground.plain_text import one_line
from eventhub.ground.texts import Texts
from eventhub.registration import rules
from eventhub.registration.queries import Listed, Offer
from eventhub.registration.rules import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TEXT

LONGEST_KEY = 64
TOO_LONG = lazy("This is too long: at most %(max)d characters fit here.")


def tidy(typed: str | None) -> str:
    """Put what was typed into one line; what nobody can see is nothing."""
    line = one_line(typed or "")
    return line if fold(line) else ""


TIDY: list[Callable[[str | None], str]] = [tidy]


def short(most: int) -> Length:
    """Limit a text, in words that help."""
    return Length(max=most, message=TOO_LONG)


def needed(words: Lazy) -> DataRequired:
    """Ask for what is missing, in words that help."""
    return DataRequired(words)


class PersonForm(Form):
    """Who somebody is. Lists come from the event; a list that it does not keep is not asked for."""

    family_name = StringField(
        lazy("Family name"), [needed(lazy("Type the family name.")), short(LONGEST_NAME)], filters=TIDY
    )
    given_name = StringField(
        lazy("Given name"), [needed(lazy("Type the given name.")), short(LONGEST_NAME)], filters=TIDY
    )
    patronymic = StringField(lazy("Patronymic"), [short(LONGEST_NAME)], filters=TIDY)
    email = EmailField(lazy("E-mail address"), [short(LONGEST_ADDRESS)], filters=TIDY)
    municipality = StringField(lazy("Municipality"), [short(LONGEST_TEXT)], filters=TIDY)
    organisation = TextAreaField(
        lazy("Organisation"),
        [needed(lazy("Type the name of your workplace.")), short(LONGEST_TEXT)],
        filters=TIDY,
    )
    position = StringField(lazy("Position"), [short(LONGEST_TEXT)], filters=TIDY)
    role = SelectField(lazy("Takes part as"), validate_choice=False)
    language = SelectField(lazy("Language of letters"))
    submission_key = HiddenField(validators=[Length(max=LONGEST_KEY)])

    needs_mailbox = True

    def __init__(self, offer: Offer, **given: Any) -> None:
        super().__init__(**given)
        self.offer = offer
        self.language.choices = [SelectChoice(lang, name_of(lang)) for lang in languages()]
        self.language.data = self.language.data or language()
        self.role.choices = [
            SelectChoice("", _("Choose from the list")),
            *(SelectChoice(listed.code, self.words(listed.name)) for listed in offer.roles),
        ]
        if not offer.roles:
            del self.role
        if not offer.municipalities:
            del self.municipality

    def words(self, texts: Texts) -> str:
        """Return the words of a list entry for the reader; an option of a list cannot be marked by language."""
        return texts.words(language(), self.offer.event.main_language)

    def validate_email(self, field: Field) -> None:
        """Ask for an address that letters can reach, and say what is missing in it."""
        typed = field.data or ""
        if not typed and not self.needs_mailbox:
            return
        if not typed:
            raise ValidationError(lazy("Type an e-mail address: the confirmation goes there."))
        if "@" not in typed:
            raise ValidationError(lazy("An e-mail address has an @ in it, as in name@example.org."))
        if not rules.is_mailbox(typed):
            raise ValidationError(
                lazy("This address is not complete, or has a character that addresses cannot have. Check its end.")
            )

    def validate_role(self, field: Field) -> None:
        """Ask for one of the event's roles."""
        if self.listed_role() is None:
            raise ValidationError(lazy("Choose one of the list."))

    def validate_municipality(self, field: Field) -> None:
        """Ask for one of the event's municipalities, however it is typed."""
        if not field.data:
            raise ValidationError(lazy("Begin to type and choose the municipality from the list."))
        if self.listed_municipality() is None:
            raise ValidationError(
                lazy("There is no such municipality in the list of this event. Choose one, or write to the organiser.")
            )

    def listed_role(self) -> Listed | None:
        """Return the role chosen."""
        given = self.role.data if "role" in self else ""
        return next((listed for listed in self.offer.roles if listed.code == given), None)

    def listed_municipality(self) -> Listed | None:
        """Return the municipality meant."""
        typed = self.municipality.data if "municipality" in self else ""
        listed = {one.id: one for one in self.offer.municipalities}
        names = {key: one.spellings for key, one in listed.items()}
        return listed.get(rules.match(typed or "", names) or 0)

    def stated(self) -> dict[str, Any]:
        """Return what the details of a person need, by their names."""
        role, municipality = self.listed_role(), self.listed_municipality()
        return {
            "family_name": self.family_name.data if "family_name" in self else "",
            "given_name": self.given_name.data if "given_name" in self else "",
            "patronymic": self.patronymic.data if "patronymic" in self else "",
            "email": self.email.data if "email" in self else "",
            "organisation": self.organisation.data,
            "position": self.position.data,
            "role_id": role.id if role else None,
            "municipality_id": municipality.id if municipality else None,
            "language": self.language.data,
            "submission_key": self.submission_key.data or "",
        }
