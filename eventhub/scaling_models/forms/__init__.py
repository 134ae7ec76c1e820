"""What is typed in: the call, models, reviews and decisions."""

from eventhub.scaling_models.forms.calling import CallForm
from eventhub.scaling_models.forms.deciding import (
    AssignmentForm,
    DecisionForm,
    ListForm,
    PlacementForm,
    ReviewerForm,
)
from eventhub.scaling_models.forms.reviewing import ReviewForm
from eventhub.scaling_models.forms.submitting import AuthorForm, SubmissionForm
from eventhub.scaling_models.forms.writing import DraftForm

__all__ = [
    "AssignmentForm",
    "AuthorForm",
    "CallForm",
    "DecisionForm",
    "DraftForm",
    "ListForm",
    "PlacementForm",
    "ReviewForm",
    "ReviewerForm",
    "SubmissionForm",
]
