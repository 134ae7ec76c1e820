"""What stands on each step of the recording page, and the organiser's list of records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from eventhub.events.models import Event
from eventhub.ground.access import link_token
from eventhub.ground.formats import full_day, moment, times
from eventhub.ground.i18n import _, language, ngettext
from eventhub.outcomes import queries
from eventhub.outcomes.actions.signing import whole
from eventhub.outcomes.forms import ReasonForm
from eventhub.outcomes.models import RecordState
from eventhub.outcomes.pages import attendance, entries, rating, voting
from eventhub.outcomes.pages.entries import Line, line
from eventhub.outcomes.pages.steps import Room
from eventhub.outcomes.permissions import can_reopen
from eventhub.outcomes.rules.recording import STEP_WORDS, Seat, Step
from eventhub.outcomes.rules.signing import LACK_WORDS, missing

LINK_KIND = "group"


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model that the group is to hear: whether it was, and the note."""

    uid: str
    title: str
    lang: str
    where: str
    is_heard: bool
    note: Line


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is missing, and where it is put right."""

    words: str
    step: str
    address: str
    forbids_signing: bool


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A group and its record, for the organiser."""

    number: int
    title: str
    leader: str
    room: str
    is_signed: bool
    is_begun: bool
    state: str
    in_words: str
    latest: str
    address: str
    tablet: str


def guide(room: Room) -> dict[str, Any]:
    """Show the questions and when the group meets. One statement."""
    main, zone = room.seat.event.main_language, room.seat.event.timezone
    return {
        "questions": [question.text.spoken(language(), main) for question in queries.guide_of(room.seat.group.id)],
        "meetings": [
            (full_day(part.starts_at, zone), times(part.starts_at, part.ends_at, zone)) for part in room.parts
        ],
        "models_count": room.standing.models_to_hear,
        "people_count": room.standing.allocated,
    }


def models(room: Room) -> dict[str, Any]:
    """Show the models to hear, with what the group would change in them. One statement."""
    return {"models": [_model(room, *pair) for pair in queries.models_of(room.seat.group.id, room.record_id)]}


def _model(room: Room, model: Any, heard: Any) -> ModelRow:
    main = room.seat.event.main_language
    title = model.title.spoken(language(), model.lang)
    where = model.municipality.name.words(language(), main) if model.municipality else ""
    note = line(heard, "note") if heard else Line("", 0, ())
    return ModelRow(str(model.uid), title.words, title.lang, where, heard is not None, note)


def finish(room: Room) -> dict[str, Any]:
    """Show what is missing, and the form that signs or reopens. Four statements."""
    lacks = [] if room.is_signed else missing(whole(room.seat.group.id, room.record))
    found = [
        Lacking(
            LACK_WORDS[one.lack][0].spoken(count=one.count),
            str(STEP_WORDS[one.step]),
            room.door.address("step", step=one.step),
            one.forbids_signing,
        )
        for one in lacks
    ]
    return {
        "lacks": [one for one in found if one.forbids_signing],
        "hints": [one for one in found if not one.forbids_signing],
        "can_reopen": can_reopen(room.seat),
        "form": ReasonForm(),
    }


CONTENTS: Mapping[Step, Callable[[Room], dict[str, Any]]] = {
    Step.GUIDE: guide,
    Step.ATTENDANCE: attendance.attendance,
    Step.MODELS: models,
    Step.FACTORS: entries.factors,
    Step.RATINGS: rating.ratings,
    Step.THESES: entries.said,
    Step.RECOMMENDATIONS: entries.recommendations,
    Step.VOTES: voting.votes,
    Step.DOTS: voting.dots,
    Step.FINISH: finish,
}


def signed_words(room: Room) -> str:
    """Say since when a record is signed; nothing while it is open."""
    if not room.is_signed or room.record is None or room.record.signed_at is None:
        return ""
    signed = moment(room.record.signed_at, room.seat.event.timezone)
    return _("Signed on %(moment)s, version %(version)s.", moment=signed, version=room.record.version)


def link_of(seat: Seat) -> str:
    """Return the whole address that the tablet of a group opens."""
    token = link_token(LINK_KIND, seat.group.uid, seat.group.link_revision)
    return url_for("recording.link_start", slug=seat.event.slug, token=token, _external=True)


def record_rows(event: Event) -> list[RecordRow]:
    """List the groups and their records. One statement."""
    return [_record_row(event, row) for row in queries.records_of(event)]


def _record_row(event: Event, row: Any) -> RecordRow:
    group, record, main = row.FocusGroup, row.GroupRecord, event.main_language
    is_signed = record is not None and record.state is RecordState.FINAL
    return RecordRow(
        number=group.number,
        title=group.title.words(language(), main),
        leader=group.facilitator.full_name if group.facilitator else "",
        room=group.room.name.words(language(), main) if group.room else "",
        is_signed=is_signed,
        is_begun=record is not None,
        state=_state_words(event, record.signed_at if is_signed else None, is_begun=record is not None),
        in_words=_counts_words(row),
        latest=moment(row.latest, event.timezone) if row.latest else "",
        address=url_for("recording.start", slug=event.slug, number=group.number),
        tablet=url_for("recording.tablet", slug=event.slug, number=group.number),
    )


def _state_words(event: Event, signed_at: datetime | None, *, is_begun: bool) -> str:
    if signed_at is not None:
        return _("signed on %(moment)s", moment=moment(signed_at, event.timezone))
    return _("being recorded") if is_begun else _("nothing recorded yet")


def _counts_words(row: Any) -> str:
    parts = [
        ngettext("%(count)s person present", "%(count)s people present", row.present),
        ngettext("%(count)s factor", "%(count)s factors", row.factor),
        ngettext("%(count)s thesis", "%(count)s theses", row.thesis),
        ngettext("%(count)s recommendation", "%(count)s recommendations", row.recommendation),
    ]
    return ", ".join(parts)
