"""What is typed in about milestones and how far they are."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectChoice, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from eventhub.events.forms.event import SeenField
from eventhub.events.models import Event
from eventhub.ground.errors import Refusal
from eventhub.ground.fields import KeyField, LineField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import lazy
from eventhub.ground.i18n.catalogues import languages, name_of
from eventhub.networks.actions.milestones import MilestoneDetails, ProgressDetails
from eventhub.networks.forms.typed import AmountField, DayField, WordsField, people_choices
from eventhub.networks.models import Milestone, MilestoneState
from eventhub.networks.rules import STATE_WORDS
from eventhub.networks.rules.planning import MOST_NOTE, MOST_UNIT, MOST_WORDS, WaitsInCircle, WrongDay
from eventhub.people.models import Person

MOST_OFFERED = 120


class ProgressForm(Form):
    """How far a milestone is."""

    seen = SeenField()
    state = SelectField(
        lazy("State"), choices=[SelectChoice(state.value, words) for state, words in STATE_WORDS.items()]
    )
    done_on = DayField(lazy("Reached on"))
    note = WordsField(lazy("Note"), most=MOST_NOTE)

    def progress(self) -> ProgressDetails:
        """Return how far the milestone is."""
        return ProgressDetails(MilestoneState(self.state.data), self.done_on.data, self.note.data or "")


class MilestoneForm(ProgressForm):
    """What is planned, and how far it is."""

    submission_key = KeyField()
    title = WordsField(lazy("Milestone"), required=lazy("Say what is to be reached."), most=MOST_WORDS)
    lang = SelectField(
        lazy("Language of these texts"), choices=[SelectChoice(lang, name_of(lang)) for lang in languages()]
    )
    due_on = DayField(lazy("Due on"), required=lazy("Say until which day. Without it nobody can be late."))
    owner = SelectField(lazy("Who is responsible"))
    result = WordsField(lazy("Expected result"), most=MOST_WORDS)
    indicator_unit = LineField(lazy("Indicator: what is counted"), most=MOST_UNIT)
    indicator_target = AmountField(lazy("Indicator: how many"))
    needs = SelectMultipleField(lazy("Waits for"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())

    def __init__(
        self,
        event: Event,
        people: Iterable[Person],
        others: Iterable[Milestone],
        milestone: Milestone | None = None,
        needed: Iterable[int] = (),
    ) -> None:
        waited = set(needed)
        offered = {str(other.uid): other for other in others if milestone is None or other.id != milestone.id}
        known: dict[str, Any] = {"lang": event.main_language, "state": MilestoneState.PLANNED.value}
        if milestone is not None:
            known = _known(milestone) | {"needs": [uid for uid, other in offered.items() if other.id in waited]}
        super().__init__(data=known)
        owner = [milestone.owner] if milestone and milestone.owner else []
        named = {str(person.uid): person for person in [*people, *owner]}
        self._people = {uid: person.id for uid, person in named.items()}
        self._others = {uid: other.id for uid, other in offered.items()}
        self.owner.choices = people_choices(named.values())
        self.needs.choices = [SelectChoice(uid, _short(other.title)) for uid, other in offered.items()]

    def details(self) -> MilestoneDetails:
        return MilestoneDetails(
            title=self.title.data,
            lang=self.lang.data,
            due_on=self.due_on.data,
            owner_id=self._people.get(self.owner.data),
            result=self.result.data or "",
            indicator_unit=self.indicator_unit.data or "",
            indicator_target=self.indicator_target.data,
            needs=tuple(self._others[uid] for uid in self.needs.data),
            progress=self.progress(),
        )


def progress_form(milestone: Milestone, **more: Any) -> ProgressForm:
    """Make the form by which the coordinator reports on one milestone; fields of several stand on one page."""
    known: dict[str, Any] = {"seen": milestone.revision, "state": milestone.state.value}
    known |= {"done_on": milestone.done_on, "note": milestone.note}
    form = ProgressForm(data=known, **more)
    for field in form:
        field.id = f"{field.id}-{milestone.uid.hex[:8]}"
    return form


def field_of(refusal: Refusal) -> str | None:
    """Say at which field a refusal is shown; most stand above the form."""
    if isinstance(refusal, WrongDay):
        return "done_on"
    return "needs" if isinstance(refusal, WaitsInCircle) else None


def _known(milestone: Milestone) -> dict[str, Any]:
    names = ("title", "lang", "due_on", "result", "indicator_unit", "indicator_target", "done_on", "note")
    return {name: getattr(milestone, name) for name in names} | {
        "seen": milestone.revision,
        "state": milestone.state.value,
        "owner": str(milestone.owner.uid) if milestone.owner else "",
    }


def _short(title: str) -> str:
    return title if len(title) <= MOST_OFFERED else f"{title[: MOST_OFFERED - 1].rstrip()}…"
