"""When a model may be begun, written, submitted, withdrawn, reviewed and decided."""

from datetime import datetime

from eventhub.events.models import Event
from eventhub.events.rules import Window, is_cancelled, is_over, window
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy
from eventhub.scaling_models.models import Call, ModelState, Review, ScalingModel
from eventhub.scaling_models.rules import DECIDED, STATE_WORDS, STEPS, UNDECIDED

WRITABLE = frozenset({ModelState.DRAFT, ModelState.REVISE})
"""Authors write in these states; what is submitted stays as it was read."""


class NoCall(Refusal):
    """Nobody has asked for models."""

    words = lazy("There is no call for models at this event.")


class CallNotOpen(Refusal):
    """Before the first day."""

    words = lazy("The call for models is not open yet. Come back when it is; the event page says when.")


class CallClosed(Refusal):
    """After the deadline."""

    words = lazy(
        "The call for models has closed, so nothing new can be submitted. Questions go to the organiser: %(email)s"
    )


class EventWithoutModels(Refusal):
    """The event is cancelled or over."""

    words = lazy("The event is cancelled or over; nothing can be changed about models any more.")


class NotWritable(Refusal):
    """The state keeps the text as it is."""

    words = lazy("This model cannot be changed now. Its state: %(state)s.")


class StepNotPossible(Refusal):
    """The steps of a submission cannot be skipped or gone twice."""

    words = lazy("This cannot be done with the model now. Its state: %(state)s.")


class NotReviewedYet(Refusal):
    """A decision without an expert would be none."""

    words = lazy("Nobody has been asked for a review of this model yet. Assign a reviewer first, then decide.")


class ReviewClosed(Refusal):
    """What was decided, or is too late, stays as it was."""

    words = lazy("Reviews of this model are closed; what you handed in stays as it is.")


class OnlyAccepted(Refusal):
    """A group hears what was accepted."""

    words = lazy("Only an accepted model can be placed in a focus group.")


class TooManyModels(Refusal):
    """Somebody, or some program, sends one form after another."""

    words = lazy("Too many forms came from here in a short time. Wait ten minutes and send this one again.")


def may_submit_here(event: Event, call: Call | None, now: datetime) -> None:
    """Ask whether models are taken now; exactly at the deadline is still in time. Raises a refusal."""
    if call is None:
        raise NoCall
    _event_goes_on(event, now)
    stands = window(call.opens_at, call.closes_at, now)
    if stands is Window.BEFORE:
        raise CallNotOpen
    if stands is Window.AFTER:
        raise CallClosed(email=event.contact_email or "–")


def may_write(event: Event, call: Call | None, model: ScalingModel, now: datetime) -> None:
    """Ask whether the authors may write: a draft until the call closes, a revision until the day. Raises a refusal."""
    if model.state not in WRITABLE:
        raise NotWritable(state=STATE_WORDS[model.state])
    if model.state is ModelState.DRAFT:
        may_submit_here(event, call, now)
    _event_goes_on(event, now)


def may_take_back(event: Event, call: Call | None, model: ScalingModel, now: datetime) -> None:
    """Ask whether authors may make a draft of what they submitted: until a reviewer has it. Raises a refusal."""
    may_step(model, ModelState.DRAFT)
    may_submit_here(event, call, now)


def may_withdraw(event: Event, model: ScalingModel, now: datetime) -> None:
    """Ask whether the authors may withdraw: until the day. Raises a refusal."""
    may_step(model, ModelState.WITHDRAWN)
    _event_goes_on(event, now)


def may_step(model: ScalingModel, state: ModelState) -> None:
    """Ask whether a model may go to a state. Raises StepNotPossible."""
    if state not in STEPS[model.state]:
        raise StepNotPossible(state=STATE_WORDS[model.state])


def may_decide(model: ScalingModel, state: ModelState) -> None:
    """Ask whether a model may be decided so. Raises NotReviewedYet or StepNotPossible."""
    if model.state is ModelState.SUBMITTED:
        raise NotReviewedYet
    if state not in DECIDED:
        raise StepNotPossible(state=STATE_WORDS[model.state])
    may_step(model, state)


def may_assign(model: ScalingModel) -> None:
    """Ask whether reviewers may be asked about a model: after it was submitted, before it is decided."""
    if model.state not in UNDECIDED:
        raise StepNotPossible(state=STATE_WORDS[model.state])


def may_review(call: Call | None, model: ScalingModel, now: datetime) -> None:
    """Ask whether a review may be written or changed: while the model is in review and reviews are open."""
    is_late = call is not None and call.review_closes_at is not None and now > call.review_closes_at
    if model.state is not ModelState.IN_REVIEW or is_late:
        raise ReviewClosed


def may_place(model: ScalingModel) -> None:
    """Ask whether a model may be placed in a focus group. Raises OnlyAccepted."""
    if model.state is not ModelState.ACCEPTED:
        raise OnlyAccepted


def shows_other_reviews(review: Review) -> bool:
    """Tell whether a reviewer may read what the others wrote about the same model: after answering, never before."""
    return review.submitted_at is not None


def _event_goes_on(event: Event, now: datetime) -> None:
    if is_cancelled(event) or is_over(event, now):
        raise EventWithoutModels
