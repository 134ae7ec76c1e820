"""How numbers and names of places are read as people type them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from eventhub.events.models import EventMunicipality
from eventhub.ground.folding import fold
from eventhub.ground.i18n.catalogues import languages

MOST_DIGITS = 15


def decimal_of(typed: str) -> Decimal | None:
    """Read a number written with a point or a comma, spaces between thousands; nothing when it is none."""
    digits = "".join(typed.split()).replace(",", ".")
    if not digits.isascii() or len(digits) > MOST_DIGITS or "e" in digits.casefold():
        return None
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def whole_of(typed: str, allowed: range) -> int | None:
    """Read a whole number within a range; nothing when it is none."""
    digits = typed.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) < MOST_DIGITS
    return int(digits) if is_number and int(digits) in allowed else None


def municipality_meant(typed: str, listed: Sequence[EventMunicipality]) -> int | None:
    """Find the municipality somebody means: the one with this name, else the only one whose name begins so."""
    names = {one.municipality_id: _names(one) for one in listed}
    looked_for = fold(typed)
    same = [key for key, known in names.items() if looked_for in known]
    close = [key for key, known in names.items() if any(name.startswith(looked_for) for name in known)]
    found = same or close
    return found[0] if looked_for and len(found) == 1 else None


def texts_given(given: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the fields of one text in every language."""
    return {lang: given.get(f"{name}-{lang}", "").strip() for lang in languages()}


def _names(listed: EventMunicipality) -> set[str]:
    texts: Iterable[str] = [*listed.municipality.name.values(), *listed.municipality.official_name.values()]
    return {fold(words) for words in texts}
