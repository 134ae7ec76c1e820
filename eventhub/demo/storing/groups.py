"""Focus groups with their guides, the programme, and who was in which group."""

from collections import defaultdict

from eventhub.allocation.models import Allocation, AllocationState, Assignment, Reason
from eventhub.demo.folder.event_files import EventRow
from eventhub.demo.folder.group_files import GroupRow
from eventhub.demo.folder.people_files import AllocationRow
from eventhub.demo.storing.stage import Stage, keep
from eventhub.events.models import AgendaItem, AgendaKind, AgendaSpeaker
from eventhub.focus_groups.models import FocusGroup, GroupSlot, GuideQuestion
from eventhub.ground.texts import Texts


def store_groups(stage: Stage) -> None:
    """Store the groups and the questions of their guides."""
    groups = keep(_group(stage, row) for row in stage.folder.groups)
    stage.groups = {group.code: group for group in groups}
    keep(
        GuideQuestion(
            focus_group_id=stage.groups[row.id].id, number=question.n, text=Texts(ru=question.ru, en=question.en)
        )
        for row in stage.folder.groups
        for question in row.guiding_questions
    )


def _group(stage: Stage, row: GroupRow) -> FocusGroup:
    return FocusGroup(
        event_id=stage.event.id,
        code=row.id,
        number=row.number,
        title=row.texts("title"),
        short_title=row.texts("short_title"),
        language=stage.event.main_language,
        room_id=stage.rooms[row.room_id].id if row.room_id else None,
        capacity=row.capacity,
        min_size=row.min_size,
        facilitator_id=stage.persons[row.facilitator_id].id,
        secretary_id=stage.persons[row.secretary_id].id if row.secretary_id else None,
        revised_at=stage.now,
    )


def store_programme(stage: Stage) -> None:
    """Store the programme with its speakers, and which group meets when."""
    items = keep(
        AgendaItem(
            event_id=stage.event.id,
            code=row.item_id,
            position=position,
            kind=row.type,
            title=row.texts("title"),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            room_id=stage.rooms[row.room_id].id if row.room_id else None,
            revised_at=stage.now,
        )
        for position, row in enumerate(stage.folder.programme)
    )
    stage.agenda = {item.code: item for item in items}
    keep(
        AgendaSpeaker(
            agenda_item_id=stage.agenda[row.item_id].id, person_id=stage.persons[speaker].id, position=position
        )
        for row in stage.folder.programme
        for position, speaker in enumerate(row.speaker_ids)
    )
    keep(
        GroupSlot(focus_group_id=stage.groups[group].id, agenda_item_id=stage.agenda[item].id, part=part)
        for group, items in meetings(stage).items()
        for part, item in enumerate(items, start=1)
    )


def meetings(stage: Stage) -> dict[str, list[str]]:
    """Return the items of the programme in which each group meets, in the order of the day."""
    by_group: dict[str, list[str]] = defaultdict(list)
    for row in sorted(stage.folder.programme, key=lambda row: row.starts_at):
        if row.group_id and row.type is AgendaKind.FOCUS_GROUP:
            by_group[row.group_id].append(row.item_id)
    return by_group


def store_allocation(stage: Stage, event: EventRow) -> None:
    """Store the allocation as published when registration had closed, at the latest when the day began."""
    if not stage.folder.allocation.rows:
        return
    at = min(event.registration_closes, event.starts_at)
    whole = Allocation(event_id=stage.event.id, number=1, state=AllocationState.PUBLISHED, made_at=at, published_at=at)
    keep([whole])
    keep(_assignment(stage, whole, row) for row in stage.folder.allocation)


def _assignment(stage: Stage, whole: Allocation, row: AllocationRow) -> Assignment:
    return Assignment(
        allocation_id=whole.id,
        registration_id=stage.registrations[row.participant_id].id,
        focus_group_id=stage.groups[row.group_id].id,
        is_locked=row.locked,
        rank=row.choice_rank,
        reason=Reason(row.reason.value),
    )
