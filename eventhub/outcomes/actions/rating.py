"""Ratings from paper sheets and by show of hands: one per person and factor; a changed one replaces."""

from itertools import zip_longest

import sqlalchemy as sa

from eventhub.ground.db import db
from eventhub.outcomes import queries
from eventhub.outcomes.actions.place import Answer, Place, answer
from eventhub.outcomes.models import Rating, RatingSource
from eventhub.outcomes.rules import HANDS
from eventhub.outcomes.rules import recording as rules
from eventhub.outcomes.rules.recording import MARKS, Change


def rate(place: Place, change: Change) -> Answer:
    """Note what one person's sheet gives a factor; a mark taken away leaves a blank. Raises a refusal."""
    value = change.value if isinstance(change.value, dict) else {}
    mark = rules.mark(value.get("mark"))
    person_uid = queries.uid_in(value.get("person"))
    found = queries.find_rating(place.record, change.entry_uid, person_uid, place.seat.event.id)
    if found is None or found[1] is None:
        raise rules.UnknownThing
    factor_id, registration_id, rating = found
    if rating is None:
        rating = Rating(factor_id=factor_id, rater=f"r{registration_id}", registration_id=registration_id)
    setattr(rating, change.field, mark)
    rating.source = RatingSource.PAPER
    if rating.importance is None and rating.controllability is None:
        if rating.id is not None:
            db.session.delete(rating)
    else:
        db.session.add(rating)
    return answer()


def count_hands(place: Place, change: Change) -> Answer:
    """Note how many hands were raised for each mark of a factor; they become ballots without a person."""
    found = queries.find_hands(place.record, change.entry_uid)
    if found is None:
        raise rules.UnknownThing
    factor_id, present, ballots = found
    new = rules.hands(change.value, present)
    other = next(name for name in MARKS if name != change.field)
    kept = sorted(mark for ballot in ballots if (mark := getattr(ballot, other)) is not None)
    marks = [{change.field: own, other: theirs} for own, theirs in zip_longest(new, kept)]
    _replace(factor_id, ballots, marks)
    return answer()


def _replace(factor_id: int, ballots: list[Rating], marks: list[dict[str, int | None]]) -> None:
    """Put new ballots in the place of the old ones. At most two statements, however many hands there are."""
    for ballot in ballots:
        db.session.expunge(ballot)  # their keys may be given anew
    if ballots:
        db.session.execute(
            sa.delete(Rating)
            .where(Rating.id.in_([ballot.id for ballot in ballots]))
            .execution_options(synchronize_session=False)
        )
    own = {"factor_id": factor_id, "source": RatingSource.HANDS}
    rows = [{**own, "rater": f"{HANDS}{number}", **given} for number, given in enumerate(marks, start=1)]
    if rows:
        db.session.execute(sa.insert(Rating), rows, execution_options={"render_nulls": True})
