"""How an event and its programme become calendar entries. Pure: the same state gives the same entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventhub.events.models import AgendaItem, AgendaKind, Event, EventState
from eventhub.focus_groups.models import FocusGroup
from eventhub.ground.ics.feed import Entry, Feed, Organiser, Status
from eventhub.ground.texts import Texts

Item = tuple[AgendaItem, FocusGroup | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """In which language a feed speaks, and where its pages are."""

    lang: str
    main: str
    event_url: str
    programme_url: str

    def words(self, texts: Texts) -> str:
        """Return the words of a text for this reader."""
        return texts.words(self.lang, self.main)


def event_entry(event: Event, reader: Reader) -> Entry:
    """Make the entry of the event as a whole."""
    return Entry(
        uid=str(event.uid),
        starts=event.starts_at,
        ends=event.ends_at,
        title=reader.words(event.title),
        sequence=event.revision,
        modified=event.revised_at,
        description=reader.words(event.goal),
        location=reader.words(event.venue),
        url=reader.event_url,
        status=_status(event),
        organiser=Organiser(name=reader.words(event.organiser), email=event.contact_email),
    )


def item_entry(event: Event, item: Item, reader: Reader, speakers: Iterable[str] = ()) -> Entry:
    """Make the entry of one agenda item. speakers: names that may be published, in their order.

    SEQUENCE and LAST-MODIFIED follow the item or its event, whichever is further: a cancelled event cancels its items.
    """
    agenda, group = item
    lines = [", ".join(speakers), reader.words(agenda.note), reader.words(event.title)]
    return Entry(
        uid=str(agenda.uid),
        starts=agenda.starts_at,
        ends=agenda.ends_at,
        title=reader.words(agenda.title),
        sequence=agenda.revision + event.revision,
        modified=max(agenda.revised_at, event.revised_at),
        description="\n".join(line for line in lines if line),
        location=_place(event, agenda, reader),
        url=reader.programme_url,
        status=Status.CANCELLED if agenda.is_cancelled else _status(event),
        categories=(reader.words(group.short_title or group.title),) if group else (),
    )


def feed_of_items(
    event: Event, items: Iterable[Item], reader: Reader, speakers: Mapping[int, Iterable[str]], *, uid: str, name: str
) -> Feed:
    """Make a feed of agenda items. uid: of the feed itself, stable and free of the host's name."""
    return Feed(
        uid=uid,
        name=name,
        zone=event.timezone,
        description=reader.words(event.goal),
        url=reader.event_url,
        entries=tuple(item_entry(event, item, reader, speakers.get(item[0].id, ())) for item in items),
    )


def own_items(items: Iterable[Item], group: FocusGroup | None) -> list[Item]:
    """Choose what one person attends: everything common to all, and the meetings of the own group.

    While a person has no group, the times of the groups stay out: where to be is not known yet.
    """
    return [(item, other) for item, other in items if _is_for(item, other, group)]


def meetings_of(items: Iterable[Item], group: FocusGroup) -> list[Item]:
    """Choose the agenda items in which one group meets."""
    return [(item, other) for item, other in items if other is not None and other.id == group.id]


def _is_for(item: AgendaItem, other: FocusGroup | None, group: FocusGroup | None) -> bool:
    if item.kind is not AgendaKind.FOCUS_GROUP and other is None:
        return True
    return group is not None and other is not None and other.id == group.id


def _place(event: Event, item: AgendaItem, reader: Reader) -> str:
    room = reader.words(item.room.name) if item.room else ""
    return ", ".join(part for part in (room, reader.words(event.venue)) if part)


def _status(event: Event) -> Status:
    return Status.CANCELLED if event.state is EventState.CANCELLED else Status.CONFIRMED
