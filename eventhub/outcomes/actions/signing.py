"""A record is signed, and reopened with a reason; the link of the group's tablet is renewed."""

from datetime import datetime

from eventhub.ground import audit
from eventhub.outcomes import queries
from eventhub.outcomes.models import GroupRecord, Recommendation, RecordState
from eventhub.outcomes.rules import recording as rules
from eventhub.outcomes.rules import signing
from eventhub.outcomes.rules.recording import Seat
from eventhub.outcomes.rules.signing import Proposed, Whole


def sign(seat: Seat, *, now: datetime) -> None:
    """Sign a group's record; from now on it is read by others. Raises SignedAlready, NotReadyToSign. Caller commits."""
    record = queries.find_record(seat.group.id, lock=True)
    if record is not None and record.state is RecordState.FINAL:
        raise rules.SignedAlready
    signing.may_sign(whole(seat.group.id, record))
    assert record is not None  # an empty record may not be signed
    record.state = RecordState.FINAL
    record.signed_at = record.changed_at = now
    record.ratings_closed_at = record.ratings_closed_at or now
    _note("sign", seat, record, {"state": "draft"}, {"state": "final", "version": record.version}, now)


def reopen(seat: Seat, reason: str, *, now: datetime) -> None:
    """Open a signed record for changes; the next signature is another version. Raises NotSigned. The caller commits."""
    record = queries.find_record(seat.group.id, lock=True)
    if record is None:
        raise rules.NotSigned
    rules.may_reopen(record.state)
    before = {"state": "final", "version": record.version}
    record.ratings_closed_at = record.ratings_closed_at or record.signed_at or now
    record.state = RecordState.DRAFT
    record.signed_at = None
    record.changed_at = now
    record.reopened_reason = reason
    record.version += 1
    _note("reopen", seat, record, before, {"state": "draft", "version": record.version, "reason": reason}, now)


def renew_link(seat: Seat, *, now: datetime) -> None:
    """Give the tablet of a group a new link; the older ones are dead. The caller commits."""
    before = seat.group.link_revision
    seat.group.link_revision = before + 1
    audit.record(
        "renew link",
        "focus_group",
        seat.group.uid,
        by=seat.by,
        now=now,
        event_uid=seat.event.uid,
        before={"link_revision": before},
        after={"link_revision": before + 1},
    )


def whole(group_id: int, record: GroupRecord | None) -> Whole:
    """Gather what signing asks of a record. Four statements."""
    record_id = record.id if record else None
    parts = queries.parts_of(group_id)
    standing = queries.standing(group_id, record_id)
    recommendations = queries.entries_of(Recommendation, record_id)
    return Whole(
        present=parts[-1].present if parts else 0,
        dots_per_person=record.dots_per_person if record else 0,
        noted=queries.noted(record_id),
        factors_count=standing.factors,
        unrated_count=standing.factors - standing.factors_rated,
        theses_count=standing.theses,
        proposed=[_proposed(one) for one in recommendations if one.withdrawn_at is None],
    )


def _proposed(one: Recommendation) -> Proposed:
    counted = (one.votes_for, one.votes_against, one.votes_abstained)
    votes = None if None in counted else (counted[0] or 0, counted[1] or 0, counted[2] or 0)
    return Proposed(one.addressee, one.due_on is not None, votes, one.dots)


def _note(
    verb: str, seat: Seat, record: GroupRecord, before: dict[str, object], after: dict[str, object], now: datetime
) -> None:
    audit.record(
        verb, "group_record", record.uid, by=seat.by, now=now, event_uid=seat.event.uid, before=before, after=after
    )
