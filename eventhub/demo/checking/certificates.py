"""Who is entitled to a certificate, by the folder's own lists and the product's rule: for the comparison of totals."""

from collections import Counter, defaultdict

from eventhub.certificates import rules
from eventhub.certificates.rules import Day, Item, Presence, Standing, Terms
from eventhub.demo.checking.results import meetings_of
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.people_files import ParticipantRow
from eventhub.outcomes.models import RecordState


def certificates(folder: Folder) -> dict[str, object]:
    """Count who is entitled, by hours, who is not, and who has to wait until the group's result is final."""
    if folder.event is None:
        return {}
    given = folder.event.certificate
    terms = Terms(given.academic_hours, given.hour_minutes, given.minimum_minutes)
    lists = _Lists(folder)
    due = {row.participant_id: rules.due(lists.day, lists.presence_of(row), terms) for row in folder.participants}
    standings = Counter(each.standing for each in due.values())
    return {
        "entitled": standings[Standing.ENTITLED],
        "pending": standings[Standing.PENDING],
        "not_entitled": [person for person, each in due.items() if each.standing is Standing.NOT_ENTITLED],
        "by_hours": dict(Counter(str(each.hours) for each in due.values() if each.standing is Standing.ENTITLED)),
    }


class _Lists:
    """The programme with the lists of those present."""

    def __init__(self, folder: Folder) -> None:
        self.group_of = {row.participant_id: row.group_id for row in folder.allocation}
        self.lists: dict[str, set[str]] = defaultdict(set)  # items by person
        meetings = meetings_of(folder)
        for result in folder.results:
            for meeting, part in zip(meetings[result.group_id], result.parts, strict=False):
                for person in part.present:
                    self.lists[person].add(meeting.item_id)
        self.day = Day(
            items=tuple(
                Item(row.item_id, row.type, row.starts_at, row.ends_at, row.group_id or None)
                for row in folder.programme
            ),
            open_groups=frozenset(row.group_id for row in folder.results if row.status is not RecordState.FINAL),
        )

    def presence_of(self, row: ParticipantRow) -> Presence:
        group = self.group_of.get(row.participant_id)
        return Presence(
            groups=frozenset() if group is None else frozenset({group}),
            lists=frozenset(self.lists[row.participant_id]),
            arrived_at=row.checked_in_at,
            left_at=row.checked_out_at,
        )
