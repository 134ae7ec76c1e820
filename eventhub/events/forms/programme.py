"""Forms about rooms and items of the programme."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, SelectChoice, SelectField

from eventhub.events.actions.programme import ItemDetails, RoomDetails
from eventhub.events.forms.event import SeenField, local, moment_of
from eventhub.events.models import AgendaItem, AgendaKind, Event, Room, Wifi
from eventhub.events.rules import MOST_GOAL, MOST_TITLE
from eventhub.ground.fields import KeyField, MomentField, TextsField, WholeNumberField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import Lazy, language, lazy

HIGHEST_FLOOR = 100
MOST_SEATS = 10_000
KIND_WORDS: dict[AgendaKind, Lazy] = {
    AgendaKind.REGISTRATION: lazy("Registration"),
    AgendaKind.OPENING: lazy("Opening"),
    AgendaKind.PLENARY: lazy("Plenary"),
    AgendaKind.BREAK: lazy("Break"),
    AgendaKind.FOCUS_GROUP: lazy("Focus group"),
    AgendaKind.SUMMING_UP: lazy("Summing-up"),
    AgendaKind.CLOSING: lazy("Closing"),
}
WIFI_WORDS: dict[Wifi, Lazy] = {
    Wifi.STRONG: lazy("good"),
    Wifi.WEAK: lazy("weak"),
    Wifi.NONE: lazy("none"),
}


class RoomForm(Form):
    """A room of the event's house."""

    submission_key = KeyField()
    name = TextsField(lazy("Name of the room"), required=lazy("Give the room a name."))
    floor = WholeNumberField(lazy("Floor"), most=HIGHEST_FLOOR)
    seats = WholeNumberField(lazy("Seats"), most=MOST_SEATS)
    step_free = BooleanField(lazy("Reached without steps"))
    wifi = SelectField(lazy("Wi-Fi"), choices=[SelectChoice(wifi.value, words) for wifi, words in WIFI_WORDS.items()])

    def details(self) -> RoomDetails:
        wifi = Wifi(self.wifi.data)
        return RoomDetails(self.name.data, self.floor.data, self.seats.data, self.step_free.data, wifi)


class ItemForm(Form):
    """An item of the programme; its times are those of the event's clock."""

    submission_key = KeyField()
    seen = SeenField()
    kind = SelectField(lazy("Kind"), choices=[SelectChoice(kind.value, words) for kind, words in KIND_WORDS.items()])
    title = TextsField(lazy("Title"), required=lazy("Give the item a title."), most=MOST_TITLE)
    note = TextsField(lazy("Note"), most=MOST_GOAL, lines=3)
    starts_at = MomentField(lazy("Begins"), required=lazy("Say when it begins."))
    ends_at = MomentField(lazy("Ends"), required=lazy("Say when it ends."))
    room = SelectField(lazy("Room"))
    is_cancelled = BooleanField(lazy("Cancelled: it stays in the programme, marked"))

    def __init__(self, event: Event, rooms: Sequence[Room], item: AgendaItem | None = None) -> None:
        super().__init__(data=_known(event, rooms, item))
        self.room.choices = room_choices(event, rooms)
        self._event = event
        self._rooms = {str(room.uid): room.id for room in rooms}

    def details(self) -> ItemDetails:
        zone = self._event.zone
        return ItemDetails(
            kind=AgendaKind(self.kind.data),
            title=self.title.data,
            note=self.note.data,
            starts_at=moment_of(self.starts_at, zone),
            ends_at=moment_of(self.ends_at, zone),
            room_id=self._rooms.get(self.room.data),
            is_cancelled=self.is_cancelled.data,
        )


def room_choices(event: Event, rooms: Sequence[Room]) -> list[SelectChoice]:
    """List rooms to choose one of, or none."""
    named = [SelectChoice(str(room.uid), room.name.words(language(), event.main_language)) for room in rooms]
    return [SelectChoice("", "–"), *named]


def _known(event: Event, rooms: Sequence[Room], item: AgendaItem | None) -> dict[str, Any]:
    if item is None:
        return {"starts_at": local(event.starts_at, event.zone), "kind": AgendaKind.PLENARY}
    room = next((str(room.uid) for room in rooms if room.id == item.room_id), "")
    times = {"starts_at": local(item.starts_at, event.zone), "ends_at": local(item.ends_at, event.zone)}
    plain = {name: getattr(item, name) for name in ("kind", "title", "note", "is_cancelled")}
    return {**plain, **times, "room": room, "seen": item.revision}
