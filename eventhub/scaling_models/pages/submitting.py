"""The public form by which somebody begins a model, as its page shows it."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.events.models import Event
from eventhub.ground.i18n import Lazy, _, language, lazy
from eventhub.ground.typography import typography
from eventhub.scaling_models.forms import SubmissionForm
from eventhub.scaling_models.pages.wording import said

ASKED = (Purpose.PROCESSING, Purpose.PUBLISH_NAME)
"""What is asked of authors; the other purposes belong to those who take part."""
NEEDS: dict[Purpose, Lazy] = {
    Purpose.PROCESSING: lazy("Required: without it no model can be taken."),
    Purpose.PUBLISH_NAME: lazy("By choice. Your name beside your model in the catalogue."),
}
LABELS: dict[Purpose, Lazy] = {
    Purpose.PROCESSING: lazy("I agree to the processing"),
    Purpose.PUBLISH_NAME: lazy("My name may be published"),
}


@dataclass(frozen=True, slots=True)
class ConsentBox:
    """A consent with its box."""

    name: str
    title: Markup
    need: str
    text: Markup
    label: str
    checked: bool
    error: str


def consent_boxes(form: SubmissionForm, event: Event) -> list[ConsentBox]:
    """Lay out the consents; ticked is only what the person ticked."""
    return [_box(form, document, event) for document in form.documents]


def municipality_names(form: SubmissionForm, event: Event) -> list[str]:
    """List the names that the browser proposes while one types."""
    return [one.municipality.name.words(language(), event.main_language) for one in form.municipalities]


def faults(form: SubmissionForm, event: Event) -> list[tuple[str, str]]:
    """List everything that is to be put right, each with the place to go to."""
    found = [("", str(words)) for words in form.form_errors]
    found += [(field.id, f"{field.label.text}: {field.errors[0]}") for field in form if field.errors]
    titles = {str(one.uid): said(one.title, event.main_language).striptags() for one in form.documents}
    return found + [(f"consent-{uid}", f"{titles[uid]}: {words}") for uid, words in form.consent_errors.items()]


def _box(form: SubmissionForm, document: ConsentDocument, event: Event) -> ConsentBox:
    spoken = document.text.spoken(language(), event.main_language)
    lines = Markup("<br>").join(typography(escape(line)) for line in spoken.words.splitlines() if line.strip())
    text = lines if spoken.lang == language() else Markup('<span lang="{}">{}</span>').format(spoken.lang, lines)
    uid = str(document.uid)
    return ConsentBox(
        name=f"consent-{uid}",
        title=said(document.title, event.main_language),
        need=_("%(need)s Version of %(version)s.", need=NEEDS[document.purpose], version=document.version),
        text=text,
        label=str(LABELS[document.purpose]),
        checked=uid in form.agreed,
        error=form.consent_errors.get(uid, ""),
    )
