"""What all rows have in common."""

from dataclasses import dataclass
from typing import ClassVar

from eventhub.demo.folder.faults import Place
from eventhub.ground.texts import Texts


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table, or one object of a document; `place` is where it stands."""

    UNIQUE: ClassVar[tuple[str, ...]] = ()
    """The fields that together occur once in the file, where no id does that."""

    place: Place

    def texts(self, stem: str) -> Texts:
        """Return the pair `<stem>_ru`, `<stem>_en` as one text."""
        return Texts(ru=getattr(self, f"{stem}_ru"), en=getattr(self, f"{stem}_en"))
