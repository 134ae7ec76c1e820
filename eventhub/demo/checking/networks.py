"""Road maps without circles, schools that are not their own partners, materials that belong to something."""

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.network_files import MilestoneRow, RoadMapRow
from eventhub.ground.i18n import lazy
from eventhub.networks.models import MilestoneState

ENDS_TOO_EARLY = lazy("must not be earlier than starts_on")
OTHER_ROAD_MAP = lazy("“%(needed)s” is a milestone of another road map")
CIRCLE = lazy("goes round in a circle: %(circle)s")
NOT_DONE = lazy("only a milestone that is done has a day on which it was done")
DONE_WHEN = lazy("must be given once the milestone is done")
OWN_PARTNER = lazy("a school cannot be its own partner")
RELATED_TO_NOTHING = lazy("“%(given)s” is no item, model, group, road map or school of the folder")


def check_road_maps(folder: Folder, faults: Faults) -> None:
    """Milestones wait for others of the same road map, never for themselves; what is done has a day."""
    for row in folder.road_maps:
        if row.ends_on < row.starts_on:
            faults.add(row.place.at("ends_on"), ENDS_TOO_EARLY)
        own = {milestone.id for milestone in row.milestones}
        for milestone in row.milestones:
            _check_milestone(milestone, own, folder, faults)
        circle = circle_in({milestone.id: milestone.depends_on for milestone in row.milestones})
        if circle:
            _note_circle(row, circle, faults)


def _check_milestone(row: MilestoneRow, own: set[str], folder: Folder, faults: Faults) -> None:
    others = {milestone.id for road_map in folder.road_maps for milestone in road_map.milestones} - own
    for needed in row.depends_on:
        if needed in others:
            faults.add(row.place.at("depends_on"), OTHER_ROAD_MAP, needed=needed)
    if row.status is MilestoneState.DONE and row.done_on is None:
        faults.add(row.place.at("done_on"), DONE_WHEN)
    elif row.status is not MilestoneState.DONE and row.done_on is not None:
        faults.add(row.place.at("done_on"), NOT_DONE)


def _note_circle(row: RoadMapRow, circle: list[str], faults: Faults) -> None:
    first = next(milestone for milestone in row.milestones if milestone.id == circle[0])
    faults.add(first.place.at("depends_on"), CIRCLE, circle=" → ".join([*circle, circle[0]]))


def circle_in(needs: dict[str, list[str]]) -> list[str]:
    """Return one circle of ids in which each waits for the next, or nothing.

    Whatever waits for nothing more is taken away again and again; what is left waits in a circle.
    """
    left = {key: {needed for needed in waits if needed in needs} for key, waits in needs.items()}
    while free := [key for key, waits in left.items() if not waits & left.keys()]:
        for key in free:
            del left[key]
    if not left:
        return []
    path = [next(iter(left))]
    while path.index(path[-1]) == len(path) - 1:
        path.append(min(left[path[-1]] & left.keys()))
    return path[path.index(path[-1]) : -1]


def check_schools(folder: Folder, faults: Faults) -> None:
    """Wishes and exclusions speak of other schools."""
    for row in folder.schools:
        for name in ("preferred_donors", "excluded_partners"):
            if row.id in getattr(row, name):
                faults.add(row.place.at(name), OWN_PARTNER)


def check_materials(folder: Folder, faults: Faults) -> None:
    """A material that belongs to something says to what."""
    tables = (folder.programme, folder.models, folder.groups, folder.road_maps, folder.schools)
    if not all(table.is_sound for table in tables):
        return
    ids = {row.item_id for row in folder.programme}
    ids |= {row.id for rows in (folder.models, folder.groups, folder.road_maps, folder.schools) for row in rows}
    for row in folder.materials:
        if row.related_id is not None and row.related_id not in ids:
            faults.add(row.place.at("related_id"), RELATED_TO_NOTHING, given=row.related_id)
