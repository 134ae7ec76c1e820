"""What is typed in to write a resolution, to merge recommendations, to adopt and to reopen."""

import uuid
from collections.abc import Sequence
from typing import Any

from wtforms import DateField, Field, SelectChoice, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from eventhub.events.forms.event import SeenField
from eventhub.ground.fields import KeyField, LineField, WholeNumberField, at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, lazy
from eventhub.ground.plain_text import one_line, plain
from eventhub.outcomes.models import Decision, Resolution
from eventhub.outcomes.rules import Votes
from eventhub.resolutions import rules
from eventhub.resolutions.actions import Counted, DecisionDetails, Wording
from eventhub.resolutions.queries import Decided, Proposed
from eventhub.resolutions.rules import MOST_VOTES

NEW = "new"


def _plain(text: str | None) -> str:
    return plain(text or "")


class LinesField(TextAreaField):
    """A list as a text, a line each."""

    def process_data(self, value: Any) -> None:
        self.data = "\n".join(value or ())

    @property
    def lines(self) -> list[str]:
        """Return the lines that say something, without dashes before them."""
        cleaned = (one_line(line).lstrip("-–—• ") for line in (self.data or "").splitlines())
        return [line for line in cleaned if line]

    def pre_validate(self, form: Any) -> None:
        count, most = len(self.lines), rules.MOST_LINES
        if count > most:
            raise ValidationError(_("At most %(most)s lines fit here; there are %(count)s.", most=most, count=count))
        if any(len(line) > rules.MOST_LINE for line in self.lines):
            said = _("At most %(most)s characters fit in a line. Please shorten it.", most=rules.MOST_LINE)
            raise ValidationError(said)


class WordingForm(Form):
    """The texts round the decisions."""

    seen = SeenField(id="wording-seen")
    preamble = TextAreaField(lazy("Preamble"), [at_most(rules.MOST_PREAMBLE)], filters=[_plain])
    noted = LinesField(lazy("The participants noted"))
    disagreements = LinesField(lazy("What stayed open"))

    def details(self) -> Wording:
        return Wording(self.preamble.data, self.noted.lines, self.disagreements.lines)


class MergeForm(Form):
    """Recommendations that become a decision, or are added to one."""

    submission_key = KeyField(id="merge-key")
    chosen = SelectMultipleField(lazy("Recommendations"), validate_choice=False)
    into = SelectField(lazy("They become"))

    def __init__(self, decisions: Sequence[Decided], proposed: Sequence[Proposed]) -> None:
        super().__init__()
        texts = [(place, each.row) for place, each in enumerate(decisions, start=1)]
        own = [SelectChoice(str(row.uid), _("part of decision %(number)s", number=place)) for place, row in texts]
        self.into.choices = [SelectChoice(NEW, _("a new decision")), *own]
        self.chosen.choices = [SelectChoice(str(each.row.uid), each.row.text) for each in proposed]

    def uids(self) -> list[uuid.UUID]:
        """Return what was chosen; what is no id is left out."""
        known = {choice.value for choice in self.chosen.choices or ()}
        return [uuid.UUID(value) for value in self.chosen.data or () if value in known]

    def decision(self, decisions: Sequence[Decided]) -> Decision | None:
        """Return the decision they are added to, or nothing for a new one."""
        return next((each.row for each in decisions if str(each.row.uid) == self.into.data), None)


class DecisionForm(Form):
    """A decision: what, who, by when."""

    submission_key = KeyField()
    text = TextAreaField(
        lazy("Decision"), [InputRequired(lazy("Say what is decided.")), at_most(rules.MOST_TEXT)], filters=[_plain]
    )
    addressee = LineField(lazy("Addressee"), most=rules.MOST_ADDRESSEE)
    due_on = DateField(lazy("By when"), [Optional()])

    def validate_text(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Say what is decided."))

    def details(self) -> DecisionDetails:
        return DecisionDetails(self.text.data or "", self.addressee.data, self.due_on.data)


class VoteForm(Form):
    """How the hall voted."""

    present = WholeNumberField(lazy("Present"), required=lazy("Say how many were present."), most=MOST_VOTES)
    in_favour = WholeNumberField(lazy("In favour"), required=lazy("Say how many were in favour."), most=MOST_VOTES)
    against = WholeNumberField(lazy("Against"), required=lazy("Say how many were against."), most=MOST_VOTES)
    abstained = WholeNumberField(lazy("Abstained"), required=lazy("Say how many abstained."), most=MOST_VOTES)

    def details(self) -> Counted:
        votes = Votes(self.in_favour.data or 0, self.against.data or 0, self.abstained.data or 0)
        return Counted(self.present.data or 0, votes)


class ReopeningForm(Form):
    """Why an adopted resolution is changed."""

    reason = TextAreaField(
        lazy("Why it is reopened"),
        [InputRequired(lazy("Say why. The reason is kept with the resolution.")), at_most(rules.MOST_REASON)],
        filters=[_plain],
    )

    def validate_reason(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Say why. The reason is kept with the resolution."))


def wording_form(resolution: Resolution | None, drafted: Wording) -> WordingForm:
    """Make the form of the texts; what nobody has written yet is drafted from the figures."""
    if resolution is None or resolution.version < 1:
        texts: dict[str, Any] = {"preamble": drafted.preamble, "noted": drafted.noted}
        texts["disagreements"] = drafted.disagreements
    else:
        names = ("preamble", "noted", "disagreements")
        texts = {name: getattr(resolution, name) for name in names}
    return WordingForm(data={**texts, "seen": resolution.version if resolution else 0})


def vote_form(resolution: Resolution | None) -> VoteForm:
    """Make the form of the vote; after a reopening it shows the last one."""
    if resolution is None:
        return VoteForm()
    counted = {"in_favour": resolution.votes_for, "against": resolution.votes_against}
    return VoteForm(data={**counted, "present": resolution.present, "abstained": resolution.votes_abstained})
