"""Somebody is in the room, or is not: the later moment wins, and nobody is in two rooms at once."""

from datetime import UTC, datetime

from eventhub.ground.db import db
from eventhub.outcomes import queries
from eventhub.outcomes.actions.place import Answer, Place, answer
from eventhub.outcomes.queries import Attending
from eventhub.outcomes.rules import recording as rules
from eventhub.outcomes.rules.recording import Change, Result
from eventhub.registration.models import Attendance

TABLET = "tablet"


def attend(place: Place, change: Change) -> Answer:
    """Note that somebody is in this part of the group, or take the note back.

    Whoever is noted in another group at that time moves here. Raises UnknownThing, SignedElsewhere.
    """
    if not isinstance(change.value, bool):
        raise rules.NotUnderstood
    found = queries.find_attending(place.seat.group, change)
    if found is None:
        raise rules.UnknownThing
    moment = rules.moment_of(change, place.now)
    if _latest(found) > moment:
        return answer(Result.SUPERSEDED)
    here = [there.attendance for there in found.places if there.group_id == place.seat.group.id]
    if not change.value:
        for attendance in here:
            db.session.delete(attendance)
        return answer()
    return _let_in(place, found, here, moment)


def _latest(found: Attending) -> datetime:
    moments = [there.attendance.changed_at for there in found.places]
    return max([*moments, *([found.noted_at] if found.noted_at else [])], default=datetime.min.replace(tzinfo=UTC))


def _let_in(place: Place, found: Attending, here: list[Attendance], moment: datetime) -> Answer:
    elsewhere = [there for there in found.places if there.group_id != place.seat.group.id]
    for there in elsewhere:
        if there.is_signed:
            raise rules.SignedElsewhere(number=there.number)
    left = [there.attendance for there in elsewhere]
    kept = here[0] if here else left.pop() if left else None
    if kept is None:
        kept = Attendance(registration_id=found.registration.id, source=TABLET)
        db.session.add(kept)
    kept.agenda_item_id = found.item_id
    kept.changed_at = moment
    for attendance in left:
        db.session.delete(attendance)
    return answer(moved_from=[there.number for there in elsewhere]) if elsewhere else answer()
