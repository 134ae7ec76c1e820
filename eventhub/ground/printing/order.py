"""The order that the press gives to its child process, and its way through a pipe."""

import enum
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

DOCUMENT: Final = ("css/tokens.css", "documents/document.css")
CERTIFICATE: Final = ("css/tokens.css", "documents/certificate.css")


class Ending(enum.IntEnum):
    """How the child process ends, as its exit code."""

    PRINTED = 0
    OUT_OF_MEMORY = 3
    TOO_DEEP = 4


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """One document to be printed: a whole page with `lang` and `<title>`, and the aware moment it will bear."""

    html: str
    moment: datetime
    title: str = ""  # instead of the one in the HTML

    def dated(self) -> str:
        """Return the moment as PDF metadata want it: UTC, to the second."""
        return self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, kw_only=True)
class Order:
    """Documents that share style sheets, and the limits within which all of them must be made."""

    manuscripts: tuple[Manuscript, ...]
    styles: tuple[str, ...]
    variant: str
    seconds: int
    megabytes: int

    def to_bytes(self) -> bytes:
        """Return the order as JSON."""
        return json.dumps(asdict(self), default=datetime.isoformat).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Order":
        """Read what `to_bytes` wrote."""
        fields: dict[str, Any] = json.loads(raw)
        manuscripts = tuple(
            Manuscript(html=each["html"], moment=datetime.fromisoformat(each["moment"]), title=each["title"])
            for each in fields.pop("manuscripts")
        )
        return cls(manuscripts=manuscripts, styles=tuple(fields.pop("styles")), **fields)
