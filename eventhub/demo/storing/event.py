"""The event itself, its rooms, its consent documents, its certificate rule and its call."""

from datetime import datetime

from eventhub.certificates.models import CertificateRule
from eventhub.consents.models import ConsentDocument
from eventhub.demo.checking.reviews import ACCEPTED_FROM, REVISED_FROM
from eventhub.demo.folder.event_files import EventRow
from eventhub.demo.folder.people_files import ConsentTextRow
from eventhub.demo.storing.stage import Stage, keep
from eventhub.events.models import Event, Room
from eventhub.scaling_models.models import Call


def make_event(row: EventRow, now: datetime) -> Event:
    """Make the event as a draft."""
    return Event(
        code=row.id,
        slug=row.slug,
        main_language=row.main_language,
        title=row.texts("title"),
        goal=row.texts("goal"),
        description=row.texts("description"),
        venue=row.texts("venue"),
        organiser=row.texts("organiser"),
        contact_name=row.contact.texts("name"),
        contact_email=row.contact.email,
        contact_phone=row.contact.phone,
        timezone=row.timezone,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        registration_opens_at=row.registration_opens,
        registration_closes_at=row.registration_closes,
        created_at=now,
        revised_at=now,
    )


def store_frame(stage: Stage, row: EventRow) -> None:
    """Store what surrounds the event: rooms, consent documents, the rule for certificates, the call."""
    rooms = keep(
        Room(
            event_id=stage.event.id,
            code=room.room_id,
            position=position,
            name=room.texts("name"),
            floor=room.floor,
            seats=room.seats,
            step_free=room.step_free,
            wifi=room.wifi,
        )
        for position, room in enumerate(stage.folder.rooms)
    )
    stage.rooms = {room.code: room for room in rooms}
    keep(_consent_document(stage, row, text, n) for n, text in enumerate(stage.folder.consent_texts))
    keep([_certificate_rule(stage, row), *_call(stage, row)])


def _consent_document(stage: Stage, event: EventRow, row: ConsentTextRow, position: int) -> ConsentDocument:
    return ConsentDocument(
        event_id=stage.event.id,
        purpose=row.purpose,
        version=row.version,
        position=position,
        is_required=row.required,
        is_in_force=row.version == event.consent_version,
        title=row.texts("title"),
        text=row.texts("text"),
    )


def _certificate_rule(stage: Stage, row: EventRow) -> CertificateRule:
    given = row.certificate
    return CertificateRule(
        event_id=stage.event.id,
        number_prefix=given.number_prefix,
        academic_hours=given.academic_hours,
        hour_minutes=given.hour_minutes,
        minimum_minutes=given.minimum_minutes,
    )


def _call(stage: Stage, row: EventRow) -> list[Call]:
    if row.models_call_opens is None or row.models_call_closes is None:
        return []
    return [
        Call(
            event_id=stage.event.id,
            opens_at=row.models_call_opens,
            closes_at=row.models_call_closes,
            review_closes_at=row.review_closes,
            accept_from=ACCEPTED_FROM,
            revise_from=REVISED_FROM,
        )
    ]
