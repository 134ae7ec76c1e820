"""What an organiser looks for in the list of registrations."""

from flask_wtf import FlaskForm
from wtforms import SearchField, SelectField
from wtforms.fields.choices import SelectChoice

from eventhub.ground.i18n import _, language, lazy
from eventhub.registration.models import RegistrationState
from eventhub.registration.queries import ORDERS, Offer, Wanted
from eventhub.registration.rules import STATE_WORDS

LONGEST_SEARCH = 100


class ListForm(FlaskForm):
    """Words and conditions; sent by GET, changes nothing, so it needs no token. What makes no sense is no condition."""

    class Meta:
        csrf = False

    q = SearchField(
        lazy("Name, e-mail or organisation"), filters=[lambda words: (words or "").strip()[:LONGEST_SEARCH]]
    )
    role = SelectField(lazy("Role"), validate_choice=False)
    municipality = SelectField(lazy("Municipality"), validate_choice=False)
    group = SelectField(lazy("Wished for"), validate_choice=False)
    state = SelectField(lazy("State"), validate_choice=False)

    def offer_lists(self, offer: Offer) -> None:
        """Fill in what can be chosen."""
        main = offer.event.main_language
        everything = SelectChoice("", _("all"))

        self.role.choices = [
            everything,
            *(SelectChoice(one.code, one.name.words(language(), main)) for one in offer.roles),
        ]
        self.municipality.choices = [
            everything,
            *(SelectChoice(one.code, one.name.words(language(), main)) for one in offer.municipalities),
        ]
        self.group.choices = [
            everything,
            *(
                SelectChoice(str(one.number), f"{one.number}. {one.name.words(language(), main)}")
                for one in offer.groups
            ),
        ]
        self.state.choices = [
            everything,
            *(SelectChoice(state.value, str(STATE_WORDS[state])) for state in STATE_WORDS),
        ]

    def wanted(self, offer: Offer, order: str) -> Wanted:
        """Return what is looked for."""
        roles = {one.code: one.id for one in offer.roles}
        places = {one.code: one.id for one in offer.municipalities}
        groups = {str(one.number): one.id for one in offer.groups}
        states = {state.value: state for state in RegistrationState}
        return Wanted(
            words=self.q.data or "",
            state=states.get(self.state.data or ""),
            role_id=roles.get(self.role.data or ""),
            municipality_id=places.get(self.municipality.data or ""),
            group_id=groups.get(self.group.data or ""),
            order=order if order in ORDERS else "name",
        )
