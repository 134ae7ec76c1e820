"""The resolution: votes that add up, and nothing in a draft."""

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.group_files import ResolutionRow
from eventhub.ground.i18n import lazy
from eventhub.outcomes.models import ResolutionState

NOT_EMPTY = lazy("must be empty while the resolution is a draft")
NOT_ZERO = lazy("must be 0 while the resolution is a draft")
NOT_ADOPTED_YET = lazy("must be null while the resolution is a draft")
NO_MOMENT = lazy("must be given once the resolution is adopted")
VOTES = lazy("votes for, against and abstained: %(votes)s; present: %(present)s")
MORE_THAN_CAME = lazy("present: %(present)s; took part in the event: %(count)s")


def check_resolution(folder: Folder, faults: Faults) -> None:
    """Everybody present votes once; a draft has no votes and no decisions yet."""
    row = folder.resolution
    if row is None:
        return
    if row.status is ResolutionState.DRAFT:
        _check_draft(row, faults)
        return
    if row.adopted_at is None:
        faults.add(row.place.at("adopted_at"), NO_MOMENT)
    votes = row.votes.votes_for + row.votes.votes_against + row.votes.votes_abstained
    if votes != row.votes.present:
        faults.add(row.votes.place.at("present"), VOTES, votes=votes, present=row.votes.present)
    if folder.participants.is_sound and row.votes.present > len(folder.participants):
        count = len(folder.participants)
        faults.add(row.votes.place.at("present"), MORE_THAN_CAME, present=row.votes.present, count=count)


def _check_draft(row: ResolutionRow, faults: Faults) -> None:
    for name in ("noted_ru", "decisions", "disagreements_ru"):
        if getattr(row, name):
            faults.add(row.place.at(name), NOT_EMPTY)
    for name in ("present", "votes_for", "votes_against", "votes_abstained"):
        if getattr(row.votes, name):
            faults.add(row.votes.place.at(name), NOT_ZERO)
    if row.adopted_at is not None:
        faults.add(row.place.at("adopted_at"), NOT_ADOPTED_YET)
