"""What the groups recorded: presence, votes, dots, and figures that follow from the ratings."""

from collections import defaultdict
from datetime import datetime

from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.event_files import ProgrammeRow
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.group_files import PartRow, RecommendationRow, ResultRow
from eventhub.demo.folder.people_files import ParticipantRow
from eventhub.events.models import AgendaKind
from eventhub.ground.i18n import lazy
from eventhub.outcomes import rules
from eventhub.outcomes.models import RecordState

NOT_EMPTY = lazy("must be empty while the result is a draft")
NOT_SIGNED = lazy("must be given once the result is final")
ANOTHER_LEADER = lazy("focus_groups.json names somebody else")
NO_SUCH_PART = lazy("the programme has no part %(part)s of this group")
OTHER_TIME = lazy("the programme says %(time)s")
NOT_OF_THE_GROUP = lazy("“%(person)s” is not of this group by allocation.csv")
HAD_LEFT = lazy("“%(person)s” had left before this part")
CAME_LATER = lazy("“%(person)s” came after this part")
VOTES = lazy("votes for, against and abstained: %(votes)s; present in part 2: %(present)s")
DOTS = lazy("dots of the group: %(dots)s; %(each)s for each person present in part 2 makes %(wanted)s")
MUST_BE = lazy("must be “%(wanted)s” by its votes")


def check_drafts(folder: Folder, faults: Faults) -> None:
    """A draft is empty; what is final is signed."""
    for row in folder.results:
        if row.status is RecordState.DRAFT:
            _check_draft(row, faults)
        elif row.signed_at is None:
            faults.add(row.place.at("signed_at"), NOT_SIGNED)


def _check_draft(row: ResultRow, faults: Faults) -> None:
    for name in ("models_presented", "roadmaps_discussed", "factors", "theses", "quotes", "recommendations"):
        if getattr(row, name):
            faults.add(row.place.at(name), NOT_EMPTY)
    for part in row.parts:
        if part.present:
            faults.add(part.place.at("present"), NOT_EMPTY)


def check_leaders(folder: Folder, faults: Faults) -> None:
    """A result names the facilitator and the secretary of its group."""
    groups = folder.groups.by("id")
    for row in folder.results:
        group = groups.get(row.group_id)
        for name in ("facilitator_id", "secretary_id") if group else ():
            if getattr(row, name) != getattr(group, name):
                faults.add(row.place.at(name), ANOTHER_LEADER)


def check_presence(folder: Folder, faults: Faults) -> None:
    """The parts are those of the programme; on a list stands who is of the group and was in the house."""
    people: dict[str, ParticipantRow] = folder.participants.by("participant_id")
    group_of = {row.participant_id: row.group_id for row in folder.allocation}
    meetings = meetings_of(folder)
    for row in folder.results:
        for number, part in enumerate(row.parts):
            if folder.programme.is_sound:
                _check_part(number, part, meetings[row.group_id], faults)
            for person in part.present:
                if folder.allocation.is_sound and group_of.get(person) != row.group_id:
                    faults.add(part.place.at("present"), NOT_OF_THE_GROUP, person=person)
                if person in people:
                    _check_time(people[person], part, faults)


def meetings_of(folder: Folder) -> dict[str, list[ProgrammeRow]]:
    """Return the items of the programme in which each group meets, in the order of the day."""
    by_group: dict[str, list[ProgrammeRow]] = defaultdict(list)
    for row in sorted(folder.programme, key=lambda row: row.starts_at):
        if row.group_id and row.type is AgendaKind.FOCUS_GROUP:
            by_group[row.group_id].append(row)
    return by_group


def _check_part(number: int, part: PartRow, meetings: list[ProgrammeRow], faults: Faults) -> None:
    if number >= len(meetings):
        if part.present:
            faults.add(part.place, NO_SUCH_PART, part=number + 1)
        return
    for name in ("starts_at", "ends_at"):
        given: datetime | None = getattr(part, name)
        planned: datetime = getattr(meetings[number], name)
        if given is not None and given != planned:
            faults.add(part.place.at(name), OTHER_TIME, time=planned.isoformat())


def _check_time(person: ParticipantRow, part: PartRow, faults: Faults) -> None:
    place = part.place.at("present")
    if part.starts_at and person.checked_out_at and person.checked_out_at <= part.starts_at:
        faults.add(place, HAD_LEFT, person=person.participant_id)
    if part.ends_at and person.checked_in_at >= part.ends_at:
        faults.add(place, CAME_LATER, person=person.participant_id)


def check_votes(folder: Folder, faults: Faults) -> None:
    """Everybody present votes and has dots; consensus and adoption follow."""
    for row in folder.results:
        present = len(row.part2.present)
        for recommendation in row.recommendations:
            _check_recommendation(recommendation, present, faults)
        dots = sum(recommendation.dots for recommendation in row.recommendations)
        wanted = row.dots_per_person * present
        if row.recommendations and dots != wanted:
            faults.add(row.place.at("recommendations"), DOTS, dots=dots, wanted=wanted, each=row.dots_per_person)


def _check_recommendation(row: RecommendationRow, present: int, faults: Faults) -> None:
    votes = rules.Votes(row.votes_for, row.votes_against, row.votes_abstained)
    if votes.present != present:
        faults.add(row.place.at("votes_for"), VOTES, votes=votes.present, present=present)
    elif row.consensus != rules.consensus(votes):
        faults.add(row.place.at("consensus"), MUST_BE, wanted=rules.consensus(votes).value)
    if row.adopted != rules.is_adopted(votes):
        faults.add(row.place.at("adopted"), MUST_BE, wanted=str(rules.is_adopted(votes)).lower())
