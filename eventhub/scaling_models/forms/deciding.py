"""What an organiser types in about models: conditions of the list, reviewers, assignments, decisions, places."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SearchField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from eventhub.events.models import Event, EventMunicipality
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.fields import MOST_LINE, LineField, at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, language, lazy
from eventhub.ground.plain_text import plain
from eventhub.scaling_models.actions import ReviewerDetails
from eventhub.scaling_models.forms.submitting import MOST_ORGANISATION
from eventhub.scaling_models.forms.typed import municipality_meant
from eventhub.scaling_models.models import ModelState, Reviewer, ScalingModel
from eventhub.scaling_models.queries.staff import Sought
from eventhub.scaling_models.rules import DECIDED, STATE_WORDS, STEPS
from eventhub.scaling_models.rules.judging import MOST_COMMENT

LONGEST_SEARCH = 100


class ListForm(FlaskForm):
    """Words and a state; sent by GET, changes nothing, so it needs no token. What makes no sense is no condition."""

    class Meta:
        csrf = False

    q = SearchField(
        lazy("Title, author or organisation"), filters=[lambda words: (words or "").strip()[:LONGEST_SEARCH]]
    )
    state = SelectField(lazy("State"), validate_choice=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.state.choices = [
            SelectChoice("", _("all")),
            *(SelectChoice(one.value, str(STATE_WORDS[one])) for one in ModelState),
        ]

    def sought(self) -> Sought:
        """Return what is looked for."""
        state = ModelState(self.state.data) if self.state.data in set(ModelState) else None
        return Sought(self.q.data or "", state)


class ReviewerForm(Form):
    """Where a reviewer comes from, as far as it can be a conflict of interest."""

    organisation = LineField(
        lazy("Organisation"), required=lazy("Type where the reviewer works."), most=MOST_ORGANISATION
    )
    municipality = StringField(lazy("Municipality"), [Length(max=MOST_LINE)])
    is_municipal = BooleanField(lazy("Works in a municipal body or a school"))

    def __init__(self, municipalities: Sequence[EventMunicipality], **stored: Any) -> None:
        super().__init__(data=stored)
        self.municipalities = municipalities

    def validate_municipality(self, field: StringField) -> None:
        """Ask for one of the event's municipalities, and for one at all where it matters."""
        typed = (field.data or "").strip()
        if not typed and self.is_municipal.data:
            raise ValidationError(lazy("A municipal expert reviews no model of the own municipality: say which it is."))
        if typed and municipality_meant(typed, self.municipalities) is None:
            raise ValidationError(lazy("There is no such municipality in the list of this event."))

    def details(self) -> ReviewerDetails:
        """Return where the reviewer comes from."""
        return ReviewerDetails(
            organisation=self.organisation.data,
            municipality_id=municipality_meant(self.municipality.data or "", self.municipalities),
            is_municipal=bool(self.is_municipal.data),
        )


class AssignmentForm(Form):
    """One of the event's reviewers."""

    reviewer = SelectField(lazy("Reviewer"), [InputRequired(lazy("Choose a reviewer."))], validate_choice=False)

    def __init__(self, reviewers: Sequence[Reviewer]) -> None:
        super().__init__()
        self.reviewers = {one.uid.hex: one for one in reviewers}

    def chosen(self) -> Reviewer | None:
        """Return the reviewer meant."""
        try:
            return self.reviewers.get(uuid.UUID(self.reviewer.data or "").hex)
        except ValueError:
            return None


class DecisionForm(Form):
    """What becomes of a model, and why."""

    state = RadioField(lazy("Decision"), validate_choice=False)
    note = TextAreaField(
        lazy("Words to the author"), [at_most(MOST_COMMENT)], filters=[lambda words: plain(words or "")]
    )

    def __init__(self, model: ScalingModel, proposed: ModelState | None = None) -> None:
        super().__init__(data={"state": proposed.value if proposed else None, "note": ""})
        allowed = [state for state in ModelState if state in DECIDED & STEPS[model.state]]
        self.state.choices = [SelectChoice(one.value, str(STATE_WORDS[one])) for one in allowed]

    def validate_state(self, field: RadioField) -> None:
        """Ask for one of the decisions that are possible."""
        if field.data not in set(ModelState):
            raise ValidationError(lazy("Choose a decision."))


class PlacementForm(Form):
    """The group that is to hear a model."""

    group = SelectField(lazy("Focus group"), validate_choice=False)

    def __init__(self, event: Event, model: ScalingModel, groups: Sequence[FocusGroup]) -> None:
        placed = next((str(one.number) for one in groups if one.id == model.focus_group_id), "")
        super().__init__(data={"group": placed})
        self.groups = {str(one.number): one for one in groups}
        named = [
            SelectChoice(str(one.number), f"{one.number}. {one.title.words(language(), event.main_language)}")
            for one in groups
        ]
        self.group.choices = [SelectChoice("", _("no group yet")), *named]

    def validate_group(self, field: SelectField) -> None:
        """Ask for a group of the event, or none."""
        if field.data and field.data not in self.groups:
            raise ValidationError(lazy("There is no such group. Choose one of the list."))

    def chosen(self) -> FocusGroup | None:
        """Return the group meant; nothing takes the model out."""
        return self.groups.get(self.group.data or "")
