"""Who agreed to what: known texts, one consent at a time, and nothing kept without one."""

from eventhub.consents.models import Purpose
from eventhub.demo.folder.contents import Folder
from eventhub.demo.folder.faults import Faults
from eventhub.ground.i18n import lazy

UNKNOWN_TEXT = lazy("consent_texts.csv has no text of the purpose “%(purpose)s” in the version “%(version)s”")
WITHDRAWN_TOO_EARLY = lazy("must not be earlier than given_at")
GIVEN_TWICE = lazy("the same purpose is agreed to already in line %(line)s and was not withdrawn")
NOT_AGREED = lazy("has not agreed to “%(purpose)s”, which is required of everybody")
NOTE_WITHOUT_CONSENT = lazy("there is a note although no consent to “special_category” is in force")
CONSENT_WITHOUT_NOTE = lazy("a consent to “special_category” is in force although there is no note")


def check_consents(folder: Folder, faults: Faults) -> None:
    """Each consent is to a known text and ends after it began; one is in force at a time."""
    texts = {(text.purpose, text.version) for text in folder.consent_texts}
    in_force: dict[tuple[str, Purpose], int] = {}
    for row in folder.consents:
        if folder.consent_texts.is_sound and (row.purpose, row.version) not in texts:
            faults.add(row.place.at("version"), UNKNOWN_TEXT, purpose=row.purpose.value, version=row.version)
        if row.withdrawn_at is not None:
            if row.withdrawn_at < row.given_at:
                faults.add(row.place.at("withdrawn_at"), WITHDRAWN_TOO_EARLY)
            continue
        key = (row.participant_id, row.purpose)
        if key in in_force:
            faults.add(row.place.at("purpose"), GIVEN_TWICE, line=in_force[key])
        in_force.setdefault(key, row.place.line)


def check_required_consents(folder: Folder, faults: Faults) -> None:
    """Everybody agreed to what is required; notes on food and access stand where their consent does, nowhere else."""
    if not (folder.consents.is_sound and folder.consent_texts.is_sound):
        return
    given = {(row.participant_id, row.purpose) for row in folder.consents}
    in_force = {(row.participant_id, row.purpose) for row in folder.consents if row.withdrawn_at is None}
    required = {text.purpose for text in folder.consent_texts if text.required} | {Purpose.PROCESSING}
    for row in folder.participants:
        for purpose in sorted(required):
            if (row.participant_id, purpose) not in given:
                faults.add(row.place.at("participant_id"), NOT_AGREED, purpose=purpose.value)
        has_note = bool(row.dietary_note or row.accessibility_note)
        agreed = (row.participant_id, Purpose.SPECIAL_CATEGORY) in in_force
        name = "dietary_note" if row.dietary_note else "accessibility_note"
        if has_note and not agreed:
            faults.add(row.place.at(name), NOTE_WITHOUT_CONSENT)
        elif agreed and not has_note:
            faults.add(row.place.at("dietary_note"), CONSENT_WITHOUT_NOTE)
