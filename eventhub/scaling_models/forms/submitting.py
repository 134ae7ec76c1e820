"""The public form by which somebody begins a model, and the small one for co-authors."""

from collections.abc import Mapping, Sequence

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from eventhub.consents.models import ConsentDocument
from eventhub.events.models import EventMunicipality
from eventhub.ground.fields import MOST_LINE, AddressField, LineField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import Lazy, language, lazy
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.scaling_models.actions import Beginning, CoAuthor
from eventhub.scaling_models.forms.typed import municipality_meant
from eventhub.scaling_models.rules.writing import MOST_TITLE

LONGEST_KEY = 64
MOST_ORGANISATION = 400
TICKED = "yes"
CONSENT_MISSING: Lazy = lazy(
    "Without this consent your data may not be stored. If you do not want to give it, write to us."
)


class SubmissionForm(Form):
    """Who begins a model, and what it is called. Consents are as many as the event has; none is ticked."""

    title = LineField(lazy("Title of the model"), required=lazy("Give the model a title."), most=MOST_TITLE)
    lang = SelectField(lazy("Language in which you write"))
    family_name = LineField(lazy("Family name"), required=lazy("Type the family name."))
    given_name = LineField(lazy("Given name"), required=lazy("Type the given name."))
    patronymic = LineField(lazy("Patronymic"))
    email = AddressField(lazy("E-mail address"), required=lazy("Type an e-mail address: the link goes there."))
    organisation = LineField(
        lazy("Organisation"), required=lazy("Type the name of your workplace."), most=MOST_ORGANISATION
    )
    municipality = StringField(lazy("Municipality"), [Length(max=MOST_LINE)])
    submission_key = HiddenField(validators=[Length(max=LONGEST_KEY)])

    def __init__(
        self,
        documents: Sequence[ConsentDocument],
        municipalities: Sequence[EventMunicipality],
        given: Mapping[str, str],
    ) -> None:
        super().__init__()
        self.documents, self.municipalities = documents, municipalities
        self.agreed = {str(one.uid) for one in documents if given.get(f"consent-{one.uid}") == TICKED}
        self.consent_errors: dict[str, str] = {}
        self.lang.choices = [SelectChoice(lang, name_of(lang)) for lang in languages()]
        self.lang.data = self.lang.data or language()
        if not municipalities:
            del self.municipality

    def validate(self, **more: object) -> bool:
        """Check the fields, then the consents; all faults are found at once."""
        is_right = bool(super().validate(**more))
        missing = [str(one.uid) for one in self.documents if one.is_required and str(one.uid) not in self.agreed]
        self.consent_errors = dict.fromkeys(missing, str(CONSENT_MISSING))
        return is_right and not missing

    def validate_municipality(self, field: StringField) -> None:
        """Ask for one of the event's municipalities, however it is typed."""
        if self._municipality_id() is None:
            raise ValidationError(
                lazy(
                    "Begin to type and choose the municipality from the list; is it not there, write to the organiser."
                )
            )

    def details(self) -> Beginning:
        """Return what was stated."""
        return Beginning(
            family_name=self.family_name.data,
            given_name=self.given_name.data,
            patronymic=self.patronymic.data or "",
            email=self.email.data,
            title=self.title.data,
            organisation=self.organisation.data,
            municipality_id=self._municipality_id(),
            lang=self.lang.data,
            consents=tuple(one.id for one in self.documents if str(one.uid) in self.agreed),
            submission_key=self.submission_key.data or "",
        )

    def _municipality_id(self) -> int | None:
        typed = (self.municipality.data or "") if "municipality" in self else ""
        return municipality_meant(typed, self.municipalities)


class AuthorForm(Form):
    """A co-author: name and mailbox."""

    family_name = LineField(lazy("Family name"), required=lazy("Type the family name."))
    given_name = LineField(lazy("Given name"), required=lazy("Type the given name."))
    patronymic = LineField(lazy("Patronymic"))
    email = AddressField(lazy("E-mail address"), required=lazy("Type the e-mail address."))

    def details(self) -> CoAuthor:
        """Return who it is."""
        return CoAuthor(self.family_name.data, self.given_name.data, self.patronymic.data or "", self.email.data)
