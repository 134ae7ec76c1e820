"""What is typed in to sign in, to change a password, and to invite a user."""

from wtforms import BooleanField, EmailField, PasswordField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Length

from eventhub.accounts.actions import Credentials, Invited, Rights
from eventhub.accounts.rules import MOST_PASSWORD_LENGTH
from eventhub.ground.fields import AddressField, LineField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy
from eventhub.ground.i18n.catalogues import languages, name_of

MOST_ADDRESS_LENGTH = 254


class SignInForm(Form):
    """Address and password."""

    email = EmailField(
        lazy("E-mail address"),
        [InputRequired(lazy("Type the address you were invited with.")), Length(max=MOST_ADDRESS_LENGTH)],
    )
    password = PasswordField(
        lazy("Password"), [InputRequired(lazy("Type your password.")), Length(max=MOST_PASSWORD_LENGTH)]
    )

    def details(self) -> Credentials:
        return Credentials(email=self.email.data or "", password=self.password.data or "")


class PasswordForm(Form):
    """The current password and the new one; seen once is enough, browsers show what was typed."""

    current = PasswordField(
        lazy("Current password"),
        [InputRequired(lazy("Type the password you sign in with now.")), Length(max=MOST_PASSWORD_LENGTH)],
    )
    new = PasswordField(lazy("New password"), [InputRequired(lazy("Type a new password."))])

    def details(self) -> tuple[str, str]:
        return self.current.data or "", self.new.data or ""


class InvitationForm(Form):
    """The first password, chosen by whoever holds the link."""

    password = PasswordField(lazy("New password"), [InputRequired(lazy("Type a new password."))])


class RightsForm(Form):
    """What a user may do in the installation."""

    may_create_events = BooleanField(lazy("May create projects and events"))
    is_administrator = BooleanField(lazy("Administrator: may do everything in every event"))
    is_blocked = BooleanField(lazy("Blocked: cannot sign in"))

    def rights(self) -> Rights:
        return Rights(self.is_administrator.data, self.may_create_events.data, self.is_blocked.data)


class InviteForm(Form):
    """A new user of the installation."""

    email = AddressField(lazy("E-mail address"), required=lazy("Type the address the invitation goes to."))
    name = LineField(lazy("Name that colleagues know"), required=lazy("Type a name."))
    language = SelectField(
        lazy("Language of letters"), choices=[SelectChoice(lang, name_of(lang)) for lang in languages()]
    )
    may_create_events = BooleanField(lazy("May create projects and events"))
    is_administrator = BooleanField(lazy("Administrator: may do everything in every event"))

    def details(self) -> Invited:
        return Invited(self.email.data, self.name.data, self.language.data)

    def rights(self) -> Rights:
        return Rights(self.is_administrator.data, self.may_create_events.data)


class LanguageForm(Form):
    """The language of letters."""

    language = SelectField(
        lazy("Language of letters to you"), choices=[SelectChoice(lang, name_of(lang)) for lang in languages()]
    )
