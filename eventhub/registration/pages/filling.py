"""The registration form as its page shows it: wishes, consents, faults."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from eventhub.consents.models import Purpose
from eventhub.ground.i18n import Lazy, _, lazy
from eventhub.registration.forms import RegistrationForm
from eventhub.registration.forms.stated import PersonForm
from eventhub.registration.pages.wording import free_words, paragraphs, said
from eventhub.registration.queries import GroupChoice, Text
from eventhub.registration.rules import MOST_WISHES

NEEDS: Mapping[Purpose, Lazy] = {
    Purpose.PROCESSING: lazy("Required: without it nobody can be registered."),
    Purpose.PUBLISH_NAME: lazy(
        "By choice. Your name in the programme, in the catalogue of models and in the outcomes."
    ),
    Purpose.PUBLISH_PHOTO: lazy("By choice. Photographs of the day may show you."),
    Purpose.MAILING: lazy("By choice. Invitations to further events."),
    Purpose.SPECIAL_CATEGORY: lazy("Needed only for the notes on food, help and steps."),
}
LABELS: Mapping[Purpose, Lazy] = {
    Purpose.PROCESSING: lazy("I agree to the processing"),
    Purpose.PUBLISH_NAME: lazy("My name may be published"),
    Purpose.PUBLISH_PHOTO: lazy("Photographs of me may be published"),
    Purpose.MAILING: lazy("Write to me about further events"),
    Purpose.SPECIAL_CATEGORY: lazy("My notes may be used for this event"),
}
RANKS = (
    (lazy("1st"), lazy("first wish")),
    (lazy("2nd"), lazy("second wish")),
    (lazy("3rd"), lazy("third wish")),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A group in the table of wishes."""

    key: str
    name: Markup
    note: Markup


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


@dataclass(frozen=True, slots=True)
class Filling:
    """All that stands on the page besides the plain fields."""

    faults: list[tuple[str, str]]
    groups: list[Choice]
    ranks: list[tuple[str, str]]
    chosen: dict[int, str]
    wrong: set[str]
    wishes_error: str
    consents: list[ConsentBox]
    municipalities: list[str]
    free: str


def filling(form: RegistrationForm) -> Filling:
    """Lay out a registration form."""
    offer = form.offer
    return Filling(
        faults=faults(form),
        groups=[_choice(form, group) for group in offer.groups],
        ranks=[(str(short), str(whole)) for short, whole in RANKS[: min(MOST_WISHES, len(offer.groups))]],
        chosen=form.wishes,
        wrong=form.wrong_wishes,
        wishes_error=form.wishes_error,
        consents=[_box(form, document) for document in form.documents],
        municipalities=municipalities(form),
        free=free_words(offer.places),
    )


def municipalities(form: PersonForm) -> list[str]:
    """List the names that the browser proposes while one types."""
    return [form.words(one.name) for one in form.offer.municipalities]


def faults(form: PersonForm) -> list[tuple[str, str]]:
    """List everything that is to be put right, in the order of the page, each with the place to go to."""
    found = [("", str(words)) for words in form.form_errors]
    found += [(field.id, f"{field.label.text}: {field.errors[0]}") for field in form if field.errors]
    if isinstance(form, RegistrationForm):
        if form.wishes_error:
            found.append(("wishes", _("Wishes: %(fault)s", fault=form.wishes_error)))
        found += [
            (f"consent-{document.uid}", f"{said(document.title, form.offer.event.main_language).striptags()}: {words}")
            for document in form.documents
            if (words := form.consent_errors.get(str(document.uid)))
        ]
    return found


def consent_words(document: Text, main: str) -> tuple[str, str]:
    """Say what a consent is for, with its version, and what agreeing to it says."""
    need = _("%(need)s Version of %(version)s.", need=NEEDS[document.purpose], version=document.version)
    return need, str(LABELS[document.purpose])


def _choice(form: RegistrationForm, group: GroupChoice) -> Choice:
    main = form.offer.event.main_language
    room = said(group.room, main)
    note = room if group.step_free or not room else Markup("{}, {}").format(room, _("stairs"))
    return Choice(str(group.number), Markup("{}. {}").format(group.number, said(group.name, main)), note)


def _box(form: RegistrationForm, document: Text) -> ConsentBox:
    main = form.offer.event.main_language
    need, label = consent_words(document, main)
    return ConsentBox(
        name=f"consent-{document.uid}",
        title=said(document.title, main),
        need=need,
        text=paragraphs(document.text, main),
        label=label,
        checked=str(document.uid) in form.agreed,
        error=form.consent_errors.get(str(document.uid), ""),
    )
