"""The six steps of an event with what is counted at each, ready for the template."""

from dataclasses import dataclass

from eventhub.events.models import Event
from eventhub.events.rules import STEP_WORDS, Step, StepState
from eventhub.events.views import step_address
from eventhub.ground.i18n import Lazy, _, lazy, ngettext
from eventhub.homes.rules import Figures

STATE_WORDS: dict[StepState, Lazy] = {"done": lazy("done"), "now": lazy("under way"), "later": lazy("later")}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One of the six steps: where it leads, how it stands and what is counted there."""

    words: str
    address: str
    state: StepState
    state_words: str
    figure: str
    under: str
    is_current: bool


def step_rows(event: Event, states: dict[Step, StepState], figures: Figures) -> list[StepRow]:
    """Put the figures of the event under its six steps; the first one under way is the current one."""
    current = next((step for step, state in states.items() if state == "now"), None)
    counted = _counted(figures)
    return [
        StepRow(
            words=str(STEP_WORDS[step]),
            address=step_address(event, step),
            state=state,
            state_words=str(STATE_WORDS[state]),
            figure=str(counted[step][0]),
            under=counted[step][1],
            is_current=step is current,
        )
        for step, state in states.items()
    ]


def _counted(figures: Figures) -> dict[Step, tuple[int, str]]:
    return {
        Step.PREPARE: (figures.agenda_items, _under_preparation(figures)),
        Step.REGISTER: _registered(figures),
        Step.ALLOCATE: (figures.groups, _under_allocation(figures)),
        Step.DISCUSS: (figures.models, _under_discussion(figures)),
        Step.CONCLUDE: (figures.decisions, _under_outcomes(figures)),
        Step.CONTINUE: (figures.road_maps, _under_continuation(figures)),
    }


def _under_preparation(figures: Figures) -> str:
    items = ngettext("item of the programme", "items of the programme", figures.agenda_items)
    rooms = ngettext("%(count)s room", "%(count)s rooms", figures.rooms)
    return _("%(items)s, %(rooms)s", items=items, rooms=rooms)


def _registered(figures: Figures) -> tuple[int, str]:
    if figures.attended:
        people = ngettext("participant came", "participants came", figures.attended)
        return figures.attended, _("%(people)s, %(municipalities)s", people=people, municipalities=where_from(figures))
    if figures.places is None:
        people = ngettext("registration", "registrations", figures.places_taken)
        places = _("%(people)s, %(municipalities)s", people=people, municipalities=where_from(figures))
        return figures.places_taken, places
    places = ngettext("of %(count)s place", "of %(count)s places", figures.places)
    return figures.places_taken, _("%(people)s, %(municipalities)s", people=places, municipalities=where_from(figures))


def where_from(figures: Figures) -> str:
    """Say from how many of the expected municipalities people come."""
    return ngettext(
        "%(present)s of %(count)s municipality",
        "%(present)s of %(count)s municipalities",
        figures.municipalities_expected,
        present=figures.municipalities_present,
    )


def _under_allocation(figures: Figures) -> str:
    groups = ngettext("focus group", "focus groups", figures.groups)
    people = ngettext("%(count)s person allocated", "%(count)s people allocated", figures.allocated)
    return _("%(groups)s, %(people)s", groups=groups, people=people)


def _under_discussion(figures: Figures) -> str:
    models = ngettext("scaling model", "scaling models", figures.models)
    signed = ngettext(
        "%(signed)s of %(count)s group has handed in",
        "%(signed)s of %(count)s groups have handed in",
        figures.groups,
        signed=figures.records_signed,
    )
    return _("%(models)s, %(signed)s", models=models, signed=signed)


def _under_outcomes(figures: Figures) -> str:
    decisions = ngettext("decision", "decisions", figures.decisions)
    materials = ngettext("%(count)s material", "%(count)s materials", figures.materials)
    return _("%(decisions)s, %(materials)s", decisions=decisions, materials=materials)


def _under_continuation(figures: Figures) -> str:
    maps = ngettext("road map", "road maps", figures.road_maps)
    done = ngettext(
        "%(done)s of %(count)s milestone done",
        "%(done)s of %(count)s milestones done",
        figures.milestones,
        done=figures.milestones_done,
    )
    return _("%(maps)s, %(done)s", maps=maps, done=done)
