"""What follows from consents."""

from collections.abc import Collection, Iterable
from datetime import date

from eventhub.consents.models import Consent, Purpose
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy

MOST_TITLE, MOST_TEXT = 300, 8000


class MustBeAsked(Refusal):
    """Nobody can be registered without it (152-ФЗ, art. 6 and 9)."""

    words = lazy("Nobody can register without this consent, so the form always asks for it.")


def is_required(purpose: Purpose) -> bool:
    """Tell whether one cannot take part without this consent; every other one must be free (GDPR, art. 7 (4))."""
    return purpose is Purpose.PROCESSING


def may_stop_asking(purpose: Purpose) -> None:
    """Ask whether a form may do without this consent. Raises MustBeAsked."""
    if is_required(purpose):
        raise MustBeAsked


def next_version(day: date, known: Collection[str]) -> str:
    """Name a new version after its day; further ones of the same day are numbered."""
    names = [day.isoformat(), *(f"{day.isoformat()}-{number}" for number in range(2, len(known) + 3))]
    return next(name for name in names if name not in known)


def is_in_force(consent: Consent) -> bool:
    """Tell whether a consent still holds: until it is withdrawn."""
    return consent.withdrawn_at is None


def agrees_to(purpose: Purpose, consents: Iterable[Consent]) -> bool:
    """Tell whether one of a person's consents to this purpose is in force. Silence is no."""
    return any(is_in_force(consent) and consent.document.purpose is purpose for consent in consents)
