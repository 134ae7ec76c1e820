"""What is typed in about the texts of consents."""

from eventhub.consents.rules import MOST_TEXT, MOST_TITLE
from eventhub.ground.fields import TextsField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy


class DocumentForm(Form):
    """The words people agree to for one purpose."""

    title = TextsField(lazy("Title"), required=lazy("Give the consent a title."), most=MOST_TITLE)
    text = TextsField(lazy("Text"), required=lazy("Write what people agree to."), most=MOST_TEXT, lines=8)
