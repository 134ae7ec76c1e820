"""What the groups recorded, who was in the room, and what the hall resolved."""

from eventhub.demo.folder.group_files import RatingRow, ResolutionRow, ResultRow
from eventhub.demo.storing.groups import meetings
from eventhub.demo.storing.registrations import IMPORTED
from eventhub.demo.storing.stage import Stage, keep
from eventhub.outcomes.models import (
    Decision,
    DecisionSource,
    Factor,
    FactorCategory,
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
)
from eventhub.registration.models import Attendance


def store_results(stage: Stage) -> None:
    """Store the records of all groups with everything in them."""
    records = keep(_record(stage, row) for row in stage.folder.results)
    record_ids = {row.group_id: record.id for row, record in zip(stage.folder.results, records, strict=True)}
    _present(stage)
    keep(
        PresentedModel(record_id=record_ids[row.group_id], model_id=stage.models[model].id, position=position)
        for row in stage.folder.results
        for position, model in enumerate(row.models_presented)
    )
    _factors(stage, record_ids)
    _statements(stage, record_ids)
    _recommendations(stage, record_ids)


def _record(stage: Stage, row: ResultRow) -> GroupRecord:
    return GroupRecord(
        focus_group_id=stage.groups[row.group_id].id,
        state=row.status,
        dots_per_person=row.dots_per_person,
        signed_at=row.signed_at if row.status is RecordState.FINAL else None,
        version=row.version,
        changed_at=row.signed_at or stage.now,
    )


def _present(stage: Stage) -> None:
    items = meetings(stage)
    keep(
        Attendance(
            registration_id=stage.registrations[person].id,
            agenda_item_id=stage.agenda[items[row.group_id][number]].id,
            source=IMPORTED,
            changed_at=row.signed_at or stage.agenda[items[row.group_id][number]].ends_at,
        )
        for row in stage.folder.results
        for number, part in enumerate(row.parts)
        for person in part.present
    )


def _factors(stage: Stage, record_ids: dict[str, int]) -> None:
    kinds = keep(
        FactorCategory(event_id=stage.event.id, code=row.key, position=position, title=row.texts("title"))
        for position, row in enumerate(stage.folder.factor_categories)
    )
    kind_ids = {kind.code: kind.id for kind in kinds}
    factors = keep(
        Factor(
            record_id=record_ids[row.group_id],
            code=factor.id,
            position=position,
            text=factor.text_ru,
            lang=stage.lang(factor.text_ru),
            category_id=kind_ids[factor.category],
        )
        for row in stage.folder.results
        for position, factor in enumerate(row.factors)
    )
    factor_ids = {factor.code or "": factor.id for factor in factors}
    keep(_rating(stage, row, factor_ids) for row in stage.folder.ratings)


def _rating(stage: Stage, row: RatingRow, factor_ids: dict[str, int]) -> Rating:
    registration_id = stage.registrations[row.participant_id].id
    return Rating(
        factor_id=factor_ids[row.factor_id],
        rater=f"r{registration_id}",
        registration_id=registration_id,
        importance=row.importance,
        controllability=row.controllability,
        source=RatingSource.IMPORT,
    )


def _statements(stage: Stage, record_ids: dict[str, int]) -> None:
    keep(
        Thesis(
            record_id=record_ids[row.group_id],
            code=thesis.id,
            position=position,
            text=thesis.text_ru,
            lang=stage.lang(thesis.text_ru),
            kind=thesis.kind,
            author_id=stage.registrations[thesis.author_id].id if thesis.author_id else None,
        )
        for row in stage.folder.results
        for position, thesis in enumerate(row.theses)
    )
    keep(
        Quotation(
            record_id=record_ids[row.group_id],
            position=position,
            text=quote.text_ru,
            lang=stage.lang(quote.text_ru),
            author_id=stage.registrations[quote.author_id].id if quote.author_id else None,
            attribution_consent=quote.attribution_consent,
        )
        for row in stage.folder.results
        for position, quote in enumerate(row.quotes)
    )


def _recommendations(stage: Stage, record_ids: dict[str, int]) -> None:
    stored = keep(
        Recommendation(
            record_id=record_ids[row.group_id],
            code=given.id,
            position=position,
            text=given.text_ru,
            lang=stage.lang(given.text_ru),
            addressee=given.addressee_ru,
            due_on=given.due,
            votes_for=given.votes_for,
            votes_against=given.votes_against,
            votes_abstained=given.votes_abstained,
            dots=given.dots,
        )
        for row in stage.folder.results
        for position, given in enumerate(row.recommendations)
    )
    stage.recommendations = {recommendation.code or "": recommendation for recommendation in stored}


def store_resolution(stage: Stage, row: ResolutionRow) -> None:
    """Store the resolution and its decisions, each with the recommendation it comes from."""
    is_adopted = row.status is ResolutionState.ADOPTED
    resolution = Resolution(
        event_id=stage.event.id,
        state=row.status,
        adopted_at=row.adopted_at,
        present=row.votes.present if is_adopted else None,
        votes_for=row.votes.votes_for if is_adopted else None,
        votes_against=row.votes.votes_against if is_adopted else None,
        votes_abstained=row.votes.votes_abstained if is_adopted else None,
        preamble=row.preamble_ru,
        noted=row.noted_ru,
        disagreements=row.disagreements_ru,
        lang=stage.lang(row.preamble_ru, *row.noted_ru, *row.disagreements_ru),
    )
    keep([resolution])
    decisions = keep(
        Decision(
            resolution_id=resolution.id,
            position=position,
            text=decision.text_ru,
            lang=stage.lang(decision.text_ru),
            addressee=decision.addressee_ru,
            due_on=decision.due,
        )
        for position, decision in enumerate(row.decisions)
    )
    keep(
        DecisionSource(decision_id=kept.id, recommendation_id=stage.recommendations[given.recommendation_id].id)
        for kept, given in zip(decisions, row.decisions, strict=True)
    )
