"""What is typed in about focus groups."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wtforms import SelectChoice, SelectField

from eventhub.events.forms.event import SeenField, local, moment_of
from eventhub.events.forms.programme import room_choices
from eventhub.events.forms.team import LED_ELSEWHERE, PersonFields
from eventhub.events.models import AgendaItem, Event, Room, TeamRole
from eventhub.events.rules import MOST_TITLE, ROLE_WORDS
from eventhub.focus_groups.actions.describing import GroupDetails, QuestionDetails
from eventhub.focus_groups.models import FocusGroup, QuestionKind
from eventhub.focus_groups.rules import MOST_PARTS, MOST_PEOPLE, MOST_QUESTION
from eventhub.ground import formats
from eventhub.ground.fields import KeyField, MomentField, TextsField, WholeNumberField
from eventhub.ground.forms import Form
from eventhub.ground.i18n import Lazy, language, lazy
from eventhub.ground.i18n.catalogues import languages, name_of

QUESTION_WORDS: dict[QuestionKind, Lazy] = {
    QuestionKind.THEORY: lazy("theory"),
    QuestionKind.METHOD: lazy("method"),
    QuestionKind.ORGANISATION: lazy("organisation"),
}
PARTS = [SelectChoice(str(part), str(part)) for part in range(1, MOST_PARTS + 1)]


class GroupForm(Form):
    """A focus group."""

    submission_key = KeyField()
    seen = SeenField()
    title = TextsField(lazy("Title"), required=lazy("Give the group a title."), most=MOST_TITLE)
    short_title = TextsField(lazy("Short title"), most=60)
    language = SelectField(
        lazy("Language of the group"), choices=[SelectChoice(lang, name_of(lang)) for lang in languages()]
    )
    room = SelectField(lazy("Room"))
    min_size = WholeNumberField(lazy("From how many people"), most=MOST_PEOPLE)
    capacity = WholeNumberField(lazy("Up to how many people"), most=MOST_PEOPLE)

    def __init__(self, event: Event, rooms: Sequence[Room], group: FocusGroup | None = None, **more: Any) -> None:
        known: dict[str, object] = {"language": event.main_language}
        if group is not None:
            room = next((str(room.uid) for room in rooms if room.id == group.room_id), "")
            names = ("title", "short_title", "language", "min_size", "capacity")
            known = {name: getattr(group, name) for name in names} | {"room": room, "seen": group.revision}
        super().__init__(data=known, **more)
        self.room.choices = room_choices(event, rooms)
        self._rooms = {str(room.uid): room.id for room in rooms}

    def details(self) -> GroupDetails:
        return GroupDetails(
            title=self.title.data,
            short_title=self.short_title.data or self.title.data,
            language=self.language.data,
            room_id=self._rooms.get(self.room.data),
            min_size=self.min_size.data or 0,
            capacity=self.capacity.data,
        )


class QuestionForm(Form):
    """A question of a group's guide."""

    submission_key = KeyField()
    text = TextsField(lazy("Question"), required=lazy("Write the question."), most=MOST_QUESTION, lines=3)
    kind = SelectField(
        lazy("Kind of question"),
        choices=[SelectChoice("", "–"), *(SelectChoice(kind.value, words) for kind, words in QUESTION_WORDS.items())],
    )

    def details(self) -> QuestionDetails:
        return QuestionDetails(self.text.data, QuestionKind(self.kind.data) if self.kind.data else None)


class MeetingForm(Form):
    """In which item of the programme a group meets."""

    part = SelectField(lazy("Part"), choices=PARTS)
    item = SelectField(lazy("Item of the programme"), validate_choice=True)

    def __init__(self, event: Event, items: Sequence[AgendaItem], **more: Any) -> None:
        super().__init__(**more)
        self.item.choices = [SelectChoice(str(item.uid), _named(item, event)) for item in items]
        self._items = {str(item.uid): item for item in items}

    def details(self) -> tuple[int, AgendaItem]:
        return int(self.part.data), self._items[self.item.data]


class MeetingsForm(Form):
    """When all groups meet."""

    part = SelectField(lazy("Part"), choices=PARTS)
    starts_at = MomentField(lazy("Begins"), required=lazy("Say when the groups begin."))
    ends_at = MomentField(lazy("Ends"), required=lazy("Say when the groups end."))

    def __init__(self, event: Event) -> None:
        super().__init__(data={"starts_at": local(event.starts_at, event.zone)})
        self._zone = event.zone

    def details(self) -> tuple[int, datetime, datetime]:
        return int(self.part.data), moment_of(self.starts_at, self._zone), moment_of(self.ends_at, self._zone)


class LeaderForm(PersonFields):
    """Who leads a group, as what."""

    role = SelectField(
        lazy("Part in the group"),
        choices=[SelectChoice(role.value, ROLE_WORDS[role]) for role in TeamRole if role in LED_ELSEWHERE],
    )

    def team_role(self) -> TeamRole:
        """Return the part in the group."""
        return TeamRole(self.role.data)


def _named(item: AgendaItem, event: Event) -> str:
    title = item.title.words(language(), event.main_language)
    return f"{formats.times(item.starts_at, item.ends_at, event.zone)} {title[:100]}"
