"""Focus groups and who was in which."""

from collections import Counter

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.group_files import GroupRow
from eventhub.demo.folder.people_files import AllocationReason, AllocationRow, preferences
from eventhub.ground.i18n import lazy

SMALLER_THAN_LEAST = lazy("must not be less than min_size, %(least)s")
MODEL_ELSEWHERE = lazy("“%(model)s” has another group_id in scaling_models.json")
MODEL_NOT_LISTED = lazy("the model_ids of “%(group)s” in focus_groups.json do not name this model")
TOO_FEW_PEOPLE = lazy("people in this group: %(count)s; its min_size: %(least)s")
TOO_MANY_PEOPLE = lazy("people in this group: %(count)s; its capacity: %(most)s")
WRONG_RANK = lazy(
    "must be %(wanted)s by the wishes in participants.csv: 1 to 3, 0 outside the list, empty without a list"
)
HAS_A_LIST = lazy("“no_preference” although there are wishes in participants.csv")
NOT_STEP_FREE = lazy("needs a step-free way, but the room of “%(group)s” has none")
NOT_LOCKED = lazy("must be true for the reasons facilitator, secretary and model_author, and false for all others")
IS_NOT = lazy("is not the %(role)s of “%(group)s”")
IS_NO_AUTHOR = lazy("is no author of a model of “%(group)s”")

LOCKING = {AllocationReason.FACILITATOR, AllocationReason.SECRETARY, AllocationReason.MODEL_AUTHOR}


def check_groups(folder: Folder, faults: Faults) -> None:
    """Sizes that can be met, and models placed alike in both files."""
    models = folder.models.by("id")
    for group in folder.groups:
        if group.capacity is not None and group.capacity < group.min_size:
            faults.add(group.place.at("capacity"), SMALLER_THAN_LEAST, least=group.min_size)
        for model in group.model_ids:
            if model in models and models[model].group_id != group.id:
                faults.add(group.place.at("model_ids"), MODEL_ELSEWHERE, model=model)
    groups = folder.groups.by("id")
    for row in folder.models:
        listed = groups.get(row.group_id)
        if listed is not None and row.id not in listed.model_ids:
            faults.add(row.place.at("group_id"), MODEL_NOT_LISTED, group=listed.id)


def check_sizes(folder: Folder, faults: Faults) -> None:
    """As many people in each group as it takes."""
    if not folder.allocation.is_sound or not folder.allocation.rows:
        return
    sizes = Counter(row.group_id for row in folder.allocation)
    for group in folder.groups:
        count = sizes[group.id]
        if count < group.min_size:
            faults.add(group.place.at("min_size"), TOO_FEW_PEOPLE, count=count, least=group.min_size)
        if group.capacity is not None and count > group.capacity:
            faults.add(group.place.at("capacity"), TOO_MANY_PEOPLE, count=count, most=group.capacity)


def check_allocation(folder: Folder, faults: Faults) -> None:
    """Ranks follow from wishes, reasons from roles; a step-free way leads to whoever needs one."""
    people, groups = folder.participants.by("participant_id"), folder.groups.by("id")
    for row in folder.allocation:
        person, group = people.get(row.participant_id), groups.get(row.group_id)
        if person is not None:
            _check_rank(row, preferences(person), faults)
        if group is not None:
            _check_reason(row, group, folder, faults)
        if row.locked != (row.reason in LOCKING):
            faults.add(row.place.at("locked"), NOT_LOCKED)


def _check_rank(row: AllocationRow, wishes: list[str], faults: Faults) -> None:
    outside = 0 if wishes else None
    wanted = wishes.index(row.group_id) + 1 if row.group_id in wishes else outside
    if row.choice_rank != wanted:
        faults.add(row.place.at("choice_rank"), WRONG_RANK, wanted="" if wanted is None else wanted)
    if row.reason is AllocationReason.NO_PREFERENCE and wishes:
        faults.add(row.place.at("reason"), HAS_A_LIST)


def _check_reason(row: AllocationRow, group: GroupRow, folder: Folder, faults: Faults) -> None:
    place = row.place.at("reason")
    if row.reason is AllocationReason.STEP_FREE:
        room = folder.rooms.by("room_id").get(group.room_id)
        if room is not None and not room.step_free:
            faults.add(row.place.at("group_id"), NOT_STEP_FREE, group=group.id)
    elif row.reason is AllocationReason.MODEL_AUTHOR:
        heard = [model for model in folder.models if model.id in group.model_ids]
        if folder.models.is_sound and not any(row.participant_id in model.author_ids for model in heard):
            faults.add(place, IS_NO_AUTHOR, group=group.id)
    elif row.reason in LOCKING and getattr(group, f"{row.reason.value}_id") != row.participant_id:
        faults.add(place, IS_NOT, role=row.reason.value, group=group.id)
