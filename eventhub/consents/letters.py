"""The texts of consents that are offered to begin with; an organiser reads and changes them before anybody agrees."""

from collections.abc import Callable

from eventhub.consents.models import Purpose
from eventhub.events.models import Event
from eventhub.ground.i18n import Lazy, lazy, speaking
from eventhub.ground.i18n.catalogues import languages
from eventhub.ground.texts import Texts

TITLES: dict[Purpose, Lazy] = {
    Purpose.PROCESSING: lazy("Consent to the processing of personal data"),
    Purpose.PUBLISH_NAME: lazy("Consent to publication of the name"),
    Purpose.PUBLISH_PHOTO: lazy("Consent to publication of photographs"),
    Purpose.MAILING: lazy("Consent to mailings"),
    Purpose.SPECIAL_CATEGORY: lazy("Consent to the processing of dietary and accessibility notes"),
}
WORDS: dict[Purpose, Lazy] = {
    Purpose.PROCESSING: lazy(
        "I agree that %(organiser)s collects, stores, uses and deletes my name, e-mail address, workplace, position "
        "and municipality in order to hold the event “%(event)s”, to write to me about it and to issue the "
        "certificate. The consent holds for three years or until I withdraw it: by the link in my letter or by writing "
        "to %(email)s."
    ),
    Purpose.PUBLISH_NAME: lazy(
        "I agree that %(organiser)s makes my name, workplace and position public in the programme, the catalogue of "
        "models and the outcomes of the event “%(event)s” on its site. The consent holds until I withdraw it: by the "
        "link in my letter or by writing to %(email)s."
    ),
    Purpose.PUBLISH_PHOTO: lazy(
        "I agree that %(organiser)s makes photographs public on its site that were taken during the event “%(event)s” "
        "and show me. The consent holds until I withdraw it: by the link in my letter or by writing to %(email)s."
    ),
    Purpose.MAILING: lazy(
        "I agree that %(organiser)s writes to me about further events and network communities. The consent holds until "
        "I withdraw it: by the link in my letter or by writing to %(email)s."
    ),
    Purpose.SPECIAL_CATEGORY: lazy(
        "I agree that %(organiser)s uses my notes on diet and accessibility to prepare the event “%(event)s”. Only the "
        "organiser and the registrar see them; they are deleted after the event. I may withdraw the consent by the "
        "link in my letter or by writing to %(email)s."
    ),
}


def offered_title(purpose: Purpose) -> Texts:
    """Write the title that is offered for a purpose, in every language."""
    return _in_all_languages(lambda _lang: str(TITLES[purpose]))


def offered_text(purpose: Purpose, event: Event) -> Texts:
    """Write the text that is offered for a purpose, in every language, about this event and its organiser."""
    main = event.main_language

    def words(lang: str) -> str:
        return WORDS[purpose].spoken(
            organiser=event.organiser.words(lang, main) or "–",
            event=event.title.words(lang, main),
            email=event.contact_email or "–",
        )

    return _in_all_languages(words)


def _in_all_languages(words_in: Callable[[str], str]) -> Texts:
    said = {}
    for lang in languages():
        with speaking(lang):
            said[lang] = words_in(lang)
    return Texts(said)
