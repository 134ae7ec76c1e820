"""What the groups left behind, read whole: three statements for an event, however much was recorded.

Only signed records are read: what a group has not signed is nobody else's business yet. Authors of theses are never
read at all; the speaker of a quotation only with attribution consent, and whoever publishes asks the consents besides.
"""

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from eventhub.events.models import Room
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.db import db
from eventhub.ground.texts import Spoken, Texts
from eventhub.outcomes import rules
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    Factor,
    FactorCategory,
    GroupRecord,
    Quotation,
    Rating,
    Recommendation,
    RecordState,
    Resolution,
    ResolutionState,
    Thesis,
    ThesisKind,
)
from eventhub.outcomes.rules import Decided, Findings, Named, Quote, RatedFactor, Recommended, Resolved, Statement
from eventhub.people.models import Person
from eventhub.registration.models import Attendance, Registration

Row = sa.Row[*tuple[Any, ...]]
Select = sa.Select[*tuple[Any, ...]]


def findings(event_id: int) -> tuple[list[Findings], dict[str, Texts]]:
    """Return what each group left behind, by number, and the titles of factor categories by code. Two statements."""
    entries = _entries(event_id)
    categories = {entry.label: Texts(json.loads(entry.text)) for entry in entries[None]["category"]}
    return [_group(row, entries[row.id]) for row in db.session.execute(_groups(event_id))], categories


def _groups(event_id: int) -> Select:
    slot = sa.select(GroupSlot.agenda_item_id).where(GroupSlot.focus_group_id == FocusGroup.id)
    last_part = slot.order_by(GroupSlot.part.desc()).limit(1).correlate(FocusGroup).scalar_subquery()
    people = sa.func.count(Attendance.registration_id.distinct())
    return (
        sa.select(
            FocusGroup.id,
            FocusGroup.number,
            FocusGroup.title,
            FocusGroup.short_title,
            Room.name.label("room"),
            FocusGroup.facilitator_id,
            Person.family_name,
            Person.given_name,
            Person.patronymic,
            GroupRecord.state,
            GroupRecord.dots_per_person,
            sa.select(people).where(Attendance.agenda_item_id == last_part).scalar_subquery().label("present"),
            sa.select(people)
            .where(Attendance.agenda_item_id.in_(slot.correlate(FocusGroup)))
            .scalar_subquery()
            .label("took_part"),
        )
        .outerjoin(Room, Room.id == FocusGroup.room_id)
        .outerjoin(Person, Person.id == FocusGroup.facilitator_id)
        .outerjoin(GroupRecord, GroupRecord.focus_group_id == FocusGroup.id)
        .where(FocusGroup.event_id == event_id)
        .order_by(FocusGroup.number)
    )


def _group(row: Row, entries: dict[str, list[Row]]) -> Findings:
    name = " ".join(part for part in (row.family_name, row.given_name, row.patronymic) if part)
    marks = [_marks(entry.detail) for entry in entries["factor"]]
    figures = [rules.figures(given) for given in marks]
    ranks = rules.ranks([found.importance if found else None for found in figures])
    return Findings(
        id=row.id,
        number=row.number,
        title=row.title,
        short_title=row.short_title,
        room=row.room or Texts(),
        facilitator=Named(row.facilitator_id, name) if name else None,
        present=row.present,
        took_part=row.took_part,
        is_signed=row.state is RecordState.FINAL,
        dots_per_person=row.dots_per_person or 0,
        questions=tuple(Texts(json.loads(entry.text)) for entry in entries["question"]),
        factors=tuple(
            RatedFactor(entry.uid, Spoken(entry.text, entry.lang), entry.label or "", found, rank)
            for entry, found, rank in zip(entries["factor"], figures, ranks, strict=True)
        ),
        agreement=rules.agreement(marks) if marks else None,
        statements=tuple(
            Statement(ThesisKind(entry.label), Spoken(entry.text, entry.lang)) for entry in entries["thesis"]
        ),
        quotes=tuple(_quote(entry) for entry in entries["quotation"]),
        recommendations=tuple(_recommended(entry) for entry in entries["recommendation"]),
    )


def _marks(joined: str | None) -> list[rules.Marks]:
    parted = [line.rsplit(":", 2) for line in (joined or "").splitlines()]
    return [rules.Marks(rater, _mark(importance), _mark(control)) for rater, importance, control in parted]


def _mark(written: str) -> int | None:
    return int(written) if written else None


def _quote(entry: Row) -> Quote:
    name = " ".join((entry.label or "").split())
    speaker = Named(entry.one, name, entry.detail or "") if entry.one and name else None
    return Quote(Spoken(entry.text, entry.lang), speaker)


def _recommended(entry: Row) -> Recommended:
    counted = (entry.one, entry.two, entry.three)
    return Recommended(
        id=entry.id,
        uid=entry.uid,
        said=Spoken(entry.text, entry.lang),
        addressee=entry.label,
        due_on=entry.due_on,
        votes=None if None in counted else rules.Votes(*counted),
        dots=entry.four,
    )


COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "group_id": sa.Integer(),
    "id": sa.Integer(),
    "uid": sa.Uuid(),
    "position": sa.Integer(),
    "text": sa.Text(),
    "lang": sa.Text(),
    "label": sa.Text(),
    "detail": sa.Text(),
    "due_on": sa.Date(),
    "one": sa.Integer(),
    "two": sa.Integer(),
    "three": sa.Integer(),
    "four": sa.Integer(),
}
"""What the different entries are laid into, so that one statement brings them all."""


def _entries(event_id: int) -> dict[int | None, dict[str, list[Row]]]:
    """Bring all entries of the event's signed records, its guides and factor categories; by group and kind."""
    whole = sa.union_all(
        _arm("factor", Factor, event_id, label=FactorCategory.code, detail=_joined_ratings()).outerjoin(
            FactorCategory, FactorCategory.id == Factor.category_id
        ),
        _arm("thesis", Thesis, event_id, label=sa.cast(Thesis.kind, sa.Text)),
        _quotations(event_id),
        _recommendations(event_id),
        _laid("question", GuideQuestion, GuideQuestion.focus_group_id, GuideQuestion.number, text=GuideQuestion.text)
        .join(FocusGroup, FocusGroup.id == GuideQuestion.focus_group_id)
        .where(FocusGroup.event_id == event_id),
        _laid(
            "category",
            FactorCategory,
            sa.cast(sa.null(), sa.Integer),
            FactorCategory.position,
            text=FactorCategory.title,
            label=FactorCategory.code,
        ).where(FactorCategory.event_id == event_id),
    )
    found: dict[int | None, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(db.session.execute(whole), key=lambda row: (row.position, row.id)):
        found[row.group_id][row.kind].append(row)
    return found


def _quotations(event_id: int) -> Select:
    name = [sa.func.coalesce(part, "") for part in (Registration.family_name, Registration.given_name)]
    whole = name[0] + " " + name[1] + " " + sa.func.coalesce(Registration.patronymic, "")
    return _arm(
        "quotation", Quotation, event_id, label=whole, detail=Registration.position, one=Registration.person_id
    ).outerjoin(
        Registration, sa.and_(Registration.id == Quotation.author_id, Quotation.attribution_consent.is_(sa.true()))
    )


def _recommendations(event_id: int) -> Select:
    return _arm(
        "recommendation",
        Recommendation,
        event_id,
        label=Recommendation.addressee,
        due_on=Recommendation.due_on,
        one=Recommendation.votes_for,
        two=Recommendation.votes_against,
        three=Recommendation.votes_abstained,
        four=Recommendation.dots,
    )


def _arm(kind: str, entry: Any, event_id: int, **columns: Any) -> Select:
    return (
        _laid(kind, entry, FocusGroup.id, entry.position, text=entry.text, lang=entry.lang, **columns)
        .join(GroupRecord, GroupRecord.id == entry.record_id)
        .join(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .where(FocusGroup.event_id == event_id, GroupRecord.state == RecordState.FINAL, entry.withdrawn_at.is_(None))
    )


def _laid(kind: str, entry: Any, group_id: Any, position: InstrumentedAttribute[int], **columns: Any) -> Select:
    given = {"group_id": group_id, "id": entry.id, "uid": entry.uid, "position": position, **columns}
    laid = [_as(given.get(name, sa.null()), type_).label(name) for name, type_ in COLUMNS.items()]
    return sa.select(sa.literal(kind).label("kind"), *laid).select_from(entry)


def _as(value: Any, type_: sa.types.TypeEngine[Any]) -> sa.ColumnElement[Any]:
    """Give a column the type it has in all arms; a date is left alone, because SQLite would cast it to a number."""
    if isinstance(type_, sa.Date) and not isinstance(value, sa.sql.elements.Null):
        return sa.type_coerce(value, type_)
    return sa.cast(value, type_)


def _joined_ratings() -> sa.ScalarSelect[str]:
    """Join the ratings of a factor into one text, a line each: rater, importance, controllability."""
    written = [sa.func.coalesce(sa.cast(mark, sa.Text), "") for mark in (Rating.importance, Rating.controllability)]
    line = Rating.rater + ":" + written[0] + ":" + written[1]
    return sa.select(sa.func.aggregate_strings(line, "\n")).where(Rating.factor_id == Factor.id).scalar_subquery()


def find_resolution(event_id: int) -> Resolved | None:
    """Return the resolution when it was adopted. One statement."""
    rows = db.session.execute(
        sa.select(Resolution, Decision, DecisionSource.recommendation_id)
        .outerjoin(Decision, Decision.resolution_id == Resolution.id)
        .outerjoin(DecisionSource, DecisionSource.decision_id == Decision.id)
        .where(Resolution.event_id == event_id, Resolution.state == ResolutionState.ADOPTED)
        .order_by(Decision.position, Decision.id, DecisionSource.id)
    ).all()
    if not rows:
        return None
    resolution: Resolution = rows[0][0]
    sources: dict[Decision, list[int]] = defaultdict(list)
    for _, decision, source in rows:
        if decision is not None:
            sources[decision] += [source] if source else []
    counted = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
    return Resolved(
        adopted_at=resolution.adopted_at,
        votes=None if None in counted else rules.Votes(*(count or 0 for count in counted)),
        lang=resolution.lang,
        preamble=resolution.preamble,
        noted=tuple(resolution.noted),
        decisions=tuple(_decided(decision, tuple(ids)) for decision, ids in sources.items()),
        disagreements=tuple(resolution.disagreements),
    )


def _decided(decision: Decision, sources: tuple[int, ...]) -> Decided:
    said = Spoken(decision.text, decision.lang)
    return Decided(decision.uid, said, decision.addressee, decision.due_on, decision.state, sources)
