"""Scaling models with authors and sections, criteria and reviews."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from eventhub.demo.folder.model_files import ModelRow, ResourcesRow, ReviewRow
from eventhub.demo.storing.stage import Stage, keep
from eventhub.ground.folding import fold
from eventhub.scaling_models.models import (
    Criterion,
    ModelAuthor,
    ModelPresentation,
    ModelState,
    ModelVersion,
    Review,
    ReviewScore,
    ScalingModel,
)


def store_models(stage: Stage) -> None:
    """Store the submissions with their authors, the content as submitted, and where they are on the programme."""
    last_review = _last_reviews(stage)
    models = keep(
        _model(stage, row, position, last_review.get(row.id)) for position, row in enumerate(stage.folder.models)
    )
    stage.models = {model.code: model for model in models}
    keep(
        ModelVersion(model_id=model.id, number=1, title=model.title, content=model.content, saved_at=model.submitted_at)
        for model in models
    )
    keep(
        ModelAuthor(
            model_id=stage.models[row.id].id,
            person_id=stage.persons[author].id,
            position=position,
            is_corresponding=author == row.corresponding_author_id,
        )
        for row in stage.folder.models
        for position, author in enumerate(row.author_ids)
    )
    keep(
        ModelPresentation(
            agenda_item_id=stage.agenda[row.item_id].id, model_id=stage.models[model].id, position=position
        )
        for row in stage.folder.programme
        for position, model in enumerate(row.model_ids)
    )


def _last_reviews(stage: Stage) -> dict[str, datetime]:
    last: dict[str, datetime] = {}
    for row in stage.folder.reviews:
        last[row.model_id] = max(row.submitted_at, last.get(row.model_id, row.submitted_at))
    return last


def _model(stage: Stage, row: ModelRow, position: int, last_review: datetime | None) -> ScalingModel:
    content = _content(row)
    title, abstract = row.texts("title"), stage.texts(row.abstract_en)
    words = [*title.values(), *abstract.values(), row.organisation_ru, *_words(content)]
    undecided = ModelState.IN_REVIEW if last_review else ModelState.SUBMITTED
    return ScalingModel(
        event_id=stage.event.id,
        code=row.id,
        position=position,
        state=ModelState(row.decision) if row.decision else undecided,
        title=title,
        abstract=abstract,
        lang=stage.lang(*_words(content)),
        content=content,
        search=fold(" ".join(words)),
        organisation_name=row.organisation_ru,
        municipality_id=stage.municipalities[row.municipality_id].id,
        focus_group_id=stage.groups[row.group_id].id if row.group_id else None,
        submitted_at=row.submitted_at,
        decided_at=(last_review or row.submitted_at) if row.decision else None,
    )


def _content(row: ModelRow) -> dict[str, Any]:
    return {
        "problem": row.problem_ru,
        "innovation": row.innovation_ru,
        "target_group": row.target_group_ru,
        "stages": [
            {"name": stage.name, "months": plain_number(stage.months), "deliverable": stage.deliverable}
            for stage in row.stages
        ],
        "resources": _resources(row.resources),
        "conditions": row.conditions_ru,
        "risks": [
            {
                "risk": risk.risk,
                "probability": risk.probability,
                "impact": risk.impact,
                "mitigation": risk.mitigation,
            }
            for risk in row.risks
        ],
        "indicators": [
            {
                "name": indicator.name,
                "baseline": plain_number(indicator.baseline),
                "target": plain_number(indicator.target),
                "unit": indicator.unit,
                "due": indicator.due.isoformat() if indicator.due else None,
            }
            for indicator in row.indicators
        ],
        "partners": row.partners_ru,
        "core": row.core_ru,
        "adaptable": row.adaptable_ru,
        "evidence": row.evidence_ru,
        "sites_now": row.sites_now,
    }


def _resources(row: ResourcesRow) -> dict[str, Any]:
    return {
        "people": row.people,
        "budget": plain_number(row.budget),
        "currency": row.currency,
        "infrastructure": row.infrastructure,
    }


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _words(content: object) -> list[str]:
    """Return all texts in a content that people may search for."""
    if isinstance(content, str):
        return [content]
    if isinstance(content, dict):
        skipped = {"probability", "impact", "currency", "due"}
        return [word for key, value in content.items() if key not in skipped for word in _words(value)]
    return [word for value in content for word in _words(value)] if isinstance(content, list) else []


def store_reviews(stage: Stage) -> None:
    """Store the criteria and what the experts said."""
    criteria = keep(
        Criterion(
            event_id=stage.event.id,
            code=row.key,
            position=position,
            title=row.texts("title"),
            weight=row.weight,
            lowest=row.min,
            highest=row.max,
        )
        for position, row in enumerate(stage.folder.criteria)
    )
    reviews = keep(_review(stage, row) for row in stage.folder.reviews)
    keep(
        ReviewScore(review_id=review.id, criterion_id=criterion.id, score=row.scores[criterion.code])
        for review, row in zip(reviews, stage.folder.reviews, strict=True)
        for criterion in criteria
    )


def _review(stage: Stage, row: ReviewRow) -> Review:
    return Review(
        code=row.review_id,
        model_id=stage.models[row.model_id].id,
        reviewer_id=stage.reviewers[row.expert_id].id,
        confidence=row.confidence,
        advice=row.recommendation,
        comment=row.comment_ru,
        lang=stage.lang(row.comment_ru),
        assigned_at=stage.models[row.model_id].submitted_at,
        submitted_at=row.submitted_at,
    )
