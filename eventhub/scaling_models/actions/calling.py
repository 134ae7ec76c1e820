"""The call is set up, and taken over by another event."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from eventhub.accounts.models import User
from eventhub.events.models import Event
from eventhub.events.rules import next_code, shifted, times_are_in_order
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.scaling_models import queries
from eventhub.scaling_models.models import Call, Criterion
from eventhub.scaling_models.queries import staff
from eventhub.scaling_models.rules import judging
from eventhub.scaling_models.rules.judging import CriterionDetails
from eventhub.scaling_models.rules.writing import Section


@dataclass(frozen=True, slots=True)
class CallDetails:
    """A call as an organiser describes it. accept_from, revise_from: means from which a decision is proposed."""

    opens_at: datetime
    closes_at: datetime
    review_closes_at: datetime | None
    guidance: Texts
    sections: Sequence[Section]
    criteria: Sequence[CriterionDetails]
    accept_from: Decimal | None
    revise_from: Decimal | None


def set_call(event: Event, details: CallDetails, *, by: User, now: datetime) -> Call:
    """Make the call of an event, or change it.

    Raises a refusal of rules.judging, or EndsTooEarly when something closes before it opens. The caller commits.
    """
    times_are_in_order(details.opens_at, details.closes_at)
    times_are_in_order(details.closes_at, details.review_closes_at)
    judging.criteria_are_right(details.criteria)
    judging.thresholds_are_in_order(details.accept_from, details.revise_from)
    known = queries.criteria_of(event.id)
    judging.criteria_may_change(
        [(one.code, Decimal(one.weight), one.lowest, one.highest) for one in known],
        [(one.code, one.weight, one.lowest, one.highest) for one in details.criteria],
        are_scored=staff.has_scores(event.id),
    )
    call = queries.find_call(event.id)
    if call is None:
        call = Call(event_id=event.id, guidance=Texts(), sections=[])
        db.session.add(call)
    before, after = audit.change(call, _values(call, details))
    _keep_criteria(event, known, details.criteria)
    db.session.flush()
    after = {**after, "criteria": [f"{one.weight.normalize():f}" for one in details.criteria]}
    audit.record("set", "call", None, event_uid=event.uid, by=f"user:{by.uid}", now=now, before=before, after=after)
    return call


def copy_call(source: Event, target: Event, *, days: int) -> Call | None:
    """Take over the call with its sections and criteria, every moment moved by whole days; nothing without a call.

    The caller commits.
    """
    call = queries.find_call(source.id)
    if call is None:
        return None
    review_closes = call.review_closes_at
    copied = Call(
        event_id=target.id,
        opens_at=shifted(call.opens_at, source.zone, days),
        closes_at=shifted(call.closes_at, source.zone, days),
        review_closes_at=shifted(review_closes, source.zone, days) if review_closes else None,
        guidance=call.guidance,
        sections=call.sections,
        accept_from=call.accept_from,
        revise_from=call.revise_from,
    )
    kept = ("code", "position", "title", "weight", "lowest", "highest")
    db.session.add(copied)
    db.session.add_all(
        Criterion(uid=uuid.uuid4(), event_id=target.id, **{name: getattr(one, name) for name in kept})
        for one in queries.criteria_of(source.id)
    )
    db.session.flush()
    return copied


def _values(call: Call, details: CallDetails) -> dict[str, Any]:
    titles = {one["key"]: one["title"] for one in call.sections if one.get("title")}
    sections = [
        {"key": one.key, "words": one.most_words, "required": one.is_required}
        | ({"title": titles[one.key]} if one.key in titles else {})
        for one in details.sections
    ]
    return {
        "opens_at": details.opens_at,
        "closes_at": details.closes_at,
        "review_closes_at": details.review_closes_at,
        "guidance": details.guidance,
        "sections": sections,
        "accept_from": details.accept_from,
        "revise_from": details.revise_from,
    }


def _keep_criteria(event: Event, known: Sequence[Criterion], wanted: Sequence[CriterionDetails]) -> None:
    by_code = {one.code: one for one in known}
    codes = set(by_code)
    for code in codes - {one.code for one in wanted}:
        db.session.delete(by_code[code])
    for position, details in enumerate(wanted):
        criterion = by_code.get(details.code)
        if criterion is None:
            criterion = Criterion(uid=uuid.uuid4(), event_id=event.id, code=next_code("C", codes))
            codes.add(criterion.code)
            db.session.add(criterion)
        criterion.position, criterion.title = position, details.title
        criterion.weight, criterion.lowest, criterion.highest = details.weight, details.lowest, details.highest
