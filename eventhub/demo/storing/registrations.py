"""Registrations with wishes and needs, places taken, the waiting list, and who came when."""

from eventhub.demo.checking.places import concerns, state_of, taken
from eventhub.demo.folder.event_files import EventRow, QuotaRow
from eventhub.demo.folder.people_files import (
    AllocationReason,
    ParticipantRow,
    RegistrationRow,
    preferences,
    registration_id,
)
from eventhub.demo.storing.stage import Stage, keep
from eventhub.ground.folding import fold
from eventhub.people.rules import name_sort
from eventhub.registration.models import (
    Attendance,
    Counter,
    PlaceKind,
    Places,
    Preference,
    Registration,
    RegistrationState,
    Source,
    SpecialNeed,
)
from eventhub.registration.rules import LIVE, NUMBERS, WAITING_NUMBERS, live_key, search_text

IMPORTED = "import"


def store_registrations(stage: Stage, event: EventRow) -> None:
    """Store everybody who registered, numbered by the moment of registration."""
    rows: list[RegistrationRow] = [*stage.folder.participants, *stage.folder.others]
    rows.sort(key=lambda row: row.registered_at)
    waiting = [row for row in rows if state_of(row) is RegistrationState.WAITING]
    waiting_numbers = {registration_id(row): number for number, row in enumerate(waiting, start=1)}
    for number, row in enumerate(rows, start=1):
        stage.registrations[registration_id(row)] = _registration(stage, row, number)
    for code, number in waiting_numbers.items():
        stage.registrations[code].waiting_number = number
    keep(stage.registrations.values())
    _point_at_first(stage)
    _wishes_and_needs(stage, rows)
    keep(
        Counter(event_id=stage.event.id, name=name, value=value)
        for name, value in ((NUMBERS, len(rows)), (WAITING_NUMBERS, len(waiting)))
    )
    _places(stage, event, rows)
    _check_ins(stage)


def _registration(stage: Stage, row: RegistrationRow, number: int) -> Registration:
    name = (row.last_name, row.first_name, row.patronymic)
    state = state_of(row)
    registration = Registration(
        event=stage.event,
        person_id=stage.persons[registration_id(row)].id,
        code=registration_id(row),
        number=number,
        state=state,
        source=Source.IMPORT,
        live_key=live_key(stage.event.uid, row.email, *name) if state in LIVE else None,
        family_name=row.last_name,
        given_name=row.first_name or None,
        patronymic=row.patronymic or None,
        email=row.email,
        name_search=search_text(name, row.email, row.organisation if isinstance(row, ParticipantRow) else ""),
        name_sort=name_sort(*name),
        role_id=stage.roles[row.role].id,
        municipality_id=stage.municipalities[row.municipality_id].id,
        language=stage.event.main_language,
        registered_at=row.registered_at,
        state_changed_at=row.registered_at,
    )
    if isinstance(row, ParticipantRow):
        _add_details(stage, registration, row)
    elif row.status_changed_at:
        registration.state_changed_at = row.status_changed_at
    return registration


def _add_details(stage: Stage, registration: Registration, row: ParticipantRow) -> None:
    organisation = stage.organisations.get(fold(row.organisation))
    registration.organisation_name = row.organisation
    registration.organisation_id = organisation.id if organisation else None
    registration.position = row.position
    registration.language = row.language
    registration.badge_code = row.badge_code or None


def _point_at_first(stage: Stage) -> None:
    for row in stage.folder.others:
        if row.duplicate_of:
            stage.registrations[row.registration_id].duplicate_of_id = stage.registrations[row.duplicate_of].id


def _wishes_and_needs(stage: Stage, rows: list[RegistrationRow]) -> None:
    keep(
        Preference(
            registration_id=stage.registrations[registration_id(row)].id,
            focus_group_id=stage.groups[group].id,
            rank=rank,
        )
        for row in rows
        for rank, group in enumerate(preferences(row), start=1)
    )
    climbs_no_stairs = {
        row.participant_id for row in stage.folder.allocation if row.reason is AllocationReason.STEP_FREE
    }
    keep(
        SpecialNeed(
            registration_id=stage.registrations[row.participant_id].id,
            dietary=row.dietary_note,
            accessibility=row.accessibility_note,
            step_free=row.participant_id in climbs_no_stairs,
        )
        for row in stage.folder.participants
        if row.dietary_note or row.accessibility_note or row.participant_id in climbs_no_stairs
    )


def _places(stage: Stage, event: EventRow, rows: list[RegistrationRow]) -> None:
    whole = Places(event_id=stage.event.id, kind=PlaceKind.EVENT, capacity=event.capacity, taken=taken(event, rows))
    keep([whole, *(_quota(stage, event, quota, rows) for quota in event.quotas)])


def _quota(stage: Stage, event: EventRow, quota: QuotaRow, rows: list[RegistrationRow]) -> Places:
    return Places(
        event_id=stage.event.id,
        kind=PlaceKind.ROLE if quota.by == "role" else PlaceKind.MUNICIPALITY,
        key=quota.key,
        capacity=quota.max,
        taken=taken(event, [row for row in rows if concerns(quota, row)]),
    )


def _check_ins(stage: Stage) -> None:
    keep(
        Attendance(
            registration_id=stage.registrations[row.participant_id].id,
            arrived_at=row.checked_in_at,
            left_at=row.checked_out_at,
            source=IMPORTED,
            changed_at=row.checked_out_at or row.checked_in_at,
        )
        for row in stage.folder.participants
    )
