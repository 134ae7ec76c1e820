"""What happens to a resolution: texts are written, recommendations merged, decisions ordered; adopted and reopened."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from eventhub.accounts.models import User
from eventhub.events.models import Event
from eventhub.events.rules import is_up_to_date
from eventhub.ground import audit
from eventhub.ground.db import db
from eventhub.outcomes.models import Decision, DecisionSource, Recommendation, Resolution, ResolutionState
from eventhub.outcomes.rules import Votes
from eventhub.resolutions import queries, rules
from eventhub.resolutions.rules import Source


@dataclass(frozen=True)
class Wording:
    """The texts round the decisions."""

    preamble: str
    noted: list[str]
    disagreements: list[str]


@dataclass(frozen=True)
class DecisionDetails:
    """What a decision says."""

    text: str
    addressee: str
    due_on: date | None


@dataclass(frozen=True)
class Counted:
    """The vote of the hall."""

    present: int
    votes: Votes


def write(event: Event, wording: Wording, *, seen: int | None, by: User, now: datetime) -> Resolution:
    """Write the texts round the decisions. seen: the version that the page showed. Raises IsAdopted, ChangedMeanwhile.

    The caller commits.
    """
    resolution = _open(event)
    is_up_to_date(resolution.version, seen)
    before, after = audit.change(resolution, asdict(wording))
    if after:
        resolution.version += 1
        _record("write", event, resolution, before, after, by=by, now=now)
    return resolution


def merge(
    event: Event, uids: Collection[uuid.UUID], *, into: Decision | None, key: uuid.UUID, by: User, now: datetime
) -> Decision:
    """Make a decision of recommendations, or add them to one; they stay its sources. The caller commits.

    A recommendation is a source of a decision once; the form sent again finds the decision it made.
    Raises NothingChosen or IsAdopted.
    """
    resolution = _open(event)
    known = into or queries.find_decision(event.id, key)
    chosen = queries.find_recommendations(event.id, uids)
    if not chosen:
        raise rules.NothingChosen
    decision = known or _new_decision(resolution, chosen, key)
    held = {source.recommendation_id for source in queries.sources_of(decision.id)}
    added = [each for each in chosen if each.id not in held]
    db.session.add_all(DecisionSource(decision_id=decision.id, recommendation_id=each.id) for each in added)
    if added:
        after = {"sources": [str(each.uid) for each in added]}
        _record("merge into", event, decision, None, after, by=by, now=now)
    return decision


def _new_decision(resolution: Resolution, chosen: Collection[Recommendation], key: uuid.UUID) -> Decision:
    sources = [Source(each.text, each.addressee, each.due_on) for each in chosen]
    lang = next(each.lang for each in chosen)
    return _added(resolution, key, lang=lang, **asdict(rules.merged(sources)))


def add_decision(event: Event, details: DecisionDetails, *, key: uuid.UUID, by: User, now: datetime) -> Decision:
    """Add a decision that comes from the hall itself. Sent again it finds what it made. Raises IsAdopted."""
    resolution = _open(event)
    known = queries.find_decision(event.id, key)
    if known is not None:
        return known
    decision = _added(resolution, key, lang=event.main_language, **asdict(details))
    _record("add", event, decision, None, {"text": details.text}, by=by, now=now)
    return decision


def _added(resolution: Resolution, key: uuid.UUID, **values: Any) -> Decision:
    db.session.flush()
    count = queries.count_decisions(resolution.id)
    decision = Decision(uid=key, resolution_id=resolution.id, position=count, **values)
    db.session.add(decision)
    db.session.flush()
    return decision


def change_decision(event: Event, decision: Decision, details: DecisionDetails, *, by: User, now: datetime) -> None:
    """Write a decision anew; its sources stay. Raises IsAdopted. The caller commits."""
    _open(event)
    before, after = audit.change(decision, asdict(details))
    if after:
        _record("change", event, decision, before, after, by=by, now=now)


def drop_source(event: Event, decision: Decision, uid: uuid.UUID, *, by: User, now: datetime) -> None:
    """Take a recommendation out of a decision. Raises IsAdopted. The caller commits."""
    _open(event)
    for source in queries.sources_of(decision.id):
        if source.recommendation.uid == uid:
            db.session.delete(source)
            _record("drop source of", event, decision, {"sources": [str(uid)]}, None, by=by, now=now)


def remove_decision(event: Event, decision: Decision, *, by: User, now: datetime) -> None:
    """Remove a decision; its recommendations can go into another. Raises IsAdopted. The caller commits."""
    _open(event)
    _record("remove", event, decision, {"text": decision.text}, None, by=by, now=now)
    db.session.delete(decision)


def move(event: Event, decision: Decision, step: int, *, by: User, now: datetime) -> None:
    """Move a decision up (-1) or down (1). Raises IsAdopted. The caller commits."""
    resolution = _open(event)
    rows = {each.row.id: each.row for each in queries.decisions_of(resolution.id)}
    order = rules.moved(list(rows), decision.id, step)
    if order != list(rows):
        before, after = list(rows).index(decision.id) + 1, order.index(decision.id) + 1
        _record("move", event, decision, {"place": before}, {"place": after}, by=by, now=now)
    for position, id_ in enumerate(order):
        rows[id_].position = position


def adopt(event: Event, counted: Counted, *, by: User, now: datetime) -> Resolution:
    """Say that the hall has adopted the resolution, and by how many votes. The caller commits.

    Raises IsAdopted, NoDecisions, NobodyVoted, VotesDoNotAddUp, TooManyPresent or NoMajority.
    """
    resolution = _open(event)
    decisions, came = queries.count_decisions(resolution.id), queries.figures(event.id).people
    rules.may_adopt(resolution, decisions, counted.present, counted.votes, came)
    values = {
        "state": ResolutionState.ADOPTED,
        "adopted_at": now,
        "present": counted.present,
        "votes_for": counted.votes.in_favour,
        "votes_against": counted.votes.against,
        "votes_abstained": counted.votes.abstained,
    }
    before, after = audit.change(resolution, values)
    _record("adopt", event, resolution, before, after, by=by, now=now)
    return resolution


def reopen(event: Event, reason: str, *, by: User, now: datetime) -> Resolution:
    """Make an adopted resolution a draft again and keep why; its votes stay until it is adopted anew.

    Raises NotAdopted. The caller commits.
    """
    resolution = _locked(event)
    rules.may_reopen(resolution)
    values = {"state": ResolutionState.DRAFT, "adopted_at": None, "reopened_reason": reason}
    before, after = audit.change(resolution, values)
    _record("reopen", event, resolution, before, after, by=by, now=now)
    return resolution


def _open(event: Event) -> Resolution:
    resolution = _locked(event)
    rules.may_change(resolution)
    return resolution


def _locked(event: Event) -> Resolution:
    known = queries.lock_resolution(event)
    if known is not None:
        return known
    resolution = Resolution(
        uid=uuid.uuid4(),
        event_id=event.id,
        state=ResolutionState.DRAFT,
        preamble="",
        noted=[],
        disagreements=[],
        lang=event.main_language,
        version=0,
    )
    db.session.add(resolution)
    db.session.flush()
    return resolution


def _record(
    verb: str,
    event: Event,
    thing: Resolution | Decision,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    *,
    by: User,
    now: datetime,
) -> None:
    kind = "resolution" if isinstance(thing, Resolution) else "decision"
    who = f"user:{by.uid}"
    audit.record(verb, kind, thing.uid, event_uid=event.uid, by=who, now=now, before=before, after=after)
