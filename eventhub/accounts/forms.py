"""What is typed in to sign in and to change a password."""

from wtforms import EmailField, PasswordField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Length

from eventhub.accounts.actions import Credentials
from eventhub.accounts.rules import MOST_PASSWORD_LENGTH
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


class LanguageForm(Form):
    """The language of letters."""

    language = SelectField(
        lazy("Language of letters to you"), choices=[SelectChoice(lang, name_of(lang)) for lang in languages()]
    )
