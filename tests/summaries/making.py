"""Small factories for what a group leaves behind."""

from datetime import date
from itertools import count
from typing import Any

from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import db
from eventhub.ground.texts import Texts
from eventhub.networks.models import Milestone, NetworkCommunity, RoadMap
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    Factor,
    GroupRecord,
    PresentedModel,
    Quotation,
    Rating,
    RatingSource,
    Recommendation,
    RecordState,
    Resolution,
    ResolutionState,
    Thesis,
    ThesisKind,
)
from eventhub.scaling_models.models import ScalingModel
from tests.factories import DAY, NOW, make_agenda_item, make_attendance, make_focus_group, make_registration, make_slot

_numbers = count(1)

HOSTILE = "<script>alert(1)</script>{{ 7*7 }}</svg>\"'&=cmd|\u202e" + "ж" * 2000
MARKS = ((5, 1), (4, 2), (3, 3))


def make_record(group: FocusGroup, state: RecordState = RecordState.FINAL) -> GroupRecord:
    return _kept(GroupRecord(focus_group_id=group.id, state=state, signed_at=DAY, changed_at=DAY))


def make_factor(
    record: GroupRecord, text: str = "Время", marks: tuple[tuple[int | None, int | None], ...] = ()
) -> Factor:
    factor = _kept(Factor(record_id=record.id, text=text, lang="ru", position=next(_numbers)))
    for rater, (importance, controllability) in enumerate(marks):
        rating = {"importance": importance, "controllability": controllability, "source": RatingSource.PAPER}
        _kept(Rating(factor_id=factor.id, rater=f"ballot-{rater}", **rating))
    return factor


def make_thesis(record: GroupRecord, text: str = "Тезис", kind: ThesisKind = ThesisKind.THESIS, **given: Any) -> Thesis:
    return _kept(Thesis(record_id=record.id, text=text, lang="ru", kind=kind, **given))


def make_quotation(record: GroupRecord, text: str = "Слова", **given: Any) -> Quotation:
    return _kept(Quotation(record_id=record.id, text=text, lang="ru", **given))


def make_recommendation(
    record: GroupRecord, text: str = "Сделать", votes: tuple[int, int, int] | None = None, **given: Any
) -> Recommendation:
    in_favour, against, abstained = votes or (None, None, None)
    counted = {"votes_for": in_favour, "votes_against": against, "votes_abstained": abstained}
    row = Recommendation(record_id=record.id, text=text, lang="ru", position=next(_numbers), **counted, **given)
    return _kept(row)


def make_resolution(
    event: Event, *sources: Recommendation, state: ResolutionState = ResolutionState.ADOPTED
) -> Resolution:
    """Make a resolution with one decision for each recommendation."""
    counted = {"present": 3, "votes_for": 2, "votes_against": 0, "votes_abstained": 1}
    resolution = Resolution(event_id=event.id, state=state, adopted_at=DAY, lang="ru", noted=["Отмечено"], **counted)
    _kept(resolution)
    for position, source in enumerate(sources):
        due = date(2019, 10, 1)
        decision = _kept(
            Decision(resolution_id=resolution.id, position=position, text=source.text, lang="ru", due_on=due)
        )
        _kept(DecisionSource(decision_id=decision.id, recommendation_id=source.id))
    return resolution


def make_road_map(event: Event, milestones: int = 1, **given: Any) -> RoadMap:
    number = next(_numbers)
    community = _kept(
        NetworkCommunity(event_id=event.id, title=Texts(ru=f"Сообщество {number}"), goal=Texts(ru="Цель"))
    )
    road_map = _kept(
        RoadMap(
            event_id=event.id,
            code=f"RM{number}",
            community_id=community.id,
            title=Texts(ru=f"Карта {number}"),
            starts_on=date(2019, 9, 1),
            ends_on=date(2020, 6, 30),
            revised_at=NOW,
            **given,
        )
    )
    for step in range(milestones):
        title = {"title": f"Точка {step}", "lang": "ru", "due_on": date(2019, 12, 1)}
        _kept(Milestone(road_map_id=road_map.id, code=f"{number}-{step}", position=step, revised_at=NOW, **title))
    return road_map


def present_model(record: GroupRecord, model: ScalingModel) -> PresentedModel:
    return _kept(PresentedModel(record_id=record.id, model_id=model.id))


def make_meeting(event: Event, people: int = 3, **given: Any) -> FocusGroup:
    """Make a group that met once, with so many people in it."""
    group, item = make_focus_group(event, **given), make_agenda_item(event)
    make_slot(group, item)
    for _person in range(people):
        make_attendance(make_registration(event), item)
    return group


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
