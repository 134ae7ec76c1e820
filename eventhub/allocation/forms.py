"""What is typed or pressed on the pages of allocation."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, TextAreaField, widgets
from wtforms.validators import InputRequired, Optional, Regexp, ValidationError

from eventhub.allocation.actions.ruling import RuleDetails
from eventhub.allocation.models import RuleKind
from eventhub.allocation.rules import KIND_WORDS, MOST_RULED
from eventhub.allocation.rules.options import AIM_WORDS, SECONDS, TRAIT_WORDS, Aims, Options, Trait
from eventhub.ground.fields import KeyField, WholeNumberField, at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, lazy, ngettext
from eventhub.ground.plain_text import one_line

UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TARGET = re.compile(rf"(\d{{1,6}})(?::({UUID}))?")
CHOOSE = lazy("Choose a group first.")
MOST_LINES = 8000

Choices = Iterable[tuple[int, str]]


class OptionsForm(Form):
    """The order of aims, what to balance, and where to begin."""

    aims = SelectField(lazy("What comes first where not everything can be had"), coerce=Aims)
    traits = SelectMultipleField(
        lazy("Each group is to mirror the hall in"),
        coerce=Trait,
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    base = SelectField(lazy("Begin from"), coerce=int)
    fewest_moves = BooleanField(lazy("Let as few people as possible change their group"))
    seconds = SelectField(lazy("Search for at most"), coerce=int)

    def __init__(self, known: Choices, options: Options, **more: Any) -> None:
        given = {"aims": options.aims, "traits": list(options.traits), "base": options.base or 0}
        super().__init__(data={**given, "fewest_moves": options.fewest_moves, "seconds": options.seconds}, **more)
        self.aims.choices = [(aim.value, str(words)) for aim, words in AIM_WORDS.items()]
        self.traits.choices = [(trait.value, str(words)) for trait, words in TRAIT_WORDS.items()]
        self.base.choices = [(0, _("nothing: place everybody anew")), *known]
        self.seconds.choices = [
            (number, ngettext("%(count)s second", "%(count)s seconds", number)) for number in SECONDS
        ]

    def validate_fewest_moves(self, field: BooleanField) -> None:
        """Few moves are counted from somewhere."""
        if field.data and not self.base.data:
            raise ValidationError(_("Choose the allocation from which few people shall move, in “Begin from”."))

    def details(self) -> Options:
        """Return the options."""
        return Options(
            aims=self.aims.data,
            traits=tuple(self.traits.data or ()),
            base=self.base.data or None,
            fewest_moves=bool(self.fewest_moves.data),
            seconds=self.seconds.data,
        )


class RuleForm(Form):
    """A rule about some people, one to a line."""

    submission_key = KeyField()
    people = TextAreaField(
        lazy("Who"), [InputRequired(lazy("Name at least one person, one to a line.")), at_most(MOST_LINES)]
    )
    kind = SelectField(lazy("Go"), coerce=RuleKind)
    group = SelectField(lazy("Group"), coerce=int)

    def __init__(self, groups: Choices, **more: Any) -> None:
        super().__init__(**more)
        self.kind.choices = [(kind.value, str(words)) for kind, words in KIND_WORDS.items()]
        self.group.choices = [(0, _("none")), *groups]

    def details(self) -> RuleDetails:
        """Return the rule as typed."""
        lines = (one_line(line) for line in (self.people.data or "").splitlines())
        named = tuple(line for line in lines if line)[: MOST_RULED + 1]
        return RuleDetails(self.kind.data, named, self.group.data or None, self.submission_key.data)


class VersionForm(Form):
    """A deed with a draft as the page showed it."""

    version = WholeNumberField(lazy("Version"), widget=widgets.HiddenInput())

    @property
    def seen(self) -> int:
        """The version that the page showed; none that ever was, when it is missing."""
        return self.version.data if isinstance(self.version.data, int) else -1


class LockForm(VersionForm):
    """Lock or unlock."""

    is_locked = HiddenField(lazy("Lock"), [Optional()])

    def details(self) -> bool:
        """Return whether the place is to be locked."""
        return bool(self.is_locked.data == "yes")


@dataclass(frozen=True, slots=True)
class Target:
    """Where somebody is to go, and with whom they change places, if with anybody."""

    group_number: int
    other: uuid.UUID | None


class MoveForm(VersionForm):
    """Where somebody is to go: a group, or somebody there to change places with."""

    to = HiddenField(lazy("Where to"), [InputRequired(CHOOSE), Regexp(TARGET, message=CHOOSE)])

    def details(self) -> Target:
        """Return the target."""
        found = TARGET.fullmatch(self.to.data or "")
        if found is None:
            return Target(0, None)
        return Target(int(found[1]), uuid.UUID(found[2]) if found[2] else None)
