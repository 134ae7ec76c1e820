"""Who is entitled to a certificate, by the rules of the format: for the comparison of totals only."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from eventhub.demo.checking.results import meetings_of
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.event_files import EventRow, ProgrammeRow
from eventhub.demo.folder.people_files import ParticipantRow
from eventhub.events.models import AgendaKind
from eventhub.outcomes.models import RecordState

NOT_COUNTED = {AgendaKind.REGISTRATION, AgendaKind.BREAK}
SECONDS = 60


def certificates(folder: Folder) -> dict[str, object]:
    """Count who is entitled, by hours, who is not, and who has to wait until the group's result is final."""
    event = folder.event
    if event is None:
        return {}
    day = _Day(folder)
    hours: dict[str, int] = {}
    refused, pending = [], 0
    for person in folder.participants:
        minutes = sum(day.seconds_of(person)) // SECONDS
        if day.group_of.get(person.participant_id) in day.open_groups:
            pending += 1
        elif minutes < event.certificate.minimum_minutes:
            refused.append(person.participant_id)
        else:
            hours[person.participant_id] = _hours(minutes, event)
    by_hours = Counter(str(count) for count in hours.values())
    return {"entitled": len(hours), "pending": pending, "not_entitled": refused, "by_hours": dict(by_hours)}


def _hours(minutes: int, event: EventRow) -> int:
    return min(event.certificate.academic_hours, minutes // event.certificate.hour_minutes)


class _Day:
    """The programme with the lists of those present."""

    def __init__(self, folder: Folder) -> None:
        self.items = [row for row in folder.programme if row.type not in NOT_COUNTED]
        self.group_of = {row.participant_id: row.group_id for row in folder.allocation}
        self.open_groups = {row.group_id for row in folder.results if row.status is not RecordState.FINAL}
        self.present: dict[str, set[str]] = defaultdict(set)  # by item of the programme
        self.ends: dict[str, datetime] = {}  # of the last part, by group
        self.last: dict[str, set[str]] = {}
        meetings = meetings_of(folder)
        for result in folder.results:
            for item, part in zip(meetings[result.group_id], result.parts, strict=False):
                self.present[item.item_id] = set(part.present)
                self.ends[result.group_id] = item.ends_at
                self.last[result.group_id] = set(part.present)

    def seconds_of(self, person: ParticipantRow) -> Iterator[int]:
        """Yield the credited seconds of each item; arrival and departure within it count."""
        for item in self.items:
            if self._counts(item, person):
                ends_at = min(item.ends_at, person.checked_out_at or item.ends_at)
                yield max(0, int((ends_at - max(item.starts_at, person.checked_in_at)).total_seconds()))

    def _counts(self, item: ProgrammeRow, person: ParticipantRow) -> bool:
        group = self.group_of.get(person.participant_id, "")
        if item.type is AgendaKind.FOCUS_GROUP:
            return item.group_id == group and person.participant_id in self.present[item.item_id]
        is_after = group in self.ends and item.starts_at >= self.ends[group]
        return person.checked_out_at is not None or not is_after or person.participant_id in self.last[group]
