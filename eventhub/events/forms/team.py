"""The form that invites somebody into the team."""

from collections.abc import Collection

from wtforms import SelectChoice, SelectField

from eventhub.events.actions.team import Invitee
from eventhub.events.models import TeamRole
from eventhub.events.rules import ROLE_WORDS
from eventhub.ground.fields import AddressField, LineField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy

LED_ELSEWHERE = {TeamRole.FACILITATOR, TeamRole.SECRETARY}
"""They are invited on the page of their group."""


class PersonFields(Form):
    """Who is invited."""

    family_name = LineField(lazy("Family name"), required=lazy("Type the family name."))
    given_name = LineField(lazy("Given name"), required=lazy("Type the given name."))
    patronymic = LineField(lazy("Patronymic"))
    email = AddressField(lazy("E-mail address"), required=lazy("Type the address the invitation goes to."))

    def invitee(self) -> Invitee:
        """Return who is invited."""
        return Invitee(self.family_name.data, self.given_name.data, self.patronymic.data or "", self.email.data)


class TeamForm(PersonFields):
    """Who is invited, as what."""

    role = SelectField(lazy("Role"))

    def __init__(self, held: Collection[TeamRole]) -> None:
        super().__init__()
        offered = [role for role in TeamRole if role not in LED_ELSEWHERE]
        if TeamRole.OWNER not in held:
            offered.remove(TeamRole.OWNER)
        self.role.choices = [SelectChoice(role.value, ROLE_WORDS[role]) for role in reversed(offered)]

    def details(self) -> tuple[Invitee, TeamRole]:
        return self.invitee(), TeamRole(self.role.data)
