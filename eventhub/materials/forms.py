"""What is typed in about a material, and the file that comes with it."""

from collections.abc import Sequence

from flask_wtf.file import FileField
from wtforms import SelectChoice, SelectField, TextAreaField

from eventhub.events.models import Event
from eventhub.ground.fields import KeyField, LineField, at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import language, lazy
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.ground.plain_text import plain
from eventhub.ground.texts import Texts
from eventhub.materials.actions import Description
from eventhub.materials.models import Audience, Material
from eventhub.materials.rules import AUDIENCES, KINDS, LICENCES, MOST_NOTE, MOST_TITLE, Related, related

LONGEST_CHOICE = 100


class UploadForm(Form):
    """A file."""

    file = FileField(lazy("File"))

    def upload(self) -> tuple[str, bytes] | None:
        """Return name and content of the file; nothing when none was chosen."""
        sent = self.file.data
        return (sent.filename, sent.read()) if sent and sent.filename else None


class MaterialForm(UploadForm):
    """A material: what it is, whom it is for, what it belongs to."""

    submission_key = KeyField()
    title = LineField(lazy("Title"), required=lazy("Give the material a title."), most=MOST_TITLE)
    lang = SelectField(lazy("Language of the title"))
    kind = SelectField(lazy("Kind"))
    audience = SelectField(lazy("For whom"))
    language = SelectField(lazy("Language of the file"))
    licence = SelectField(lazy("Licence"))
    related = SelectField(lazy("Belongs to"))
    note = TextAreaField(lazy("Note for the team"), [at_most(MOST_NOTE)], filters=[lambda text: plain(text or "")])

    def __init__(self, event: Event, things: Sequence[tuple[Related, Texts]], material: Material | None = None) -> None:
        super().__init__(data=_known(event, material))
        spoken = [SelectChoice(lang, name_of(lang)) for lang in languages()]
        self.lang.choices = spoken
        self.language.choices = [SelectChoice("", lazy("none or several")), *spoken]
        kinds = dict(KINDS) if material is None or material.kind in KINDS else {material.kind: material.kind, **KINDS}
        self.kind.choices = [SelectChoice(kind, words) for kind, words in kinds.items()]
        self.audience.choices = [SelectChoice(audience.value, words) for audience, words in AUDIENCES.items()]
        licences = dict(LICENCES)
        if material is not None and material.licence not in licences:
            licences[material.licence] = material.licence
        self.licence.choices = [SelectChoice(licence, words) for licence, words in licences.items()]
        self.related.choices = _things(event, things, material)

    def details(self) -> Description:
        thing = related(self.related.data)
        return Description(
            title=self.title.data,
            lang=self.lang.data,
            kind=self.kind.data,
            audience=Audience(self.audience.data),
            language=self.language.data,
            licence=self.licence.data,
            related_kind=thing.kind,
            related_uid=thing.uid,
            note=self.note.data,
        )


def _known(event: Event, material: Material | None) -> dict[str, str]:
    if material is None:
        return {"lang": event.main_language, "language": event.main_language, "kind": "other"}
    names = ("title", "lang", "kind", "language", "licence", "note")
    own = Related(material.related_kind, material.related_uid)
    return {name: getattr(material, name) for name in names} | {
        "audience": material.audience.value,
        "related": own.key,
    }


def _things(event: Event, things: Sequence[tuple[Related, Texts]], material: Material | None) -> list[SelectChoice]:
    choices = [SelectChoice("", lazy("the event as a whole"))]
    for thing, title in things:
        words = title.words(language(), event.main_language)
        choices.append(SelectChoice(thing.key, words[:LONGEST_CHOICE]))
    own = Related(material.related_kind, material.related_uid).key if material else ""
    if own and own not in {choice.value for choice in choices}:
        choices.append(SelectChoice(own, lazy("what it belongs to now")))
    return choices
