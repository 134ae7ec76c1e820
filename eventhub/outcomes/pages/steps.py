"""What all steps share: where things are, how far the group is, the frame round the page, and its fingerprint."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from flask import url_for

from eventhub.events.views import address_of
from eventhub.ground.formats import time
from eventhub.ground.i18n import _, language, ngettext
from eventhub.ground.page_frame import RoomFrame
from eventhub.ground.page_frame import Step as FrameStep
from eventhub.outcomes import queries
from eventhub.outcomes.models import GroupRecord, RecordState
from eventhub.outcomes.queries import Part, Standing
from eventhub.outcomes.rules.recording import STEP_WORDS, Seat, Step
from eventhub.outcomes.rules.signing import dots_add_up

DEFAULT_DOTS = 3


@dataclass(frozen=True, slots=True)
class Door:
    """By which door somebody came: the addresses that lie behind it."""

    name: str
    values: Mapping[str, str | int]

    def address(self, page: str, **more: str) -> str:
        """Return where a page, or what takes a form, is behind this door."""
        return url_for(f"recording.{self.name}{page}", **self.values, **more)  # type: ignore[arg-type]  # as the rule says


@dataclass(frozen=True, slots=True)
class Room:
    """A group as it stands: what every step needs to know."""

    seat: Seat
    door: Door
    record: GroupRecord | None
    parts: list[Part]
    standing: Standing

    @property
    def record_id(self) -> int | None:
        """The key of the record, if there is one."""
        return self.record.id if self.record else None

    @property
    def is_signed(self) -> bool:
        """Whether nothing can be changed now."""
        return self.record is not None and self.record.state is RecordState.FINAL

    @property
    def are_ratings_shown(self) -> bool:
        """Whether the step of rating is closed, so that the group sees what it thinks."""
        return self.record is not None and (self.is_signed or self.record.ratings_closed_at is not None)

    @property
    def present(self) -> int:
        """How many are noted in the last part: the base of votes and dots."""
        return self.parts[-1].present if self.parts else 0

    @property
    def dots_per_person(self) -> int:
        """How many dots everybody has."""
        return self.record.dots_per_person if self.record else DEFAULT_DOTS

    @property
    def item_ids(self) -> list[int]:
        """Where in the programme the group meets."""
        return [part.item_id for part in self.parts]


def room_of(seat: Seat, door: Door) -> Room:
    """Read how a group stands. Three statements."""
    record = queries.find_record(seat.group.id)
    standing = queries.standing(seat.group.id, record.id if record else None)
    return Room(seat, door, record, queries.parts_of(seat.group.id), standing)


def fingerprint(room: Room, step: Step) -> str:
    """Return what changes whenever a step would be shown differently."""
    record = room.record
    seen = (
        room.seat.group.uid,
        room.seat.group.revision,
        step,
        language(),
        (record.state, record.version, record.changed_at) if record else None,
        room.parts,
        room.standing,
    )
    return sha256(repr(seen).encode()).hexdigest()[:32]


def frame(room: Room, here: Step) -> RoomFrame:
    """Build the frame: the group, who is in the room, until when, and the steps."""
    group, event = room.seat.group, room.seat.event
    title = group.short_title.words(language(), event.main_language) or group.title.words(
        language(), event.main_language
    )
    return RoomFrame(
        name=_("Group %(number)s. %(title)s", number=group.number, title=title),
        home=_home(room),
        facts=tuple(_facts(room)),
        steps=tuple(
            FrameStep(
                str(STEP_WORDS[step]),
                room.door.address("step", step=step),
                "done" if _is_done(room, step) else "later",
                is_current=step is here,
            )
            for step in Step
        ),
    )


def _home(room: Room) -> str:
    values = {"slug": room.seat.event.slug, "number": room.seat.group.number}
    return (address_of("homes.group", **values) if room.seat.is_team else "") or room.door.address("start")


def _facts(room: Room) -> list[tuple[str, str]]:
    facts = [("people", ngettext("%(count)s in the room", "%(count)s in the room", room.present))]
    if room.parts:
        until = time(room.parts[-1].ends_at, room.seat.event.timezone)
        facts.append(("clock", _("until %(time)s", time=until)))
    return facts


def _is_done(room: Room, step: Step) -> bool:
    standing = room.standing
    done = {
        Step.GUIDE: room.record is not None,
        Step.ATTENDANCE: any(part.present for part in room.parts),
        Step.MODELS: 0 < standing.models_heard >= standing.models_to_hear,
        Step.FACTORS: standing.factors > 0,
        Step.RATINGS: room.are_ratings_shown,
        Step.THESES: standing.theses > 0,
        Step.RECOMMENDATIONS: standing.recommendations > 0,
        Step.VOTES: 0 < standing.recommendations == standing.voted,
        Step.DOTS: standing.dots > 0 and dots_add_up([standing.dots], room.dots_per_person, room.present),
        Step.FINISH: room.is_signed,
    }
    return done[step]


def next_step(here: Step) -> Step | None:
    """Return the step after this one."""
    steps = list(Step)
    place = steps.index(here) + 1
    return steps[place] if place < len(steps) else None


def step_before(here: Step) -> Step | None:
    """Return the step before this one."""
    steps = list(Step)
    place = steps.index(here)
    return steps[place - 1] if place else None
