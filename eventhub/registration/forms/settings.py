"""How many people an event takes, and when registration opens and closes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wtforms import DateTimeLocalField, StringField
from wtforms.validators import Optional, ValidationError

from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, lazy
from eventhub.registration.actions import Limits
from eventhub.registration.models import PlaceKind
from eventhub.registration.queries import Offer
from eventhub.registration.rules import LARGEST_LIMIT

TYPED_AS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class SettingsForm(Form):
    """Places, quotas and two moments on the event's clock. Quotas are as many as the event has roles and places.

    quotas: what was typed for each limit, by its field's name.
    """

    capacity = StringField(lazy("Places"))
    opens_at = DateTimeLocalField(lazy("Registration opens"), [Optional()], format=TYPED_AS)
    closes_at = DateTimeLocalField(lazy("Registration closes"), [Optional()], format=TYPED_AS)

    def __init__(self, offer: Offer, given: Mapping[str, str], **more: Any) -> None:
        super().__init__(**more)
        self.offer = offer
        names = [quota_name(kind, code) for kind, code in _limitable(offer)]
        stored = {quota_name(one.kind, one.key): str(one.capacity) for one in offer.limits if one.capacity is not None}
        self.quotas = {name: given.get(name, "").strip() if given else stored.get(name, "") for name in names}
        self.quota_errors: dict[str, str] = {}

    def validate(self, **more: Any) -> bool:
        """Check the fields and every quota."""
        is_right = bool(super().validate(**more))
        for name, typed in self.quotas.items():
            if typed and _number(typed) is None:
                self.quota_errors[name] = _("Type a whole number, or leave it empty for no limit.")
        return is_right and not self.quota_errors

    def validate_capacity(self, field: StringField) -> None:
        """Ask for a number or nothing."""
        if (field.data or "").strip() and _number(field.data or "") is None:
            raise ValidationError(lazy("Type a whole number, or leave it empty for no limit."))

    def validate_closes_at(self, field: DateTimeLocalField) -> None:
        """Ask for a stretch that does not end before it begins."""
        if self.opens_at.data and field.data and field.data <= self.opens_at.data:
            raise ValidationError(lazy("Registration has to close after it opens."))

    def details(self) -> Limits:
        """Return the limits, and the moments as the event's clock means them."""
        quotas = {name: number for name, typed in self.quotas.items() if (number := _number(typed)) is not None}
        return Limits(
            capacity=_number(self.capacity.data or ""),
            opens_at=self._moment(self.opens_at.data),
            closes_at=self._moment(self.closes_at.data),
            roles=_of_kind(quotas, PlaceKind.ROLE, self.offer),
            municipalities=_of_kind(quotas, PlaceKind.MUNICIPALITY, self.offer),
        )

    def _moment(self, typed: datetime | None) -> datetime | None:
        return None if typed is None else typed.replace(tzinfo=self.offer.event.zone).astimezone(UTC)


def quota_name(kind: PlaceKind, code: str) -> str:
    """Name the field of a quota."""
    return f"quota-{kind}-{code}"


def _limitable(offer: Offer) -> list[tuple[PlaceKind, str]]:
    return [(PlaceKind.ROLE, one.code) for one in offer.roles] + [
        (PlaceKind.MUNICIPALITY, one.code) for one in offer.municipalities
    ]


def _of_kind(quotas: Mapping[str, int], kind: PlaceKind, offer: Offer) -> dict[str, int]:
    return {
        code: quotas[quota_name(kind, code)]
        for of_kind, code in _limitable(offer)
        if of_kind is kind and quota_name(kind, code) in quotas
    }


def _number(typed: str) -> int | None:
    digits = typed.strip()
    is_whole = digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_LIMIT))
    return int(digits) if is_whole and int(digits) <= LARGEST_LIMIT else None
