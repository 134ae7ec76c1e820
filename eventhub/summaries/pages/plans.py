"""The road maps of the communities, as page and document show them."""

from dataclasses import dataclass

from markupsafe import Markup

from eventhub.events.views import address_of
from eventhub.ground import formats
from eventhub.ground.i18n import language
from eventhub.ground.texts import Spoken
from eventhub.networks.rules import STANDING_WORDS
from eventhub.summaries.pages import figures, wording
from eventhub.summaries.rules import Content, Plan


@dataclass(frozen=True, slots=True)
class StepRow:
    """A milestone of a road map."""

    text: Markup
    due: str
    short_due: str
    owner: Markup
    state: str
    result: Markup


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A road map of a community."""

    community: Markup
    name: str
    goal: Markup
    coordinator: Markup
    progress: str
    as_of: str
    total: str
    done: str
    overdue: str
    address: str
    steps: tuple[StepRow, ...]


def plan_rows(content: Content) -> list[PlanRow]:
    """List the road maps."""
    return [_plan(content, plan) for plan in content.plans]


def _plan(content: Content, plan: Plan) -> PlanRow:
    main = content.facts.main_language
    coordinator = plan.coordinator
    return PlanRow(
        community=wording.said(plan.community, main),
        name=plan.community.words(language(), main),
        goal=wording.said(plan.goal, main),
        coordinator=wording.shown(Spoken(coordinator.name, main)) if coordinator else Markup(),
        progress=figures.progress_words(plan),
        as_of=formats.day(plan.as_of),
        total=formats.number(plan.progress.total),
        done=formats.number(plan.progress.done),
        overdue=formats.number(plan.progress.overdue) if plan.progress.overdue else "–",
        address=address_of("road_maps.road_map", slug=content.facts.slug, uid=plan.uid),
        steps=tuple(
            StepRow(
                text=wording.shown(step.said),
                due=formats.day(step.due_on) if step.due_on else "",
                short_due=wording.short_day(step.due_on),
                owner=wording.shown(Spoken(step.owner.name, main)) if step.owner else Markup(),
                state=str(STANDING_WORDS[step.standing]),
                result=wording.shown(Spoken(step.result, step.said.lang)),
            )
            for step in plan.steps
        ),
    )
