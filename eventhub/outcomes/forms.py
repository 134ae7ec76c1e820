"""What is sent from the room: operations as JSON, and the reason for reopening a record."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from eventhub.ground.fields import at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy
from eventhub.outcomes.rules import recording as rules
from eventhub.outcomes.rules.recording import Change, Kind

LONGEST_DEVICE = 64


def changes(sent: Any) -> list[Change]:
    """Read one operation, or `{"operations": […]}` with a few. Raises NotUnderstood when any cannot be read."""
    return list(_changes(sent))


def _changes(sent: Any) -> Iterator[Change]:
    several = sent.get("operations", [sent]) if isinstance(sent, dict) else None
    if not isinstance(several, list) or not 0 < len(several) <= rules.MOST_AT_ONCE:
        raise rules.NotUnderstood
    for one in several:
        try:
            yield _change(one)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise rules.NotUnderstood from error


def _change(one: dict[str, Any]) -> Change:
    base_version = one.get("base_version")
    if base_version is not None and (isinstance(base_version, bool) or not isinstance(base_version, int)):
        raise rules.NotUnderstood
    device_at = datetime.fromisoformat(one["device_at"])
    change = Change(
        uid=uuid.UUID(one["uid"]),
        entry_uid=uuid.UUID(one["entry"]),
        kind=Kind(one["kind"]),
        field=str(one["field"]),
        value=one["value"],
        base_version=base_version,
        device=str(one["device"])[:LONGEST_DEVICE],
        device_at=device_at,
    )
    if device_at.tzinfo is None or not change.device or not rules.is_known(change.kind, change.field):
        raise rules.NotUnderstood
    return change


class ReasonForm(Form):
    """Why a signed record is reopened."""

    reason = TextAreaField(
        lazy("Why is it reopened?"),
        [
            DataRequired(lazy("Write why: whoever reads the record later will ask.")),
            at_most(rules.LONGEST_REASON),
        ],
        filters=[lambda words: (words or "").strip()],
    )

    def details(self) -> str:
        """Return the reason."""
        return str(self.reason.data)
