"""The programme as rows of a timetable, day by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from markupsafe import Markup

from eventhub.events.models import AgendaItem, AgendaKind, Event
from eventhub.focus_groups.models import FocusGroup
from eventhub.focus_groups.rules import Meeting, Slot, by_day, folded, has_several_parts
from eventhub.ground import formats
from eventhub.ground.i18n import _, ngettext
from eventhub.overview.pages.wording import joined, names, said
from eventhub.people.models import Person
from eventhub.scaling_models.models import ScalingModel

QUIET = {AgendaKind.REGISTRATION: "break", AgendaKind.BREAK: "break", AgendaKind.FOCUS_GROUP: "groups"}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group within a stretch of the programme."""

    number: int
    title: Markup
    room: Markup
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the programme."""

    kind: str
    starts: str
    ends: str
    starts_iso: str
    title: Markup
    meta: Markup
    groups: Sequence[GroupRow] = ()
    groups_words: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme; it has a heading where there are several."""

    heading: str
    rows: Sequence[Row]


class Programme:
    """Turns the points of a programme into rows. Speakers are only those who may be named, by item."""

    def __init__(
        self,
        event: Event,
        speakers: Mapping[int, Sequence[Person]],
        models: Mapping[int, Sequence[ScalingModel]] | None = None,
    ) -> None:
        self.event = event
        self.speakers = speakers
        self.models = models or {}

    def days(self, slots: Iterable[Slot]) -> list[Day]:
        """Part the rows by day; the first stretch of groups stands open."""
        meetings = folded(slots)
        days = by_day(meetings, self.event.zone)
        numbered = has_several_parts(meetings)
        opened = next((meeting for meeting in meetings if len(meeting.groups) > 1), None)
        return [
            Day(
                formats.full_day(day) if len(days) > 1 else "",
                [replace(self.row(meeting, numbered), is_open=meeting is opened) for meeting in today],
            )
            for day, today in days
        ]

    def row(self, meeting: Meeting, numbered: bool) -> Row:
        """Write one stretch."""
        item = meeting.first
        is_folded = len(meeting.groups) > 1
        return Row(
            kind=QUIET.get(item.kind, ""),
            starts=f"{item.starts_at.astimezone(self.event.zone):%H:%M}",
            ends=f"{item.ends_at.astimezone(self.event.zone):%H:%M}",
            starts_iso=item.starts_at.astimezone(self.event.zone).isoformat(),
            title=self._folded_title(meeting, numbered) if is_folded else self._title(item),
            meta=self._folded_meta(meeting) if is_folded else self._meta(item),
            groups=[self._group(*pair) for pair in meeting.groups] if is_folded else (),
            groups_words=ngettext(
                "%(count)s group and its room", "%(count)s groups and their rooms", len(meeting.groups)
            ),
        )

    def _title(self, item: AgendaItem) -> Markup:
        title = said(item.title, self.event.main_language)
        return Markup("<s>{}</s> {}").format(title, _("cancelled")) if item.is_cancelled else title

    def _folded_title(self, meeting: Meeting, numbered: bool) -> Markup:
        words = _("Focus groups, part %(part)s", part=meeting.part) if numbered else _("Focus groups")
        return Markup("{}").format(words)

    def _folded_meta(self, meeting: Meeting) -> Markup:
        notes = {item.note for item in meeting.items}
        return said(notes.pop(), self.event.main_language) if len(notes) == 1 else Markup()

    def _meta(self, item: AgendaItem) -> Markup:
        speakers = names(self.speakers.get(item.id, ()), self.event.main_language)
        note = said(item.note, self.event.main_language)
        return joined([note, speakers, self._room(item), self._models(item)])

    def _room(self, item: AgendaItem) -> Markup:
        return said(item.room.name, self.event.main_language) if item.room else Markup()

    def _group(self, item: AgendaItem, group: FocusGroup) -> GroupRow:
        speakers = names(self.speakers.get(item.id, ()), self.event.main_language)
        lines = [joined([self._room(item), speakers]), self._models(item)]
        title = said(group.title, self.event.main_language)
        return GroupRow(
            number=group.number,
            title=Markup("<s>{}</s> {}").format(title, _("cancelled")) if item.is_cancelled else title,
            room=Markup("<br>").join(line for line in lines if line),
            address=url_for("overview.group", slug=self.event.slug, number=group.number),
        )

    def _models(self, item: AgendaItem) -> Markup:
        models = self.models.get(item.id, ())
        if not models:
            return Markup()
        titles = Markup("; ").join(said(model.title, self.event.main_language) for model in models)
        sentence = ngettext("Model: %(titles)s", "Models: %(titles)s", len(models), titles=titles)
        return Markup(sentence)  # noqa: S704 – our own sentence, the titles in it are escaped


def plain_rows(event: Event, items: Iterable[AgendaItem]) -> list[Day]:
    """Write the day of one person or of one group: no names, nothing folded."""
    return Programme(event, {}).days(Slot(item) for item in items)
