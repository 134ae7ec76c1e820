"""When the outcome may be published, and how long its sections may be."""

from datetime import datetime

from eventhub.events.models import Event, EventState
from eventhub.ground.errors import Refusal
from eventhub.ground.i18n import lazy

MOST_SECTION = 20_000


class NotPublicYet(Refusal):
    """Outcomes of an event that nobody may see, or that does not take place."""

    words = lazy("Strangers do not see this event. Publish the event first; then its outcomes can follow.")


class NotBegunYet(Refusal):
    """Outcomes before the day."""

    words = lazy("The event has not begun yet, so there is nothing to publish.")


def may_be_published(event: Event, now: datetime) -> None:
    """Ask whether the outcomes of an event may be published. Raises NotPublicYet or NotBegunYet."""
    if not event.is_public or event.state is EventState.CANCELLED:
        raise NotPublicYet
    if now < event.starts_at:
        raise NotBegunYet
