"""What follows from consents."""

from collections.abc import Iterable

from eventhub.consents.models import Consent, Purpose


def is_in_force(consent: Consent) -> bool:
    """Tell whether a consent still holds: until it is withdrawn."""
    return consent.withdrawn_at is None


def agrees_to(purpose: Purpose, consents: Iterable[Consent]) -> bool:
    """Tell whether one of a person's consents to this purpose is in force. Silence is no."""
    return any(is_in_force(consent) and consent.document.purpose is purpose for consent in consents)
