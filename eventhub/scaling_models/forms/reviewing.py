"""A review as its reviewer fills it in: scores by criteria, confidence, advice, remarks."""

from collections.abc import Mapping, Sequence

from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from eventhub.ground.fields import at_most
from eventhub.ground.forms import Form
from eventhub.ground.i18n import _, lazy
from eventhub.ground.plain_text import plain
from eventhub.scaling_models.actions import Answer
from eventhub.scaling_models.forms.typed import whole_of
from eventhub.scaling_models.models import Advice, Criterion, Review
from eventhub.scaling_models.rules import ADVICE_WORDS
from eventhub.scaling_models.rules.judging import CONFIDENCE, MOST_COMMENT


class ReviewForm(Form):
    """Scores are as many as there are criteria, read from what was sent. Unfinished answers can be kept too."""

    confidence = SelectField(lazy("How sure are you?"), validate_choice=False)
    advice = SelectField(lazy("What do you recommend?"), validate_choice=False)
    comment = TextAreaField(lazy("To the author"), [at_most(MOST_COMMENT)], filters=[lambda words: plain(words or "")])
    comment_to_organiser = TextAreaField(
        lazy("To the organiser alone"), [at_most(MOST_COMMENT)], filters=[lambda words: plain(words or "")]
    )

    def __init__(
        self, review: Review, criteria: Sequence[Criterion], known: Mapping[int, int], given: Mapping[str, str]
    ) -> None:
        super().__init__(data=None if given else _stored(review))
        self.review, self.criteria = review, criteria
        self.scores = {
            one.id: score
            for one in criteria
            if (score := _score(one, given) if given else known.get(one.id)) is not None
        }
        self.score_errors: dict[int, str] = {}
        sure = {1: _("1 – guessing"), 3: _("3 – fairly sure"), 5: _("5 – certain")}
        blank = SelectChoice("", "")
        self.confidence.choices = [blank, *(SelectChoice(str(mark), sure.get(mark, str(mark))) for mark in CONFIDENCE)]
        self.advice.choices = [blank, *(SelectChoice(one.value, str(ADVICE_WORDS[one])) for one in Advice)]

    def is_complete(self) -> bool:
        """Find whatever is missing before an answer can be handed in; each place gets its own sentence."""
        self.score_errors = {one.id: _("Choose a mark.") for one in self.criteria if one.id not in self.scores}
        missing = [name for name in ("confidence", "advice") if not self[name].data]
        for name in missing:
            self[name].errors = [*self[name].errors, _("Choose one of the list.")]
        return not self.score_errors and not missing

    def details(self) -> Answer:
        """Return what the reviewer thinks so far."""
        return Answer(
            scores=self.scores,
            confidence=whole_of(self.confidence.data or "", CONFIDENCE),
            advice=Advice(self.advice.data) if self.advice.data in set(Advice) else None,
            comment=self.comment.data,
            comment_to_organiser=self.comment_to_organiser.data,
            lang=self.review.model.lang,
        )


def _score(criterion: Criterion, given: Mapping[str, str]) -> int | None:
    return whole_of(given.get(f"score-{criterion.uid}", ""), range(criterion.lowest, criterion.highest + 1))


def _stored(review: Review) -> dict[str, str]:
    return {
        "confidence": str(review.confidence or ""),
        "advice": review.advice.value if review.advice else "",
        "comment": review.comment,
        "comment_to_organiser": review.comment_to_organiser,
    }
