"""How a person's name is written, found and sorted."""

from eventhub.ground.folding import fold, sort_key

LONGEST_KEY = 620


def full_name(*parts: str | None) -> str:
    """Join family name, given name and patronymic in that order; what is missing leaves no gap."""
    return " ".join(part for part in parts if part)


def name_key(*parts: str | None) -> str:
    """Return the form by which two spellings of a name are the same person's."""
    return fold(full_name(*parts))[:LONGEST_KEY]


def name_sort(*parts: str | None) -> str:
    """Return the form whose plain order is the alphabetical one."""
    return sort_key(full_name(*parts))[:LONGEST_KEY]
