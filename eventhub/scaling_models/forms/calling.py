"""The call as an organiser fills it in: dates, guidance, sections, criteria, thresholds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from eventhub.events.models import Event
from eventhub.events.rules import moment_at
from eventhub.ground.fields import MomentField, TextsField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import Lazy, _, lazy
from eventhub.ground.texts import Texts
from eventhub.scaling_models.actions import CallDetails
from eventhub.scaling_models.forms.typed import decimal_of, texts_given, whole_of
from eventhub.scaling_models.models import Call, Criterion
from eventhub.scaling_models.rules.judging import HIGHEST_MARK, LOWEST_MARK, MOST_CRITERIA, CriterionDetails
from eventhub.scaling_models.rules.writing import MOST_WORDS, Section

MOST_GUIDANCE = 8000
MOST_CRITERION = 300
BLANKS = 2
MARKS = range(LOWEST_MARK, HIGHEST_MARK + 1)
LIMITS = range(1, MOST_WORDS + 1)
NOT_A_NUMBER: Lazy = lazy("Write a number like 3.7.")


@dataclass(slots=True)
class SectionRow:
    """A section in the form: asked for or not, its limit as typed, what is wrong with it."""

    key: str
    is_asked: bool
    is_required: bool
    words: str
    error: str = ""


@dataclass(slots=True)
class CriterionRow:
    """A criterion in the form as typed; no code means a new one, no title in any language means none at all."""

    code: str = ""
    title: dict[str, str] = field(default_factory=dict)
    weight: str = ""
    lowest: str = "1"
    highest: str = "5"
    error: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return not any(self.title.values()) and not self.weight


class CallForm(Form):
    """Everything about a call; sections and criteria are as many as the page shows, read from what was sent."""

    opens_at = MomentField(lazy("Opens"), required=lazy("Say from when models are accepted."))
    closes_at = MomentField(lazy("Closes"), required=lazy("Say until when models are accepted."))
    review_closes_at = MomentField(lazy("Reviews until"))
    guidance = TextsField(lazy("Guidance for authors"), most=MOST_GUIDANCE, lines=6)
    accept_from = StringField(lazy("Accept from a mean of"))
    revise_from = StringField(lazy("Ask for a revision from a mean of"))

    def __init__(
        self,
        event: Event,
        call: Call | None,
        sections: Sequence[Section],
        criteria: Sequence[CriterionDetails],
        given: Mapping[str, str],
        known: Sequence[str],
    ) -> None:
        super().__init__(data=None if given else _stored(event, call))
        self.event = event
        asked = {one.key: one for one in sections}
        keys = [*asked, *(key for key in known if key not in asked)]
        self.sections = [_section(key, asked.get(key), given) for key in keys]
        stored = [_row(one) for one in criteria]
        self.criteria = _criteria_given(given) if given else [*stored, *(CriterionRow() for _blank in range(BLANKS))]
        self.row_errors: list[tuple[str, str]] = []

    def validate(self, **more: Any) -> bool:
        """Check the fields, then every section and criterion; all faults are found at once."""
        is_right = bool(super().validate(**more))
        for row in self.sections:
            if row.is_asked and row.words and whole_of(row.words, LIMITS) is None:
                row.error = _("Write a whole number up to %(most)s, or leave it empty.", most=MOST_WORDS)
                self.row_errors.append((f"words-{row.key}", row.error))
        if not any(row.is_asked for row in self.sections):
            self.row_errors.append(("sections", _("Choose at least one section.")))
        for number, row_ in enumerate(self.criteria):
            row_.error = _criterion_error(row_)
            if row_.error:
                self.row_errors.append((f"criterion-{number}", row_.error))
        return is_right and not self.row_errors

    def validate_accept_from(self, typed: StringField) -> None:
        """Ask for a number or nothing."""
        _check_number(typed)

    def validate_revise_from(self, typed: StringField) -> None:
        """Ask for a number or nothing."""
        _check_number(typed)

    def details(self) -> CallDetails:
        """Return the call, its moments as the event's clock means them. Raises NoSuchTime."""
        opens, closes, reviewed = self.opens_at.data, self.closes_at.data, self.review_closes_at.data
        assert opens is not None and closes is not None  # noqa: PT018 – both are required
        return CallDetails(
            opens_at=moment_at(opens, self.event.zone),
            closes_at=moment_at(closes, self.event.zone),
            review_closes_at=moment_at(reviewed, self.event.zone) if reviewed else None,
            guidance=self.guidance.data,
            sections=[
                Section(row.key, whole_of(row.words, LIMITS), row.is_required) for row in self.sections if row.is_asked
            ],
            criteria=[_details(row) for row in self.criteria if not row.is_blank],
            accept_from=decimal_of(self.accept_from.data or ""),
            revise_from=decimal_of(self.revise_from.data or ""),
        )


def _stored(event: Event, call: Call | None) -> dict[str, Any]:
    if call is None:
        return {}
    moments = {name: getattr(call, name) for name in ("opens_at", "closes_at", "review_closes_at")}
    local = {
        name: moment.astimezone(event.zone).replace(tzinfo=None) if moment else None for name, moment in moments.items()
    }
    numbers = {name: _written(getattr(call, name)) for name in ("accept_from", "revise_from")}
    return {**local, **numbers, "guidance": call.guidance}


def _section(key: str, asked: Section | None, given: Mapping[str, str]) -> SectionRow:
    if given:
        return SectionRow(
            key,
            is_asked=f"section-{key}" in given,
            is_required=f"required-{key}" in given,
            words=given.get(f"words-{key}", "").strip(),
        )
    limit = asked.most_words if asked else None
    return SectionRow(key, asked is not None, bool(asked and asked.is_required), str(limit or ""))


def _row(one: CriterionDetails) -> CriterionRow:
    return CriterionRow(one.code, dict(one.title), _written(one.weight), str(one.lowest), str(one.highest))


def _criteria_given(given: Mapping[str, str]) -> list[CriterionRow]:
    numbers = [number for number in range(MOST_CRITERIA) if f"criterion-{number}-weight" in given]
    return [
        CriterionRow(
            code=given.get(f"criterion-{number}-code", ""),
            title=texts_given(given, f"criterion-{number}-title"),
            weight=given.get(f"criterion-{number}-weight", "").strip(),
            lowest=given.get(f"criterion-{number}-lowest", "").strip(),
            highest=given.get(f"criterion-{number}-highest", "").strip(),
        )
        for number in numbers
    ]


def _criterion_error(row: CriterionRow) -> str:
    if row.is_blank:
        return ""
    if not any(row.title.values()):
        return _("Give the criterion a name in one of the languages.")
    if any(len(words) > MOST_CRITERION for words in row.title.values()):
        return _("The name of a criterion has at most %(most)s characters.", most=MOST_CRITERION)
    weight = decimal_of(row.weight)
    if weight is None or not 0 < weight <= 1 or -int(weight.as_tuple().exponent) > 4:
        return _("A weight is a number above 0 and up to 1, like 0.25.")
    if whole_of(row.lowest, MARKS) is None or whole_of(row.highest, MARKS) is None:
        return _("A scale runs between whole numbers from %(low)s to %(high)s.", low=LOWEST_MARK, high=HIGHEST_MARK)
    return ""


def _details(row: CriterionRow) -> CriterionDetails:
    return CriterionDetails(
        title=Texts(row.title),
        weight=decimal_of(row.weight) or Decimal(0),
        lowest=whole_of(row.lowest, MARKS) or 0,
        highest=whole_of(row.highest, MARKS) or 0,
        code=row.code,
    )


def details_of(criterion: Criterion) -> CriterionDetails:
    """Return a stored criterion as the form shows it."""
    return CriterionDetails(
        criterion.title, Decimal(criterion.weight), criterion.lowest, criterion.highest, criterion.code
    )


def _check_number(typed: StringField) -> None:
    if (typed.data or "").strip():
        number = decimal_of(typed.data or "")
        if number is None or not LOWEST_MARK <= number <= HIGHEST_MARK:
            raise ValidationError(NOT_A_NUMBER)


def _written(number: Decimal | None) -> str:
    return "" if number is None else f"{Decimal(number).normalize():f}"
