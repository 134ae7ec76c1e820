"""Forms about the lists of an event, and the table that fills them."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import Optional

from eventhub.ground.fields import LineField, TextsField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy
from eventhub.people.actions import MunicipalityDetails, RoleDetails


class RoleForm(Form):
    """A role category that the installation's list does not have yet."""

    title = TextsField(lazy("Title"), required=lazy("Give the role category a title."))
    municipal = BooleanField(lazy("Works in a municipal body or a school"))

    def details(self, main: str) -> RoleDetails:
        return RoleDetails(self.title.data, main, self.municipal.data)


class MunicipalityForm(Form):
    """A municipality that the installation's list does not have yet."""

    name = TextsField(lazy("Name of the municipality"), required=lazy("Give the municipality a name."))
    code = LineField(lazy("Code in the official register"), most=40)
    code_system = LineField(lazy("Which register"), most=40)

    def details(self, main: str) -> MunicipalityDetails:
        system = self.code_system.data if self.code.data else ""
        return MunicipalityDetails(self.name.data, main, code=self.code.data or "", code_system=system or "")


class UploadForm(Form):
    """A table to take entries from: first the file, then the table carried along by the page."""

    file = FileField(lazy("File"), [Optional()])
    sheet = HiddenField()
