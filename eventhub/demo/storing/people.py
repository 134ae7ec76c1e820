"""Persons, the team, and who agreed to what."""

from eventhub.accounts.models import User
from eventhub.accounts.queries import find_user
from eventhub.consents.models import Channel, Consent, ConsentDocument
from eventhub.consents.queries import documents
from eventhub.demo.folder.people_files import (
    ParticipantRow,
    RegistrationRow,
    StaffRole,
    StaffRow,
    full_name,
    registration_id,
)
from eventhub.demo.storing.stage import Stage, keep
from eventhub.events.models import Membership, TeamRole
from eventhub.ground.folding import fold, fold_email
from eventhub.people import queries
from eventhub.people.models import Person
from eventhub.people.rules import name_key, name_sort
from eventhub.scaling_models.models import Reviewer

TEAM_ROLES = {
    StaffRole.ORGANISER: TeamRole.ORGANISER,
    StaffRole.REGISTRAR: TeamRole.REGISTRAR,
    StaffRole.FACILITATOR: TeamRole.FACILITATOR,
    StaffRole.SECRETARY: TeamRole.SECRETARY,
    StaffRole.EXPERT: TeamRole.REVIEWER,
}


def store_people(stage: Stage) -> None:
    """Find or add everybody who registered, and write down their consents."""
    rows: list[RegistrationRow] = [*stage.folder.participants, *stage.folder.others]
    known = queries.find_persons(fold_email(row.email) for row in rows)
    for row in rows:
        key = (fold_email(row.email), name_key(row.last_name, row.first_name, row.patronymic))
        stage.persons[registration_id(row)] = known.setdefault(key, _person(row))
    keep(known.values())
    _consents(stage)


def _person(row: RegistrationRow) -> Person:
    name = (row.last_name, row.first_name, row.patronymic)
    return Person(
        family_name=row.last_name,
        given_name=row.first_name or None,
        patronymic=row.patronymic or None,
        email=row.email,
        email_key=fold_email(row.email),
        name_key=name_key(*name),
        name_sort=name_sort(*name),
    )


def _consents(stage: Stage) -> None:
    by_text: dict[tuple[str, str], ConsentDocument] = {
        (document.purpose, document.version): document for document in documents(stage.event.id)
    }
    participants = stage.folder.participants.by("participant_id")
    keep(
        Consent(
            person_id=stage.persons[row.participant_id].id,
            document_id=by_text[row.purpose, row.version].id,
            lang=participants[row.participant_id].language,
            channel=Channel.IMPORT,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in stage.folder.consents
    )


def store_team(stage: Stage) -> None:
    """Give everybody who worked for the event a user without a password, and a role; experts become reviewers.

    Whoever leads a group leads it as a member of the team, whatever else the staff list calls them.
    """
    roles = [(row.participant_id, TEAM_ROLES[row.staff_role]) for row in stage.folder.staff]
    roles += [(group.facilitator_id, TeamRole.FACILITATOR) for group in stage.folder.groups]
    roles += [(group.secretary_id, TeamRole.SECRETARY) for group in stage.folder.groups if group.secretary_id]
    participants: dict[str, ParticipantRow] = stage.folder.participants.by("participant_id")
    for code in dict.fromkeys(code for code, _role in roles):
        stage.users[code] = _user(stage, participants[code], stage.persons[code])
    members = dict.fromkeys((stage.users[code].id, role) for code, role in roles)
    keep(Membership(event_id=stage.event.id, user_id=user_id, role=role, since=stage.now) for user_id, role in members)
    reviewers = keep(
        _reviewer(stage, row, participants[row.participant_id]) for row in stage.folder.staff if row.expert_id
    )
    stage.reviewers = {reviewer.code: reviewer for reviewer in reviewers}


def _user(stage: Stage, row: ParticipantRow, person: Person) -> User:
    """Return the user behind a mailbox; colleagues who share one share the user."""
    user = find_user(row.email)
    if user is None:
        language = row.language[:2] if row.language[:2] in {"ru", "en"} else stage.event.main_language
        name = full_name(row)[:200]
        user = User(
            email=row.email, email_key=fold_email(row.email), name=name, language=language, created_at=stage.now
        )
        keep([user])
    person.user_id = person.user_id or user.id
    return user


def _reviewer(stage: Stage, row: StaffRow, participant: ParticipantRow) -> Reviewer:
    return Reviewer(
        event_id=stage.event.id,
        person_id=stage.persons[row.participant_id].id,
        user_id=stage.users[row.participant_id].id,
        code=row.expert_id,
        organisation_name=participant.organisation,
        organisation_key=fold(participant.organisation)[:620],
        municipality_id=stage.municipalities[participant.municipality_id].id,
        is_municipal=stage.roles[participant.role].municipal,
    )
