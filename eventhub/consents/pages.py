"""What the page of consent documents shows."""

from dataclasses import dataclass

from eventhub.consents import queries, rules
from eventhub.consents.letters import TITLES
from eventhub.consents.models import ConsentDocument, Purpose
from eventhub.events.models import Event


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """One purpose: the words in force, if the form asks for it at all, and how many agreed to them."""

    purpose: Purpose
    words: str
    document: ConsentDocument | None
    is_required: bool
    agreed: int
    older_count: int


def purpose_rows(event: Event) -> list[PurposeRow]:
    """Lay out the five purposes. Two statements."""
    documents, counts = queries.documents(event.id), queries.agreed_counts(event.id)
    return [_row(purpose, [one for one in documents if one.purpose is purpose], counts) for purpose in Purpose]


def _row(purpose: Purpose, versions: list[ConsentDocument], counts: dict[int, int]) -> PurposeRow:
    present = next((one for one in versions if one.is_in_force), None)
    return PurposeRow(
        purpose=purpose,
        words=str(TITLES[purpose]),
        document=present,
        is_required=rules.is_required(purpose),
        agreed=counts.get(present.id, 0) if present else 0,
        older_count=len(versions) - (present is not None),
    )
