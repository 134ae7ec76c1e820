"""The whole outcome of an event, read in nine statements however much was recorded; its edits and documents."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventhub.certificates.models import Certificate
from eventhub.consents import queries as consents
from eventhub.events.models import Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.db import Base, db
from eventhub.ground.texts import Spoken, Texts
from eventhub.ground.work import Work
from eventhub.materials import queries as materials
from eventhub.materials.models import Material
from eventhub.networks import queries as networks
from eventhub.networks import rules as progress
from eventhub.networks.models import Milestone, RoadMap
from eventhub.outcomes import queries as outcomes
from eventhub.outcomes.models import Decision, GroupRecord, PresentedModel, Resolution, ResolutionState
from eventhub.outcomes.rules import Named
from eventhub.people.models import Municipality, Person
from eventhub.registration import queries as registration
from eventhub.scaling_models.models import ModelState, ScalingModel
from eventhub.summaries import rules
from eventhub.summaries.models import OutcomeSection, PublishedDocument
from eventhub.summaries.rules import Content, Facts, File, ModelCard, Plan, Section, Step

MOST_WORKS = 20
NOT_SUBMITTED = (ModelState.DRAFT, ModelState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class StandingOfParts:
    """How far resolution, materials and certificates are."""

    is_adopted: bool
    decisions: int
    materials: int
    files_missing: int
    certificates: int


def content(event: Event, now: datetime) -> Content:
    """Read the outcome, with only those names in it that may be published. Nine statements.

    now: stands for the day of publication while there is none; road maps without a report are seen from that day.
    """
    groups, categories = outcomes.findings(event.id)
    published_at = event.outcomes_published_at or now
    whole = Content(
        facts=_facts(event, published_at),
        roles=tuple(registration.roles_present(event.id)),
        municipalities=tuple(registration.municipalities_present(event.id)),
        groups=tuple(groups),
        categories=categories,
        resolution=outcomes.find_resolution(event.id),
        models=tuple(models(event.id)),
        plans=tuple(_plans(event.id, published_at.astimezone(event.zone).date())),
        files=tuple(_file(material) for material in materials.for_everybody(event.id)),
    )
    return rules.only_named(whole, consents.may_be_named(event.id, rules.people(whole)))


def _facts(event: Event, published_at: datetime) -> Facts:
    return Facts(
        uid=event.uid,
        slug=event.slug,
        title=event.title,
        goal=event.goal,
        venue=event.venue,
        organiser=event.organiser,
        main_language=event.main_language,
        zone=event.zone,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        published_at=published_at,
    )


def models(event_id: int) -> list[ModelCard]:
    """List the models submitted to an event, in their order, with the groups that heard them. One statement."""
    heard = (
        sa.select(PresentedModel.model_id, FocusGroup.number)
        .join(GroupRecord, GroupRecord.id == PresentedModel.record_id)
        .join(FocusGroup, FocusGroup.id == GroupRecord.focus_group_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(ScalingModel, Municipality.name, heard.c.number)
        .outerjoin(Municipality, Municipality.id == ScalingModel.municipality_id)
        .outerjoin(heard, heard.c.model_id == ScalingModel.id)
        .where(ScalingModel.event_id == event_id, ScalingModel.state.not_in(NOT_SUBMITTED))
        .order_by(ScalingModel.position, ScalingModel.id, heard.c.number)
    )
    groups: dict[ScalingModel, list[int]] = defaultdict(list)
    places: dict[ScalingModel, Texts] = {}
    for model, municipality, number in rows:
        groups[model].extend([] if number is None else [number])
        places[model] = municipality or Texts()
    return [_card(model, places[model], tuple(numbers)) for model, numbers in groups.items()]


def _card(model: ScalingModel, municipality: Texts, groups: tuple[int, ...]) -> ModelCard:
    return ModelCard(
        uid=model.uid,
        code=model.code,
        title=model.title,
        abstract=model.abstract,
        organisation=model.organisation_name,
        municipality=municipality,
        lang=model.lang,
        is_accepted=model.state is ModelState.ACCEPTED,
        groups=groups,
    )


def _plans(event_id: int, today: date) -> Iterable[Plan]:
    for road_map, milestones in networks.road_maps(event_id).items():
        yield _plan(road_map, [_step(each, road_map.reported_on or today) for each in milestones], today)


def _plan(road_map: RoadMap, steps: list[Step], today: date) -> Plan:
    community = road_map.community
    return Plan(
        uid=road_map.uid,
        title=road_map.title,
        community=community.title,
        goal=community.goal,
        coordinator=_named(community.coordinator),
        starts_on=road_map.starts_on,
        ends_on=road_map.ends_on,
        as_of=road_map.reported_on or today,
        steps=tuple(steps),
        progress=progress.progress([step.standing for step in steps]),
    )


def _step(milestone: Milestone, as_of: date) -> Step:
    return Step(
        said=Spoken(milestone.title, milestone.lang),
        due_on=milestone.due_on,
        done_on=milestone.done_on,
        owner=_named(milestone.owner),
        result=milestone.result,
        note=milestone.note,
        standing=progress.standing(milestone, as_of),
    )


def _named(person: Person | None) -> Named | None:
    return Named(person.id, person.full_name) if person is not None and person.full_name else None


def _file(material: Material) -> File:
    assert material.file is not None
    name = material.file_name or material.file.original_name
    return File(material.uid, Spoken(material.title, material.lang), name, material.file.size_bytes)


def with_edits(event_id: int, lang: str, drafts: list[Section]) -> list[Section]:
    """Put the edited sections of a language in place of their drafts; what stays empty is left out. One statement."""
    edits = edits_of(event_id, lang)
    sections = [
        rules.edited(draft, edits[draft.key].edited, lang, edits[draft.key].fingerprint)
        if draft.key in edits
        else draft
        for draft in drafts
    ]
    return [section for section in sections if section.lines]


def edits_of(event_id: int, lang: str) -> dict[str, OutcomeSection]:
    """Return the edited sections of a language by key. One statement."""
    rows = db.session.scalars(
        sa.select(OutcomeSection).where(OutcomeSection.event_id == event_id, OutcomeSection.lang == lang)
    )
    return {row.key: row for row in rows}


def works_of(about: str, kind: str) -> dict[str, Work]:
    """Return the newest work of a kind on a thing, by the language it is for. One statement."""
    latest = sa.select(Work).where(Work.about == about, Work.kind == kind).order_by(Work.id.desc()).limit(MOST_WORKS)
    works: dict[str, Work] = {}
    for work in db.session.scalars(latest):
        works.setdefault(str(work.arguments.get("lang", "")), work)
    return works


def standing_of(event_id: int) -> StandingOfParts:
    """Count what else belongs to the conclusion. One statement."""

    def count(table: type[Base], *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()

    state = sa.select(Resolution.state).where(Resolution.event_id == event_id).scalar_subquery()
    of_resolution = Decision.resolution_id.in_(sa.select(Resolution.id).where(Resolution.event_id == event_id))
    held = (Certificate.event_id == event_id, Certificate.revoked_at.is_(None))
    row = db.session.execute(
        sa.select(
            state,
            count(Decision, of_resolution),
            count(Material, Material.event_id == event_id),
            count(Material, Material.event_id == event_id, Material.file_id.is_(None)),
            count(Certificate, *held),
        )
    ).one()
    return StandingOfParts(row[0] == ResolutionState.ADOPTED, *row[1:])


def find_event(uid: uuid.UUID) -> Event | None:
    """Find the event that work is about. One statement."""
    return db.session.scalar(sa.select(Event).where(Event.uid == uid))


def find_document(event_id: int, kind: str, lang: str) -> PublishedDocument | None:
    """Find the newest document of a kind and language, with its file. One statement."""
    return db.session.scalar(
        sa.select(PublishedDocument)
        .join(PublishedDocument.file)
        .options(contains_eager(PublishedDocument.file))
        .where(PublishedDocument.event_id == event_id, PublishedDocument.kind == kind, PublishedDocument.lang == lang)
        .order_by(PublishedDocument.made_at.desc(), PublishedDocument.id.desc())
        .limit(1)
    )


def find_same_document(event_id: int, kind: str, lang: str, content_hash: str) -> PublishedDocument | None:
    """Find a document that was made from the same content. One statement."""
    return db.session.scalar(
        sa.select(PublishedDocument).where(
            PublishedDocument.event_id == event_id,
            PublishedDocument.kind == kind,
            PublishedDocument.lang == lang,
            PublishedDocument.content_hash == content_hash,
        )
    )
