"""What a reader of the catalogue looks for."""

import uuid

from flask_wtf import FlaskForm
from wtforms import SearchField, SelectField

from eventhub.ground.drawings.lettering import plain
from eventhub.ground.i18n import lazy

LONGEST_SEARCH = 100


class CatalogueForm(FlaskForm):
    """Words, municipality and group; sent by GET, changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    q = SearchField(lazy("Words"), filters=[lambda words: plain(words or "").strip()[:LONGEST_SEARCH]])
    municipality = SelectField(lazy("Municipality"), validate_choice=False)
    group = SelectField(lazy("Focus group"), validate_choice=False)

    def municipality_uid(self) -> uuid.UUID | None:
        """Return the municipality chosen; anything that is none counts as no choice."""
        try:
            return uuid.UUID(self.municipality.data or "")
        except ValueError:
            return None

    def group_number(self) -> int | None:
        """Return the group chosen; anything that is none counts as no choice."""
        given = self.group.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < len(str(2**31)) else None
