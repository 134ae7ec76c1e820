"""A model is decided, with a letter to its author, and placed in a focus group."""

from datetime import datetime

from eventhub.accounts.models import User
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.scaling_models import letters
from eventhub.scaling_models.models import ModelPresentation, ModelState, ScalingModel
from eventhub.scaling_models.queries import authoring, staff
from eventhub.scaling_models.rules import steps


def decide(event: Event, model: ScalingModel, state: ModelState, note: str, *, by: User, now: datetime) -> None:
    """Decide about a model and tell the corresponding author by letter, with the reviewers' remarks behind the link.

    Raises NotReviewedYet or StepNotPossible. The caller commits.
    """
    authoring.lock(model)
    steps.may_decide(model, state)
    before, after = audit.change(model, {"state": state, "decision_note": note})
    model.decided_at = now
    _record("decide", event, model, by, now, before, after)
    if (person := authoring.corresponding_author(model.id)) is not None:
        letters.decided(event, model, person, now=now)


def place(event: Event, model: ScalingModel, group: FocusGroup | None, *, by: User, now: datetime) -> None:
    """Let a focus group hear a model, at its first meeting; no group takes it out. Raises OnlyAccepted.

    The caller commits.
    """
    authoring.lock(model)
    steps.may_place(model)
    _before, after = audit.change(model, {"focus_group_id": group.id if group else None})
    if not after:
        return
    for known in staff.presentations_of(model.id):
        known.agenda_item.revise(now)
        db.session.delete(known)
    db.session.flush()
    slot = staff.first_slot(group) if group else None
    if slot is not None:
        db.session.add(
            ModelPresentation(agenda_item_id=slot.agenda_item_id, model_id=model.id, position=model.position)
        )
        slot.agenda_item.revise(now)
    _record("place", event, model, by, now, {}, {"group": group.number if group else None})


def _record(
    verb: str,
    event: Event,
    model: ScalingModel,
    by: User,
    now: datetime,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    who = f"user:{by.uid}"
    audit.record(
        verb, "scaling model", model.uid, event_uid=event.uid, by=who, now=now, before=before or None, after=after
    )
