"""What a material may be called, be about and be for; in which order they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventhub.ground.i18n import Lazy, lazy
from eventhub.materials.models import Audience

MOST_TITLE = 300
MOST_NOTE = 1_000
MOST_BYTES = 30_000_000
"""A little less than a request may carry."""

KINDS: Mapping[str, Lazy] = {
    "programme": lazy("programme"),
    "letter": lazy("information letter"),
    "worksheet": lazy("worksheet"),
    "presentation": lazy("presentation"),
    "model": lazy("a scaling model"),
    "protocol": lazy("record of a group"),
    "summary": lazy("summary"),
    "resolution": lazy("resolution"),
    "roadmap": lazy("a road map"),
    "participants": lazy("list of participants"),
    "photos": lazy("photographs"),
    "other": lazy("something else"),
}
AUDIENCES: Mapping[Audience, Lazy] = {
    Audience.EVERYBODY: lazy("everybody"),
    Audience.PARTICIPANTS: lazy("participants"),
    Audience.TEAM: lazy("the team"),
}
LICENCES: Mapping[str, Lazy | str] = {
    "": lazy("not stated"),
    "CC BY 4.0": "CC BY 4.0",
    "CC BY-SA 4.0": "CC BY-SA 4.0",
    "CC BY-NC 4.0": "CC BY-NC 4.0",
    "CC BY-ND 4.0": "CC BY-ND 4.0",
    "CC0 1.0": "CC0 1.0",
    "all rights reserved": lazy("all rights reserved"),
}
FOR_PARTICIPANTS = (Audience.EVERYBODY, Audience.PARTICIPANTS)


@dataclass(frozen=True, slots=True)
class Related:
    """A thing that a material belongs to; both are empty for the event as a whole."""

    kind: str = ""
    uid: str = ""

    @property
    def key(self) -> str:
        """Write it as one word, for a form."""
        return f"{self.kind}:{self.uid}" if self.kind else ""


def related(key: str) -> Related:
    """Read what `key` wrote."""
    kind, _, uid = key.partition(":")
    return Related(kind, uid) if kind and uid else Related()


def moved(ids: Sequence[int], id_: int, step: int) -> list[int]:
    """Move one of a row by a step; at the ends it stays."""
    order = list(ids)
    place = order.index(id_)
    there = min(max(place + step, 0), len(order) - 1)
    order.insert(there, order.pop(place))
    return order
