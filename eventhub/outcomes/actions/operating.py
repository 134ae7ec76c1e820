"""Operations from a room: each is taken once, changes the present state and becomes history, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventhub.ground.db import db
from eventhub.ground.errors import Refusal
from eventhub.outcomes import queries
from eventhub.outcomes.actions import attending, entries, rating
from eventhub.outcomes.actions.place import Answer, Place
from eventhub.outcomes.models import GroupRecord, Operation
from eventhub.outcomes.rules import recording as rules
from eventhub.outcomes.rules.recording import Change, Kind, Result, Seat

DEEDS: Mapping[Kind, Callable[[Place, Change], Answer]] = {
    Kind.ATTENDANCE: attending.attend,
    Kind.MODEL: entries.change_model,
    Kind.FACTOR: entries.change_entry,
    Kind.THESIS: entries.change_entry,
    Kind.QUOTATION: entries.change_entry,
    Kind.RECOMMENDATION: entries.change_entry,
    Kind.RATING: rating.rate,
    Kind.HANDS: rating.count_hands,
    Kind.RECORD: entries.change_record,
}


def take(seat: Seat, changes: Sequence[Change], *, now: datetime) -> list[dict[str, Any]]:
    """Take operations in their order and answer each; what was taken before is answered as before.

    What a rule refuses changes nothing and is not kept, so that the same operation may come again later; the others
    are taken all the same. The caller commits.
    """
    record, known = queries.record_and_known(seat.group.id, (change.uid for change in changes))
    place = Place(seat, record or _begin(seat, now), now)
    answers: dict[Any, dict[str, Any]] = {uid: operation.answer for uid, operation in known.items()}
    for change in changes:
        if change.uid not in answers:
            answers[change.uid] = _take(place, change)
    return [{"uid": str(change.uid), **answers[change.uid]} for change in changes]


def _begin(seat: Seat, now: datetime) -> GroupRecord:
    record = GroupRecord(focus_group_id=seat.group.id, changed_at=now)
    db.session.add(record)
    db.session.flush()
    return record


def _take(place: Place, change: Change) -> dict[str, Any]:
    try:
        rules.may_record(place.record.state)
        answer = DEEDS[change.kind](place, change)
    except Refusal as refusal:
        return {"result": Result.REFUSED.value, "words": str(refusal)}
    db.session.add(
        Operation(
            uid=change.uid,
            record_id=place.record.id,
            entry_uid=str(change.entry_uid),
            kind=change.kind.value,
            field=change.field,
            value={"value": change.value},
            base_version=change.base_version,
            device=change.device,
            device_at=rules.moment_of(change, place.now),
            received_at=place.now,
            by=place.seat.by,
            answer=answer,
        )
    )
    db.session.flush()
    return answer
