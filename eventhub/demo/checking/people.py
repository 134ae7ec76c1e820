"""Registrations, places and staff."""

from eventhub.demo.checking.places import concerns, state_of, taken
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.event_files import EventRow
from eventhub.demo.folder.faults import Faults
from eventhub.demo.folder.people_files import (
    OtherRegistrationRow,
    OtherStatus,
    ParticipantRow,
    RegistrationRow,
    StaffRole,
    StaffRow,
    preferences,
    registration_id,
)
from eventhub.ground.folding import fold_email
from eventhub.ground.i18n import lazy
from eventhub.people.rules import name_key
from eventhub.registration.rules import LIVE

SAME_PERSON = lazy(
    "the same name and mailbox as %(other)s; of two registrations of one person the later one is marked duplicate"
)
DUPLICATE_OF_NOTHING = lazy("a duplicate names the registration it repeats")
NOT_A_DUPLICATE = lazy("only a duplicate names another registration")
DUPLICATE_OF_ITSELF = lazy("a registration cannot repeat itself")
DUPLICATE_OF_DUPLICATE = lazy("“%(other)s” is a duplicate itself; name the first registration")
DUPLICATE_IS_EARLIER = lazy("“%(other)s” was registered later; the first registration holds")
REPEATED_WISH = lazy("“%(given)s” is wished for twice")
GAP = lazy("is given although %(name)s is empty; wishes are listed from the first")
LEFT_BEFORE_ARRIVING = lazy("must be later than checked_in_at")
CHANGED_BEFORE_REGISTERING = lazy("must not be earlier than registered_at")
TOO_MANY = lazy("places taken: %(taken)s; the capacity: %(capacity)s")
TOO_MANY_OF = lazy("places taken of “%(key)s”: %(taken)s; its limit: %(capacity)s")
ID_WITHOUT_EXPERT = lazy("experts have an expert_id, nobody else has one")
GROUP_WITHOUT_LEADER = lazy("facilitators and secretaries have a group, nobody else has one")
LEADS_ANOTHER = lazy("focus_groups.json names somebody else as %(role)s of “%(group)s”")


def check_registrations(folder: Folder, faults: Faults) -> None:
    """One live registration per person; wishes from the first to the last; moments in their order."""
    seen: dict[tuple[str, str], str] = {}
    rows: list[RegistrationRow] = [*folder.participants, *folder.others]
    for row in rows:
        _check_wishes(row, faults)
        _check_moments(row, faults)
        if state_of(row) in LIVE:
            key = (fold_email(row.email), name_key(row.last_name, row.first_name, row.patronymic))
            if key in seen:
                faults.add(row.place.at("email"), SAME_PERSON, other=seen[key])
            seen.setdefault(key, registration_id(row))


def _check_wishes(row: RegistrationRow, faults: Faults) -> None:
    wishes = preferences(row)
    if len(set(wishes)) < len(wishes):
        twice = next(wish for wish in wishes if wishes.count(wish) > 1)
        faults.add(row.place.at("pref_1"), REPEATED_WISH, given=twice)
    for name, before in (("pref_2", "pref_1"), ("pref_3", "pref_2")):
        if getattr(row, name) and not getattr(row, before):
            faults.add(row.place.at(name), GAP, name=before)


def _check_moments(row: RegistrationRow, faults: Faults) -> None:
    if isinstance(row, ParticipantRow):
        if row.checked_out_at is not None and row.checked_out_at <= row.checked_in_at:
            faults.add(row.place.at("checked_out_at"), LEFT_BEFORE_ARRIVING)
    elif row.status_changed_at is not None and row.status_changed_at < row.registered_at:
        faults.add(row.place.at("status_changed_at"), CHANGED_BEFORE_REGISTERING)


def check_duplicates(folder: Folder, faults: Faults) -> None:
    """A duplicate repeats an earlier registration that is none."""
    rows: list[RegistrationRow] = [*folder.participants, *folder.others]
    by_id = {registration_id(row): row for row in rows}
    for row in folder.others:
        place = row.place.at("duplicate_of")
        if row.status is not OtherStatus.DUPLICATE:
            if row.duplicate_of is not None:
                faults.add(place, NOT_A_DUPLICATE)
        elif row.duplicate_of is None:
            faults.add(place, DUPLICATE_OF_NOTHING)
        elif row.duplicate_of == row.registration_id:
            faults.add(place, DUPLICATE_OF_ITSELF)
        elif (first := by_id.get(row.duplicate_of)) is not None:
            _check_first(row, first, faults)


def _check_first(row: OtherRegistrationRow, first: RegistrationRow, faults: Faults) -> None:
    place = row.place.at("duplicate_of")
    if isinstance(first, OtherRegistrationRow) and first.status is OtherStatus.DUPLICATE:
        faults.add(place, DUPLICATE_OF_DUPLICATE, other=registration_id(first))
    elif first.registered_at > row.registered_at:
        faults.add(place, DUPLICATE_IS_EARLIER, other=registration_id(first))


def check_places(folder: Folder, faults: Faults) -> None:
    """Capacity and quotas hold, as they did when registration closed."""
    event = folder.event
    if event is None or not (folder.participants.is_sound and folder.others.is_sound):
        return
    rows: list[RegistrationRow] = [*folder.participants, *folder.others]
    if event.capacity is not None and (count := taken(event, rows)) > event.capacity:
        faults.add(event.place.at("capacity"), TOO_MANY, taken=count, capacity=event.capacity)
    _check_quotas(event, rows, faults)


def _check_quotas(event: EventRow, rows: list[RegistrationRow], faults: Faults) -> None:
    for quota in event.quotas:
        count = taken(event, [row for row in rows if concerns(quota, row)])
        if count > quota.max:
            faults.add(quota.place.at("max"), TOO_MANY_OF, taken=count, key=quota.key, capacity=quota.max)


def check_staff(folder: Folder, faults: Faults) -> None:
    """Experts have their ids; whoever leads a group is named there as well."""
    groups = folder.groups.by("id")
    for row in folder.staff:
        if (row.staff_role is StaffRole.EXPERT) != (row.expert_id is not None):
            faults.add(row.place.at("expert_id"), ID_WITHOUT_EXPERT)
        leads = row.staff_role in {StaffRole.FACILITATOR, StaffRole.SECRETARY}
        if leads != (row.group_id is not None):
            faults.add(row.place.at("group_id"), GROUP_WITHOUT_LEADER)
        elif (group := groups.get(row.group_id)) is not None and row.participant_id != _leader(row, group):
            faults.add(row.place.at("group_id"), LEADS_ANOTHER, role=row.staff_role.value, group=row.group_id)


def _leader(row: StaffRow, group: object) -> str | None:
    named: str | None = getattr(group, f"{row.staff_role.value}_id")
    return named
