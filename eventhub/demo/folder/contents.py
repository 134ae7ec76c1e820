"""A whole folder, read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventhub.demo.folder.event_files import EventRow, MunicipalityRow, ProgrammeRow, RoleRow, RoomRow
from eventhub.demo.folder.faults import Faults, Place
from eventhub.demo.folder.group_files import FactorCategoryRow, GroupRow, RatingRow, ResolutionRow, ResultRow
from eventhub.demo.folder.model_files import CriterionRow, ModelRow, ReviewRow
from eventhub.demo.folder.network_files import CompetenceRow, MaterialRow, RoadMapRow, SchoolRow
from eventhub.demo.folder.people_files import (
    AllocationRow,
    ConsentRow,
    ConsentTextRow,
    OtherRegistrationRow,
    ParticipantRow,
    StaffRow,
)
from eventhub.demo.folder.tables import Files, Table
from eventhub.ground.i18n import lazy

EXTRA_FILE = lazy("The file is not in the format.")
NOT_A_FOLDER = lazy("There is no such folder.")
TOTALS = "expected_totals.json"
BESIDE = {"README.md", TOTALS}


@dataclass(frozen=True)
class Folder:
    """Everything that a folder says of one event. `event` and `resolution` are none if they could not be read."""

    event: EventRow | None
    municipalities: Table[MunicipalityRow]
    roles: Table[RoleRow]
    rooms: Table[RoomRow]
    competences: Table[CompetenceRow]
    participants: Table[ParticipantRow]
    others: Table[OtherRegistrationRow]
    staff: Table[StaffRow]
    consent_texts: Table[ConsentTextRow]
    consents: Table[ConsentRow]
    groups: Table[GroupRow]
    programme: Table[ProgrammeRow]
    allocation: Table[AllocationRow]
    criteria: Table[CriterionRow]
    models: Table[ModelRow]
    reviews: Table[ReviewRow]
    factor_categories: Table[FactorCategoryRow]
    results: Table[ResultRow]
    ratings: Table[RatingRow]
    resolution: ResolutionRow | None
    road_maps: Table[RoadMapRow]
    schools: Table[SchoolRow]
    materials: Table[MaterialRow]
    expected_totals: object

    @property
    def tables(self) -> list[Table[Any]]:
        """All files that hold more than one row."""
        return [value for value in vars(self).values() if isinstance(value, Table)]

    @property
    def is_sound(self) -> bool:
        """Tell whether every row of every file could be read."""
        return None not in (self.event, self.resolution) and all(table.is_sound for table in self.tables)


def read_folder(path: Path, faults: Faults) -> Folder | None:
    """Read all files of a folder and note what is wrong with each. None if there is no such folder."""
    if not path.is_dir():
        faults.add(Place(str(path)), NOT_A_FOLDER)
        return None
    files = Files(path, faults)
    criteria = files.document(CriterionRow, "review_criteria.json")
    folder = Folder(
        event=files.single(EventRow, "event.json"),
        municipalities=files.table(MunicipalityRow, "municipalities.csv"),
        roles=files.table(RoleRow, "roles.csv"),
        rooms=files.table(RoomRow, "rooms.csv"),
        competences=files.table(CompetenceRow, "competences.csv"),
        participants=files.table(ParticipantRow, "participants.csv"),
        others=files.table(OtherRegistrationRow, "registrations_other.csv"),
        staff=files.table(StaffRow, "staff.csv"),
        consent_texts=files.table(ConsentTextRow, "consent_texts.csv"),
        consents=files.table(ConsentRow, "consents.csv"),
        groups=files.document(GroupRow, "focus_groups.json"),
        programme=files.table(ProgrammeRow, "programme.csv"),
        allocation=files.table(AllocationRow, "allocation.csv"),
        criteria=criteria,
        models=files.document(ModelRow, "scaling_models.json"),
        reviews=files.table(ReviewRow, "reviews.csv", keys=list(files.reader.own["criteria"])),
        factor_categories=files.table(FactorCategoryRow, "factor_categories.csv"),
        results=files.document(ResultRow, "focus_group_results.json"),
        ratings=files.table(RatingRow, "factor_ratings.csv"),
        resolution=files.single(ResolutionRow, "resolution.json"),
        road_maps=files.document(RoadMapRow, "roadmaps.json"),
        schools=files.document(SchoolRow, "schools.json"),
        materials=files.table(MaterialRow, "materials.csv"),
        expected_totals=files.given(TOTALS) if (path / TOTALS).exists() else None,
    )
    files.reader.note_unknown(files.unreadable)
    _note_extra_files(path, files)
    return folder


def _note_extra_files(path: Path, files: Files) -> None:
    for found in sorted(path.iterdir()):
        if found.name not in files.asked_for | BESIDE and not found.name.startswith("."):
            files.faults.add(Place(found.name), EXTRA_FILE)
