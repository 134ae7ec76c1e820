"""Numbers of tables, figures and annexes in one document, given in the order of first mention."""


class Numbering:
    """Gives each thing its number once: `numbering.table("roles")` is 1 wherever it is asked first, and stays so.

    The text may thus refer to a table before it stands on the page.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {"table": {}, "figure": {}, "annex": {}}

    def table(self, name: str) -> int:
        """Return the number of a table."""
        return self._number("table", name)

    def figure(self, name: str) -> int:
        """Return the number of a figure."""
        return self._number("figure", name)

    def annex(self, name: str) -> int:
        """Return the number of an annex."""
        return self._number("annex", name)

    def _number(self, kind: str, name: str) -> int:
        known = self._known[kind]
        return known.setdefault(name, len(known) + 1)
