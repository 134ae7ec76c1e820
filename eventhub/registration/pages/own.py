"""What participants see of what they stated and agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from eventhub.consents.models import Consent
from eventhub.consents.rules import is_in_force
from eventhub.ground import formats
from eventhub.registration.pages.filling import consent_words
from eventhub.registration.pages.wording import paragraphs, said
from eventhub.registration.queries import Offer, Text


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One document: given since when, or not; where to press. Withdrawing the required one ends the registration."""

    key: str
    title: Markup
    need: str
    text: Markup
    label: str
    given: str
    is_required: bool
    give: str
    withdraw: str


def as_typed(offer: Offer, wished: Sequence[int]) -> dict[str, str]:
    """Return wishes as the form's own fields would carry them."""
    numbers = {group.id: str(group.number) for group in offer.groups}
    return {f"wish_{rank}": numbers[key] for rank, key in enumerate(wished, start=1) if key in numbers}


def consent_rows(offer: Offer, consents: Sequence[Consent], slug: str, token: str) -> list[ConsentRow]:
    """Write the documents in force, each with whether somebody agrees to it."""
    given = {consent.document_id: consent for consent in consents if is_in_force(consent)}
    return [_row(offer, document, given.get(document.id), slug, token) for document in offer.documents]


def _row(offer: Offer, document: Text, consent: Consent | None, slug: str, token: str) -> ConsentRow:
    event = offer.event
    need, label = consent_words(document, event.main_language)
    values: dict[str, Any] = {"slug": slug, "token": token, "uid": document.uid}
    return ConsentRow(
        key=str(document.uid),
        title=said(document.title, event.main_language),
        need=need,
        text=paragraphs(document.text, event.main_language),
        label=label,
        given=formats.moment(consent.given_at, event.zone) if consent else "",
        is_required=document.is_required,
        give="" if consent else url_for("registration.give_consent", **values),
        withdraw=url_for("registration.withdraw_consent", **values) if consent else "",
    )
